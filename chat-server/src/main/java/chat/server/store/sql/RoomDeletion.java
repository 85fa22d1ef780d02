package chat.server.store.sql;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The end of a room. At once nobody finds any of it: its log begins behind its head, leaving out one number, by which
 * whoever had read all of it sees that it is another. What is left of the old log goes some
 * events at a time, between the writer's groups, while the name may have been taken again.
 */
final class RoomDeletion {
    /** Events that go at once. */
    static final int PIECE = 200;

    private final Statements statements;
    private final Dialect dialect;

    /** A room whose old log is on its way out, up to this {@code seq}. */
    private record Dropping(long id, long last) {}

    RoomDeletion(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** Ends a room, in a transaction; false: there is none such, and none came of that. */
    boolean delete(RoomName name) throws SQLException {
        PreparedStatement query = statements.get(
                "SELECT r.id FROM rooms AS r WHERE r.name = ? AND r.state = " + Codes.THERE + dialect.forUpdate("r"));
        query.setString(1, name.value());
        long id;
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            id = row.getLong(1);
        }
        PreparedStatement update = statements.get("UPDATE rooms SET title = ?, description = ?, posting = ?,"
                + " archived = ?, slow_seconds = ?, topic = '', retention_days = NULL, retention_events = NULL, state = "
                + Codes.DELETED + ", dropping = head, first = head + 2, head = head + 1 WHERE id = ?");
        Codes.bind(update, 1, RoomSettings.of(name));
        update.setLong(6, id);
        update.executeUpdate();
        // Of marks there may be as many as there are users, who are some ten thousand: a tenth of a second.
        for (String table : new String[] {"room_members", "read_marks"}) {
            PreparedStatement delete = statements.get("DELETE FROM " + table + " WHERE room_id = ?");
            delete.setLong(1, id);
            delete.executeUpdate();
        }
        for (String table : new String[] {"restrictions", "reports"}) {
            PreparedStatement delete = statements.get("DELETE FROM " + table + " WHERE room = ?");
            delete.setString(1, name.value());
            delete.executeUpdate();
        }
        return true;
    }

    /** Takes away some of what is left of old logs, in a transaction; false: nothing is left of any. */
    boolean clear() throws SQLException {
        Dropping room;
        try (ResultSet row = statements
                .get("SELECT r.id, r.dropping FROM rooms AS r WHERE r.dropping IS NOT NULL ORDER BY r.dropping LIMIT 1")
                .executeQuery()) {
            if (!row.next()) {
                return false;
            }
            room = new Dropping(row.getLong(1), row.getLong(2));
        }
        if (!clearEvents(room)) {
            PreparedStatement done = statements.get("UPDATE rooms SET dropping = NULL WHERE id = ?");
            done.setLong(1, room.id);
            done.executeUpdate();
        }
        return true;
    }

    private boolean clearEvents(Dropping room) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT min(e.seq) FROM events AS e WHERE e.room_id = ? AND e.seq <= ?");
        query.setLong(1, room.id);
        query.setLong(2, room.last);
        try (ResultSet row = query.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            if (row.wasNull()) {
                return false;
            }
            new LogCut(statements, dialect).run(room.id, first, Math.min(first + PIECE, room.last + 1));
            return true;
        }
    }
}
