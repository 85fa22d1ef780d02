package chat.server.store.sql;

import chat.protocol.MessageText;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Draft;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import chat.server.store.StoredMember;
import chat.server.store.StoredRoom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads logs, over one connection and as of one moment. */
final class LogQueries {
    /** How many rows a driver may hold that nobody asked for yet; a page often ends by its bytes. */
    private static final int ROWS_AHEAD_MAX = 50;

    private static final String ROOM = "SELECT r.id, r.name, r.topic, r.head, r.state,"
            + " r.title, r.description, r.posting, r.archived, r.slow_seconds FROM rooms AS r";

    private static final String EVENTS = "SELECT " + EventRows.COLUMNS + " FROM events AS e WHERE e.room_id = ?";

    private final Statements statements;
    private final Dialect dialect;

    /** A room, and the first and last event of its log, or of what is wanted of it. */
    private record Log(long id, long first, long head) {
        /** With an id that no row has. */
        static final Log NONE = new Log(0, 1, 0);
    }

    LogQueries(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    List<StoredRoom> rooms() throws SQLException {
        List<StoredRoom> rooms = new ArrayList<>();
        Map<Long, Map<UserId, StoredMember>> members = new MemberRows(statements).all();
        try (ResultSet row = statements
                .get(ROOM + " WHERE r.state <> " + Codes.IMPORTED + " ORDER BY r.name")
                .executeQuery()) {
            while (row.next()) {
                rooms.add(room(row, members.getOrDefault(row.getLong(1), Map.of())));
            }
        }
        return rooms;
    }

    /** A room by its {@code rooms.id}. */
    static Optional<StoredRoom> room(Statements statements, long id) throws SQLException {
        Map<UserId, StoredMember> members = new MemberRows(statements).of(id);
        PreparedStatement query = statements.get(ROOM + " WHERE r.id = ?");
        query.setLong(1, id);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(room(row, members)) : Optional.empty();
        }
    }

    private static StoredRoom room(ResultSet row, Map<UserId, StoredMember> members) throws SQLException {
        return new StoredRoom(
                new RoomName(row.getString(2)),
                Codes.settings(row, 6),
                new Topic(row.getString(3)),
                row.getLong(4),
                members,
                row.getInt(5) == Codes.DELETED);
    }

    Page page(RoomName room, PageRequest request) throws SQLException {
        Log log = log(room);
        List<EventRows.Row> rows = rows(room, log, request, EVENTS);
        requireWhole(room, log, request, rows);
        return page(log, request, rows);
    }

    /** No event between the first and the last that the log says it has is missing: what is lost is not passed over. */
    private static void requireWhole(RoomName room, Log log, PageRequest request, List<EventRows.Row> rows)
            throws SQLException {
        int step = request.direction() == PageRequest.Direction.AFTER ? 1 : -1;
        long next = step > 0 ? low(log, request) : high(log, request);
        int bytesLeft = request.bytesMax();
        for (EventRows.Row row : rows) {
            if (row.event().seq() != next) {
                throw damaged(room, next);
            }
            next += step;
            bytesLeft -= Draft.weightBytes(row.event());
        }
        boolean all = next < low(log, request) || next > high(log, request);
        if (!all && rows.size() < request.eventsMax() && bytesLeft > 0) {
            throw damaged(room, next);
        }
    }

    private static SQLException damaged(RoomName room, long seq) {
        return new SQLException(
                "events: room " + room + " has no " + seq + " (expected: every one from its first to its"
                        + " newest; the database is damaged, restore a backup)");
    }

    Page thread(RoomName room, long root, PageRequest request) throws SQLException {
        Log log = log(room);
        PreparedStatement query = statements.get(
                "SELECT (SELECT min(seq) FROM events WHERE room_id = ? AND reply_to = ?"
                        + " AND seq >= ?), (SELECT max(seq) FROM events WHERE room_id = ? AND reply_to = ? AND seq >= ?)");
        for (int i = 0; i < 6; i += 3) {
            query.setLong(i + 1, log.id());
            query.setLong(i + 2, root);
            query.setLong(i + 3, log.first());
        }
        Log thread;
        try (ResultSet row = query.executeQuery()) {
            row.next();
            Long first = EventRows.number(row, 1);
            thread = first == null ? Log.NONE : new Log(log.id(), first, row.getLong(2));
        }
        return page(thread, request, rows(room, thread, request, EVENTS + " AND e.reply_to = ?", root));
    }

    private static long low(Log log, PageRequest request) {
        boolean forward = request.direction() == PageRequest.Direction.AFTER;
        return forward ? Math.max(Math.min(request.seq(), log.head()) + 1, log.first()) : log.first();
    }

    private static long high(Log log, PageRequest request) {
        boolean forward = request.direction() == PageRequest.Direction.AFTER;
        return forward ? log.head() : Math.min(request.seq() - 1, log.head());
    }

    private List<EventRows.Row> rows(RoomName room, Log log, PageRequest request, String events, long... more)
            throws SQLException {
        boolean forward = request.direction() == PageRequest.Direction.AFTER;
        String sql = events + " AND e.seq >= ? AND e.seq <= ? ORDER BY e.seq" + (forward ? "" : " DESC") + " LIMIT ?";
        PreparedStatement query = statements.get(sql);
        int index = 1;
        query.setLong(index++, log.id());
        for (long parameter : more) {
            query.setLong(index++, parameter);
        }
        query.setLong(index++, low(log, request));
        query.setLong(index++, high(log, request));
        query.setInt(index, request.eventsMax());
        return rows(query, room, request.bytesMax());
    }

    private Page page(Log log, PageRequest request, List<EventRows.Row> rows) throws SQLException {
        List<RoomEvent> found = complete(rows);
        List<RoomEvent> page = new ArrayList<>(found.subList(0, fitting(found, request.bytesMax())));
        if (request.direction() == PageRequest.Direction.BEFORE) {
            Collections.reverse(page);
        }
        return new Page(List.copyOf(page), log.first(), log.head());
    }

    /** Rows in the order of the query until their texts alone are too much. */
    private static List<EventRows.Row> rows(PreparedStatement query, RoomName room, int bytesMax) throws SQLException {
        List<EventRows.Row> rows = new ArrayList<>();
        int bytesLeft = bytesMax;
        query.setFetchSize(ROWS_AHEAD_MAX);
        try (ResultSet row = query.executeQuery()) {
            while (bytesLeft > 0 && row.next()) {
                EventRows.Row next = EventRows.read(row, room);
                bytesLeft -= Draft.weightBytes(next.event());
                rows.add(next);
            }
        }
        return rows;
    }

    /** How many of the events have no more bytes together; one at least, if there is one. */
    private static int fitting(List<RoomEvent> events, int bytesMax) {
        int bytesLeft = bytesMax;
        for (int i = 0; i < events.size(); i++) {
            bytesLeft -= Draft.weightBytes(events.get(i));
            if (bytesLeft < 0) {
                return Math.max(i, 1);
            }
        }
        return events.size();
    }

    List<RoomEvent> pins(RoomName room) throws SQLException {
        PreparedStatement query = statements.get(EVENTS + " AND e.pinned = 1 AND e.seq >= ? ORDER BY e.seq LIMIT ?");
        Log log = log(room);
        query.setLong(1, log.id());
        query.setLong(2, log.first());
        query.setInt(3, ProtocolLimits.PINS_MAX);
        List<EventRows.Row> rows = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows.add(EventRows.read(row, room));
            }
        }
        return complete(rows);
    }

    List<ServerMessage.Version> versions(RoomName room, long target) throws SQLException {
        Log log = log(room);
        PreparedStatement query = statements.get("SELECT seq, at, coalesce(original, text) FROM events"
                + " WHERE room_id = ? AND seq = ? AND seq >= ? AND kind = " + EventRows.POSTED + " AND deleted = 0");
        query.setLong(1, log.id());
        query.setLong(2, target);
        query.setLong(3, log.first());
        Deque<ServerMessage.Version> versions = new ArrayDeque<>();
        try (ResultSet row = query.executeQuery()) {
            if (row.next()) {
                versions.add(version(row));
            }
        }
        return versions.isEmpty() ? List.of() : withEdits(log, target, versions);
    }

    private List<ServerMessage.Version> withEdits(Log log, long target, Deque<ServerMessage.Version> first)
            throws SQLException {
        PreparedStatement query = statements.get("SELECT seq, at, text FROM events WHERE room_id = ? AND target = ?"
                + " AND seq >= ? AND kind = " + EventRows.EDITED + " ORDER BY seq DESC LIMIT ?");
        query.setLong(1, log.id());
        query.setLong(2, target);
        query.setLong(3, log.first());
        query.setInt(4, ProtocolLimits.VERSIONS_MAX);
        Deque<ServerMessage.Version> versions = new ArrayDeque<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                versions.addFirst(version(row));
            }
        }
        if (versions.size() < ProtocolLimits.VERSIONS_MAX) {
            versions.addFirst(first.getFirst());
        }
        return List.copyOf(versions);
    }

    private static ServerMessage.Version version(ResultSet row) throws SQLException {
        return new ServerMessage.Version(row.getLong(1), row.getLong(2), new MessageText(row.getString(3)));
    }

    /** With the reactions of those that have some. */
    List<RoomEvent> complete(List<EventRows.Row> rows) throws SQLException {
        return new ReactionRows(statements, dialect).addTo(rows);
    }

    /** A room that is not there has an empty log. */
    private Log log(RoomName room) throws SQLException {
        PreparedStatement query = statements.get("SELECT id, first, head FROM rooms WHERE name = ?");
        query.setString(1, room.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? new Log(row.getLong(1), row.getLong(2), row.getLong(3)) : Log.NONE;
        }
    }
}
