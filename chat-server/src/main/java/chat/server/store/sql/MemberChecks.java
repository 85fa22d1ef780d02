package chat.server.store.sql;

import chat.protocol.Role;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import chat.server.store.StoredMember;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a room's members and settings are what its log makes of them, as of one moment. */
final class MemberChecks {
    private static final String FROM =
            " FROM events AS e WHERE e.room_id = ? AND e.seq >= ? AND " + EventRows.ABOUT_ROOM;

    private final Statements statements;
    private final List<String> findings = new ArrayList<>();

    /** A room's row. */
    private record Room(long first, boolean everybody, RoomSettings settings) {}

    private MemberChecks(Statements statements) {
        this.statements = statements;
    }

    /** Looks at a room; returns what is wrong, one line each. One that is being imported is passed over. */
    static List<String> run(Statements statements, long roomId) throws SQLException {
        MemberChecks checks = new MemberChecks(statements);
        Optional<Room> room = checks.room(roomId);
        if (room.isPresent()) {
            checks.members(roomId, room.get());
            checks.settings(roomId, room.get());
        }
        return checks.findings;
    }

    private Optional<Room> room(long roomId) throws SQLException {
        PreparedStatement query = statements.get("SELECT r.first, r.visibility, r.title, r.description, r.posting,"
                + " r.archived, r.slow_seconds FROM rooms AS r WHERE r.id = ? AND r.state <> " + Codes.IMPORTED);
        query.setLong(1, roomId);
        try (ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(new Room(row.getLong(1), row.getInt(2) == Codes.PUBLIC, Codes.settings(row, 3)))
                    : Optional.empty();
        }
    }

    /** Of whom the log no longer tells, because its beginning was dropped, nothing can be said. */
    private void members(long roomId, Room room) throws SQLException {
        Map<UserId, Optional<Role>> told = told(roomId, room);
        Map<UserId, StoredMember> rows = new MemberRows(statements).of(roomId);
        Set<UserId> users = new HashSet<>(rows.keySet());
        users.addAll(told.keySet());
        users.removeAll(Meta.erasing(statements));
        for (UserId user : users) {
            Optional<Role> row = Optional.ofNullable(rows.get(user)).map(StoredMember::role);
            Optional<Role> expected = told.getOrDefault(user, room.first == 1 ? Optional.empty() : row);
            if (!row.equals(expected) && findings.size() < LogChecks.NAMED_MAX) {
                findings.add(
                        "user " + user + " is " + word(row) + " (expected: " + word(expected) + ", as the log says)");
            }
        }
    }

    private static String word(Optional<Role> role) {
        return role.map(Role::wireName).orElse("nothing");
    }

    private Map<UserId, Optional<Role>> told(long roomId, Room room) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.kind, e.about_id, e.role" + FROM + " AND e.kind <> "
                + EventRows.ROOM_CHANGED + " ORDER BY e.seq");
        query.setLong(1, roomId);
        query.setLong(2, room.first);
        Map<UserId, Optional<Role>> told = new HashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                UserId user = new UserId(row.getString(2));
                boolean gone = row.getInt(1) == EventRows.MEMBER_REMOVED || Nobody.is(user);
                Optional<Role> role = gone ? Optional.empty() : Optional.of(Codes.role(row.getInt(3)));
                told.put(user, role.filter(it -> !room.everybody || it != Role.MEMBER));
            }
        }
        return told;
    }

    private void settings(long roomId, Room room) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.title, e.text, e.posting, e.turned_on, e.slow_seconds" + FROM
                + " AND e.kind = " + EventRows.ROOM_CHANGED + " ORDER BY e.seq DESC LIMIT 1");
        query.setLong(1, roomId);
        query.setLong(2, room.first);
        try (ResultSet row = query.executeQuery()) {
            if (row.next() && !Codes.settings(row, 1).equals(room.settings)) {
                findings.add("has other settings than its newest event about them says");
            }
        }
    }
}
