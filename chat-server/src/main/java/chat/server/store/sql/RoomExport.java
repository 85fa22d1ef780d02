package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Progress;
import chat.server.store.StoredMember;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a room's log as the lines of an export. A page is read at a time, so that a server may go on writing; what it adds
 * meanwhile is part of it, up to the moment of the last page, and so every change of a message that was told before it is.
 */
final class RoomExport {
    /** Events that are read in one reading. */
    static final int PAGE = 2_000;

    private final Snapshots snapshots;
    private final Dialect dialect;

    /** A room's row. */
    private record Room(long id, RoomSettings settings, Topic topic, long first, long head) {}

    /** What stands before the events; members by their ids. */
    private record Beginning(Room room, List<StoredMember> members) {}

    /** What one reading came to. */
    private record Part(Optional<Room> room, List<ExportLine.Event> events) {}

    /** An event's row with what is only told here. */
    private record Detailed(
            ExportLine.@Nullable Original original,
            @Nullable Integer fingerprint) {}

    RoomExport(Snapshots snapshots, Dialect dialect) {
        this.snapshots = snapshots;
        this.dialect = dialect;
    }

    /**
     * Writes all lines.
     *
     * @return how many events were written; nothing: there is no such room
     * @throws IOException when they cannot be written, or retention drops events faster than they are
     */
    Optional<Long> write(RoomName name, Inspection.Out out, Progress progress) throws SQLException, IOException {
        Optional<Beginning> found = snapshots.read(statements -> beginning(statements, name));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Room start = found.get().room();
        out.write(new ExportLine.Start(name, start.settings(), start.topic(), start.first()));
        for (StoredMember member : found.get().members()) {
            out.write(new ExportLine.Member(member.author(), member.role()));
        }
        long last = start.first() - 1;
        long head = start.head();
        while (last < head) {
            long after = last;
            Part part = snapshots.read(statements -> part(statements, name, after));
            head = part.room().map(Room::head).orElse(0L);
            if (part.events().isEmpty()) {
                throw missing(name, last + 1);
            }
            for (ExportLine.Event event : part.events()) {
                if (event.event().seq() != last + 1) {
                    throw missing(name, last + 1);
                }
                out.write(event);
                last++;
            }
            progress.at("events", last - start.first() + 1, head - start.first() + 1);
        }
        out.write(new ExportLine.End(last));
        return Optional.of(last - start.first() + 1);
    }

    private static IOException missing(RoomName name, long seq) {
        return new IOException("room: " + name + " has no event " + seq
                + " (expected: all of them; if retention dropped it" + " just now, try again, else verify says more)");
    }

    private static Optional<Beginning> beginning(Statements statements, RoomName name) throws SQLException {
        Optional<Room> room = room(statements, name);
        if (room.isEmpty()) {
            return Optional.empty();
        }
        Map<UserId, StoredMember> members =
                new TreeMap<>(new MemberRows(statements).of(room.get().id()));
        return Optional.of(new Beginning(room.get(), List.copyOf(members.values())));
    }

    private static Optional<Room> room(Statements statements, RoomName name) throws SQLException {
        PreparedStatement query = statements.get("SELECT r.id, r.topic, r.first, r.head, r.title, r.description,"
                + " r.posting, r.archived, r.slow_seconds FROM rooms AS r WHERE r.name = ? AND r.state = "
                + Codes.THERE);
        query.setString(1, name.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(new Room(
                            row.getLong(1),
                            Codes.settings(row, 5),
                            new Topic(row.getString(2)),
                            row.getLong(3),
                            row.getLong(4)))
                    : Optional.empty();
        }
    }

    private Part part(Statements statements, RoomName name, long after) throws SQLException {
        Optional<Room> room = room(statements, name);
        if (room.isEmpty()) {
            return new Part(room, List.of());
        }
        PreparedStatement query = statements.get("SELECT " + EventRows.COLUMNS
                + ", e.original, e.original_mentions, c.fingerprint FROM events AS e LEFT JOIN cids AS c ON c.id = e.id"
                + " WHERE e.room_id = ? AND e.seq > ? AND e.seq >= ? ORDER BY e.seq LIMIT " + PAGE);
        query.setLong(1, room.get().id());
        query.setLong(2, after);
        // Of a room that was deleted before there may be older ones, on their way out.
        query.setLong(3, room.get().first());
        List<EventRows.Row> rows = new ArrayList<>();
        List<Detailed> details = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows.add(EventRows.read(row, name));
                details.add(detailed(row));
            }
        }
        List<RoomEvent> events = new ReactionRows(statements, dialect).addTo(rows);
        List<ExportLine.Event> lines = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            lines.add(new ExportLine.Event(
                    events.get(i), details.get(i).original(), details.get(i).fingerprint()));
        }
        return new Part(room, lines);
    }

    private static Detailed detailed(ResultSet row) throws SQLException {
        String text = row.getString(EventRows.COLUMNS_END);
        String mentions = row.getString(EventRows.COLUMNS_END + 1);
        int fingerprint = row.getInt(EventRows.COLUMNS_END + 2);
        boolean unknown = row.wasNull();
        return new Detailed(
                text == null ? null : new ExportLine.Original(new MessageText(text), MentionRows.read(mentions)),
                unknown ? null : Integer.valueOf(fingerprint));
    }
}
