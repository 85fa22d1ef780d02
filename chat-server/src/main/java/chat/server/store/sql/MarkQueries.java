package chat.server.store.sql;

import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads how far users have read, and counts what is unread, over one connection and as of one moment. */
final class MarkQueries {
    /** Nobody reads further back than the room goes. */
    private static final String FROM = "(CASE WHEN m.seq < r.first THEN r.first - 1 ELSE m.seq END)";

    private static final String LIMIT = " LIMIT " + (ProtocolLimits.UNREAD_MAX + 1) + ")";

    /** Messages of others behind a mark; counting ends where more are only "more". */
    private static final String UNREAD = "(SELECT count(*) FROM (SELECT 1 FROM events AS e WHERE e.room_id = m.room_id"
            + " AND e.seq > " + FROM + " AND e.kind = " + EventRows.POSTED
            + " AND e.deleted = 0 AND e.user_id <> m.user_id" + LIMIT + " AS unread)";

    /** Those of them that call the user, or everybody; one that does both is one. */
    private static final String MENTIONS = "(SELECT count(*) FROM (SELECT seq FROM (SELECT t.seq FROM mentions AS t"
            + " WHERE t.user_id = m.user_id AND t.room_id = m.room_id AND t.seq > " + FROM + " ORDER BY t.seq" + LIMIT
            + " AS own UNION SELECT seq FROM (SELECT t.seq FROM mentions AS t WHERE t.user_id = '" + MentionRows.ROOM
            + "' AND t.room_id = m.room_id AND t.seq > " + FROM + " AND t.author_id <> m.user_id ORDER BY t.seq" + LIMIT
            + " AS everybody) AS called)";

    private static final String MARK = "SELECT r.name, m.seq, r.head, " + UNREAD + ", " + MENTIONS;

    private static final String THERE = " r.state = " + Codes.THERE + " AND " + MemberRows.readableBy("m.user_id");

    /** A user's marks, each with what is unread there. */
    static final String SELECT =
            MARK + " FROM read_marks AS m JOIN rooms AS r ON r.id = m.room_id WHERE m.user_id = ? AND" + THERE;

    private final Statements statements;

    private final Dialect dialect;

    MarkQueries(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** Where a mark stands; at 0 with nothing unread when the user has none there. */
    ReadMark one(UserId user, RoomName room) throws SQLException {
        PreparedStatement query = statements.get(SELECT + " AND r.name = ?");
        query.setString(1, user.value());
        query.setString(2, room.value());
        List<ReadMark> marks = read(query);
        return marks.isEmpty() ? ReadMark.none(room) : marks.get(0);
    }

    List<ReadMark> all(UserId user, Optional<RoomName> after, int limit) throws SQLException {
        PreparedStatement query = statements.get(SELECT + " AND r.name > ? ORDER BY r.name LIMIT ?");
        query.setString(1, user.value());
        query.setString(2, after.map(RoomName::value).orElse(""));
        query.setInt(3, limit);
        return read(query);
    }

    /** In the order of these rooms. */
    List<ReadMark> in(UserId user, List<RoomName> rooms) throws SQLException {
        if (rooms.isEmpty()) {
            return List.of();
        }
        Elements wanted = new Elements();
        rooms.forEach(room -> wanted.add(room.value()));
        PreparedStatement query =
                statements.get(SELECT + " AND r.name IN (SELECT k.value ->> 0 FROM " + dialect.elements("k") + ")");
        query.setString(1, user.value());
        query.setString(2, wanted.toString());
        Map<RoomName, ReadMark> found = new HashMap<>();
        read(query).forEach(mark -> found.put(mark.room(), mark));
        return rooms.stream()
                .map(room -> found.getOrDefault(room, ReadMark.none(room)))
                .toList();
    }

    /** Where these users' marks stand in a room. */
    Map<UserId, Long> among(Set<UserId> users, RoomName room) throws SQLException {
        Map<UserId, Long> found = new HashMap<>();
        if (users.isEmpty()) {
            return found;
        }
        Elements wanted = new Elements();
        users.forEach(wanted::add);
        PreparedStatement query = statements.get("SELECT m.user_id, m.seq FROM " + dialect.elements("k")
                + " CROSS JOIN read_marks AS m JOIN rooms AS r ON r.id = m.room_id"
                + " WHERE m.user_id = k.value ->> 0 AND r.name = ? AND" + THERE);
        query.setString(1, wanted.toString());
        query.setString(2, room.value());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.put(new UserId(row.getString(1)), row.getLong(2));
            }
        }
        return found;
    }

    private static List<ReadMark> read(PreparedStatement query) throws SQLException {
        List<ReadMark> marks = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                marks.add(new ReadMark(
                        new RoomName(row.getString(1)),
                        row.getLong(2),
                        row.getInt(4),
                        Math.min(row.getInt(5), ProtocolLimits.UNREAD_MAX + 1),
                        row.getLong(3)));
            }
        }
        return marks;
    }
}
