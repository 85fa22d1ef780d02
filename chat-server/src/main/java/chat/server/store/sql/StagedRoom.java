package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.RoomName;
import chat.server.store.StoredMember;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/** The row of a room that is being imported: nobody sees it, and what is left of one is thrown away. */
final class StagedRoom {
    /** Older than anything. */
    private static final long FOR_EVER = Long.MAX_VALUE;

    private StagedRoom() {}

    /** A name that no other room has, until it gets its own. */
    static RoomName name() {
        return new RoomName("import-" + UUID.randomUUID());
    }

    /** Makes the row; what is to be seen of it is as of the room that it shall become. */
    static long insert(LogWriter log, RoomName name, RoomName target, ExportLine.Start start) throws SQLException {
        PreparedStatement insert = log.statements()
                .get("INSERT INTO rooms (title, description, posting, archived, slow_seconds, name, topic, visibility,"
                        + " state, head, first) VALUES (?, ?, ?, ?, ?, ?, ?, ?, " + Codes.IMPORTED
                        + ", ?, ?) RETURNING id");
        Codes.bind(insert, 1, start.settings());
        insert.setString(6, name.value());
        insert.setString(7, start.topic().value());
        insert.setInt(8, Codes.of(target.visibility()));
        insert.setLong(9, start.first() - 1);
        insert.setLong(10, start.first());
        try (ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Adds members, as they are in the end if no event of the export says otherwise. */
    static void addMembers(LogWriter log, long id, List<ExportLine.Member> members)
            throws SQLException, ImportException {
        if (!isStaged(log.statements(), id)) {
            throw ImportException.clearedUp();
        }
        MemberRows rows = new MemberRows(log.statements());
        for (ExportLine.Member member : members) {
            rows.put(id, new StoredMember(member.user(), member.role()));
        }
    }

    /**
     * Gives the room its name and lets those see it who may.
     *
     * @throws ImportException when there is one of that name by now, or this one was cleared up
     */
    static void publish(LogWriter log, long id, RoomName name) throws SQLException, ImportException {
        if (find(log.statements(), name).isPresent()) {
            throw taken(name);
        }
        PreparedStatement update =
                log.statements().get("UPDATE rooms SET name = ?, state = " + Codes.THERE + " WHERE id = ?");
        update.setString(1, name.value());
        update.setLong(2, id);
        if (update.executeUpdate() != 1) {
            throw ImportException.clearedUp();
        }
    }

    static ImportException taken(RoomName name) {
        return new ImportException(
                -1,
                "room: " + name
                        + " has or had events (expected: a room without; another name can be given with --room)");
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
                .get("SELECT name, id FROM rooms WHERE state = " + Codes.IMPORTED)
                .executeQuery()) {
            while (row.next()) {
                ids.put(new RoomName(row.getString(1)), row.getLong(2));
            }
        }
        return ids;
    }

    private static boolean isStaged(Statements statements, long id) throws SQLException {
        PreparedStatement query = statements.get("SELECT 1 FROM rooms WHERE id = ? AND state = " + Codes.IMPORTED);
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
        for (String table : List.of("room_members", "read_marks")) {
            PreparedStatement delete = log.statements().get("DELETE FROM " + table + " WHERE room_id = ?");
            delete.setLong(1, id);
            delete.executeUpdate();
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
                    log.statements().get("DELETE FROM rooms WHERE id = ? AND state = " + Codes.IMPORTED);
            room.setLong(1, id);
            room.executeUpdate();
        }
        return more;
    }
}
