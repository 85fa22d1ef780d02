package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.RoomName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** The row of a room that is being imported: nobody sees it, and what is left of one is thrown away. */
final class StagedRoom {
    /** {@code rooms.visibility} of such a room. */
    static final int VISIBILITY = 2;

    /** What everybody may read. */
    private static final int PUBLIC = 0;

    /** Older than anything. */
    private static final long FOR_EVER = Long.MAX_VALUE;

    private StagedRoom() {}

    /** A name that no other room has, until it gets its own. */
    static RoomName name() {
        return new RoomName("import-" + UUID.randomUUID());
    }

    /** Makes the row. */
    static long insert(LogWriter log, RoomName name, ExportLine.Start start) throws SQLException {
        PreparedStatement insert = log.statements()
                .get("INSERT INTO rooms (name, title, topic, visibility, head, first)" + " VALUES (?, ?, ?, "
                        + VISIBILITY + ", ?, ?) RETURNING id");
        insert.setString(1, name.value());
        insert.setString(2, start.settings().title().value());
        insert.setString(3, start.topic().value());
        insert.setLong(4, start.first() - 1);
        insert.setLong(5, start.first());
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Gives the room its name and lets everybody see it.
     *
     * @throws ImportException when there is one of that name by now, or this one was cleared up
     */
    static void publish(LogWriter log, long id, RoomName name) throws SQLException, ImportException {
        if (find(log.statements(), name).isPresent()) {
            throw taken(name);
        }
        PreparedStatement update =
                log.statements().get("UPDATE rooms SET name = ?, visibility = " + PUBLIC + " WHERE id = ?");
        update.setString(1, name.value());
        update.setLong(2, id);
        if (update.executeUpdate() != 1) {
            throw ImportException.clearedUp();
        }
    }

    static ImportException taken(RoomName name) {
        return new ImportException(
                -1, "room: " + name + " has events (expected: a room without; another name can be given with --room)");
    }

    /** The {@code rooms.id} of a room. */
    static OptionalLong find(Statements statements, RoomName name) throws SQLException {
        PreparedStatement query = statements.get("SELECT id FROM rooms WHERE name = ?");
        query.setString(1, name.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    /** All such rooms: their {@code rooms.id} by their names. */
    static Map<RoomName, Long> all(Statements statements) throws SQLException {
        Map<RoomName, Long> ids = new HashMap<>();
        try (ResultSet row = statements
                .get("SELECT name, id FROM rooms WHERE visibility = " + VISIBILITY)
                .executeQuery()) {
            while (row.next()) {
                ids.put(new RoomName(row.getString(1)), row.getLong(2));
            }
        }
        return ids;
    }

    private static boolean isStaged(Statements statements, long id) throws SQLException {
        PreparedStatement query = statements.get("SELECT 1 FROM rooms WHERE id = ? AND visibility = " + VISIBILITY);
        query.setLong(1, id);
        try (ResultSet row = query.executeQuery()) {
            return row.next();
        }
    }

    /** Messages without a text that are not deleted: their deletion never came. */
    static OptionalLong blank(Statements statements, long id) throws SQLException {
        PreparedStatement query = statements.get("SELECT min(seq) FROM events WHERE room_id = ? AND kind = "
                + EventRows.POSTED + " AND deleted = 0 AND text = ''");
        query.setLong(1, id);
        try (ResultSet row = query.executeQuery()) {
            row.next();
            long seq = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seq);
        }
    }

    /** Throws some of it away; true when there is more. One that was published meanwhile is left alone. */
    static boolean drop(LogWriter log, long id) throws SQLException {
        if (!isStaged(log.statements(), id)) {
            return false;
        }
        PreparedStatement cids = log.statements()
                .get("DELETE FROM cids WHERE id IN (SELECT e.id FROM events AS e"
                        + " WHERE e.room_id = ? ORDER BY e.seq LIMIT " + RetentionStep.EVENTS_MAX + ")");
        cids.setLong(1, id);
        cids.executeUpdate();
        boolean more = new RetentionStep(log.statements(), log.dialect())
                .run(id, new RetentionStep.Limits(FOR_EVER, 0))
                .more();
        if (!more) {
            PreparedStatement room =
                    log.statements().get("DELETE FROM rooms WHERE id = ? AND visibility = " + VISIBILITY);
            room.setLong(1, id);
            room.executeUpdate();
        }
        return more;
    }
}
