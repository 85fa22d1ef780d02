package chat.server.store.sql;

import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how far users have read, and counts what is unread, over one connection and as of one moment. */
final class MarkQueries {
    /** Messages of others behind a mark; counting ends where more are only "more". */
    static final String SELECT = "SELECT r.name, m.seq, r.head, (SELECT count(*) FROM (SELECT 1 FROM events AS e"
            + " WHERE e.room_id = m.room_id AND e.seq > m.seq AND e.kind = " + EventRows.POSTED
            + " AND e.deleted = 0 AND e.user_id <> m.user_id LIMIT " + (ProtocolLimits.UNREAD_MAX + 1)
            + ") AS unread)"
            + " FROM read_marks AS m JOIN rooms AS r ON r.id = m.room_id WHERE m.user_id = ?";

    private final Statements statements;

    MarkQueries(Statements statements) {
        this.statements = statements;
    }

    /** Where a mark stands; at 0 with nothing unread when the room has no log. */
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

    private static List<ReadMark> read(PreparedStatement query) throws SQLException {
        List<ReadMark> marks = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                marks.add(
                        new ReadMark(new RoomName(row.getString(1)), row.getLong(2), row.getInt(4), 0, row.getLong(3)));
            }
        }
        return marks;
    }
}
