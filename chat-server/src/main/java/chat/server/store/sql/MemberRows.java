package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.UserId;
import chat.server.store.StoredMember;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Rows of {@code room_members}. */
final class MemberRows {
    private static final String SELECT = "SELECT m.room_id, m.user_id, m.user_name, m.role FROM room_members AS m";

    private final Statements statements;

    MemberRows(Statements statements) {
        this.statements = statements;
    }

    /** Whether a user, an SQL expression, is among those that the room {@code r} keeps. */
    static String has(String user) {
        return "EXISTS (SELECT 1 FROM room_members AS o WHERE o.room_id = r.id AND o.user_id = " + user + ")";
    }

    /** Whether a user, an SQL expression, may read the room {@code r}. */
    static String readableBy(String user) {
        return "(r.visibility = " + Codes.PUBLIC + " OR " + has(user) + ")";
    }

    /** By {@code rooms.id}. */
    Map<Long, Map<UserId, StoredMember>> all() throws SQLException {
        return read(statements.get(SELECT));
    }

    Map<UserId, StoredMember> of(long roomId) throws SQLException {
        PreparedStatement query = statements.get(SELECT + " WHERE m.room_id = ? ORDER BY m.user_id");
        query.setLong(1, roomId);
        return read(query).getOrDefault(roomId, Map.of());
    }

    private static Map<Long, Map<UserId, StoredMember>> read(PreparedStatement query) throws SQLException {
        Map<Long, Map<UserId, StoredMember>> rooms = new HashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Author author = RestrictionRows.author(row, 2);
                rooms.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                        .put(author.id(), new StoredMember(author, Codes.role(row.getInt(4))));
            }
        }
        return rooms;
    }

    /**
     * Writes what a group makes of a room's members. A new one has read all that was before.
     */
    void write(PlannedRoom room, long at) throws SQLException {
        Map<UserId, PlannedMembers.Change> changes = room.keptRoles().changes();
        if (changes.isEmpty()) {
            return;
        }
        MarkRows marks = new MarkRows(statements);
        for (Map.Entry<UserId, PlannedMembers.Change> change : changes.entrySet()) {
            UserId user = change.getKey();
            if (change.getValue().now().isPresent()) {
                put(room.id(), change.getValue().now().get());
            } else {
                delete(room.id(), user);
            }
            if (change.getValue().addedSeq() > 0) {
                marks.advance(user, room.id(), change.getValue().addedSeq() - 1, at);
            }
        }
        marks.write();
    }

    void put(long roomId, StoredMember member) throws SQLException {
        PreparedStatement put = statements.get("INSERT INTO room_members (room_id, user_id, user_name, role)"
                + " VALUES (?, ?, ?, ?) ON CONFLICT (room_id, user_id) DO UPDATE SET user_name = excluded.user_name,"
                + " role = excluded.role");
        put.setLong(1, roomId);
        put.setString(2, member.author().id().value());
        put.setString(3, member.author().name().value());
        put.setInt(4, Codes.of(member.role()));
        put.executeUpdate();
    }

    private void delete(long roomId, UserId user) throws SQLException {
        PreparedStatement delete = statements.get("DELETE FROM room_members WHERE room_id = ? AND user_id = ?");
        delete.setLong(1, roomId);
        delete.setString(2, user.value());
        delete.executeUpdate();
    }
}
