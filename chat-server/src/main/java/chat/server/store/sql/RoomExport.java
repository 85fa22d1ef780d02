package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.server.store.Progress;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private record Room(long id, RoomTitle title, Topic topic, long first, long head) {}

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
        Optional<Room> found = snapshots.read(statements -> room(statements, name));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Room start = found.get();
        out.write(new ExportLine.Start(name, RoomSettings.of(start.title()), start.topic(), start.first()));
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

    private static Optional<Room> room(Statements statements, RoomName name) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT r.id, r.title, r.topic, r.first, r.head FROM rooms AS r WHERE r.name = ?");
        query.setString(1, name.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next()
                    ? Optional.of(new Room(
                            row.getLong(1),
                            new RoomTitle(row.getString(2)),
                            new Topic(row.getString(3)),
                            row.getLong(4),
                            row.getLong(5)))
                    : Optional.empty();
        }
    }

    private Part part(Statements statements, RoomName name, long after) throws SQLException {
        Optional<Room> room = room(statements, name);
        if (room.isEmpty()) {
            return new Part(room, List.of());
        }
        PreparedStatement query = statements.get("SELECT " + EventRows.COLUMNS
                + ", e.original, c.fingerprint FROM events AS e LEFT JOIN cids AS c ON c.id = e.id"
                + " WHERE e.room_id = ? AND e.seq > ? ORDER BY e.seq LIMIT " + PAGE);
        query.setLong(1, room.get().id());
        query.setLong(2, after);
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
        String original = row.getString(EventRows.COLUMNS_END);
        int fingerprint = row.getInt(EventRows.COLUMNS_END + 1);
        return new Detailed(
                original == null ? null : new ExportLine.Original(new MessageText(original), Mentions.NONE),
                row.wasNull() ? null : Integer.valueOf(fingerprint));
    }
}
