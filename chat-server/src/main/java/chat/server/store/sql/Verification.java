package chat.server.store.sql;

import chat.server.store.Progress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at everything that is stored and tells what is not as it must be. Reads a little at a time, so that a server may go
 * on writing: what it changes in between is seen as it was or as it is.
 */
final class Verification {
    /** Events, or names of drafts, that are looked at in one reading. */
    static final int STRETCH = 5_000;

    /** Findings that are told; beyond, only that there are more. */
    static final int FINDINGS_MAX = 200;

    private final Snapshots snapshots;
    private final Dialect dialect;
    private final Consumer<String> findings;
    private final Progress progress;
    private int found;

    /** A room's row. */
    private record Room(long id, String name, long first, long head) {}

    /** What one reading came to, and where the next goes on; behind everything: {@link Long#MAX_VALUE}. */
    private record Looked(List<String> findings, long next) {}

    /** @param findings hears what is wrong, one line each, at most {@link #FINDINGS_MAX} */
    Verification(Snapshots snapshots, Dialect dialect, Consumer<String> findings, Progress progress) {
        this.snapshots = snapshots;
        this.dialect = dialect;
        this.findings = findings;
        this.progress = progress;
    }

    /** Looks at everything; returns how much is wrong. */
    int run() throws SQLException {
        progress.at("the database itself", 0, 0);
        snapshots.read(dialect::damages).forEach(this::found);
        List<Room> rooms = snapshots.read(Verification::rooms);
        long total =
                rooms.stream().mapToLong(room -> room.head - room.first + 1).sum();
        long done = 0;
        for (Room room : rooms) {
            done = logOf(room, done, total);
        }
        mentions();
        cids();
        snapshots.read(Verification::marks).forEach(this::found);
        index();
        return found;
    }

    private static List<Room> rooms(Statements statements) throws SQLException {
        List<Room> rooms = new ArrayList<>();
        PreparedStatement query = statements.get("SELECT id, name, first, head FROM rooms ORDER BY name");
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rooms.add(new Room(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)));
            }
        }
        return rooms;
    }

    private long logOf(Room room, long doneBefore, long total) throws SQLException {
        snapshots.read(statements -> edges(statements, room.id)).forEach(line -> found(room, line));
        snapshots.read(statements -> MemberChecks.run(statements, room.id)).forEach(line -> found(room, line));
        long done = doneBefore;
        for (long from = room.first; from <= room.head; from += STRETCH) {
            long start = from;
            long end = Math.min(from + STRETCH, room.head + 1);
            snapshots
                    .read(statements -> stretch(statements, room.id, start, end))
                    .forEach(line -> found(room, line));
            done += end - start;
            progress.at("events", done, total);
        }
        return done;
    }

    /** The room's row, as it is now, against the oldest and newest of its events. */
    private static List<String> edges(Statements statements, long roomId) throws SQLException {
        List<String> findings = new ArrayList<>();
        // Of a log that was dropped some may still be there.
        PreparedStatement query = statements.get("SELECT r.first, r.head, (SELECT min(e.seq) FROM events AS e"
                + " WHERE e.room_id = r.id AND e.seq > coalesce(r.dropping, 0)), (SELECT max(e.seq) FROM events AS e WHERE e.room_id = r.id)"
                + " FROM rooms AS r WHERE r.id = ?");
        query.setLong(1, roomId);
        try (ResultSet row = query.executeQuery()) {
            if (row.next()) {
                long first = row.getLong(1);
                long head = row.getLong(2);
                long oldest = row.getLong(3);
                boolean empty = row.wasNull();
                long newest = row.getLong(4);
                if (first < 1 || first > head + 1) {
                    findings.add("first is " + first + ", head is " + head + " (expected: 1 to head + 1)");
                }
                if (!empty && oldest < first) {
                    findings.add("event " + oldest + " is there (expected: none before first, which is " + first + ")");
                }
                if (!empty && newest > head) {
                    findings.add("event " + newest + " is there (expected: none behind head, which is " + head + ")");
                }
            }
        }
        return findings;
    }

    /** Retention may have dropped some of it since: then only what is left is looked at. */
    private List<String> stretch(Statements statements, long roomId, long start, long end) throws SQLException {
        long first = first(statements, roomId, start);
        List<String> findings = new ArrayList<>();
        if (first < end) {
            holes(statements, roomId, first, end, findings);
            findings.addAll(LogChecks.run(statements, roomId, first, end));
            findings.addAll(MentionChecks.missing(statements, dialect, roomId, first, end));
        }
        return findings;
    }

    private static long first(Statements statements, long roomId, long atLeast) throws SQLException {
        PreparedStatement query = statements.get("SELECT first FROM rooms WHERE id = ?");
        query.setLong(1, roomId);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Math.max(atLeast, row.getLong(1)) : Long.MAX_VALUE;
        }
    }

    /** A {@code seq} stands there once or not at all: that is an index of its own, which was looked at before. */
    private static void holes(Statements statements, long roomId, long first, long end, List<String> findings)
            throws SQLException {
        PreparedStatement query = statements.get(
                "SELECT e.seq FROM events AS e WHERE e.room_id = ? AND e.seq >= ? AND e.seq < ? ORDER BY e.seq");
        query.setLong(1, roomId);
        query.setLong(2, first);
        query.setLong(3, end);
        long expected = first;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                hole(expected, row.getLong(1), findings);
                expected = row.getLong(1) + 1;
            }
        }
        hole(expected, end, findings);
    }

    private static void hole(long expected, long next, List<String> findings) {
        if (next == expected + 1) {
            findings.add("event " + expected + " is missing");
        } else if (next > expected) {
            findings.add("events " + expected + " to " + (next - 1) + " are missing");
        }
    }

    private void mentions() throws SQLException {
        MentionChecks.Key last = MentionChecks.Key.START;
        do {
            MentionChecks.Key after = last;
            MentionChecks.Looked looked = snapshots.read(statements -> MentionChecks.strays(statements, after));
            looked.findings().forEach(this::found);
            last = looked.last();
        } while (!last.isNone());
    }

    private void cids() throws SQLException {
        long next = 0;
        while (next != Long.MAX_VALUE) {
            long from = next;
            Looked looked = snapshots.read(statements -> cids(statements, from));
            looked.findings.forEach(this::found);
            progress.at("names of drafts, up to", looked.next == Long.MAX_VALUE ? from : looked.next, 0);
            next = looked.next;
        }
    }

    private static Looked cids(Statements statements, long from) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT c.id, c.cid, c.seq, r.name, r.first, r.head, e.id FROM cids AS c"
                        + " LEFT JOIN rooms AS r ON r.id = c.room_id LEFT JOIN events AS e ON e.id = c.id"
                        + " WHERE c.id >= ? ORDER BY c.id LIMIT " + STRETCH);
        query.setLong(1, from);
        List<String> findings = new ArrayList<>();
        int rows = 0;
        long last = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows++;
                last = row.getLong(1);
                long seq = row.getLong(3);
                String room = row.getString(4);
                long first = row.getLong(5);
                long head = row.getLong(6);
                row.getLong(7);
                boolean gone = row.wasNull();
                if (room == null || seq > head || (gone && seq >= first)) {
                    findings.add("cid " + row.getString(2) + " stands for event " + seq + " of room " + room
                            + ", which is not there");
                }
            }
        }
        return new Looked(findings, rows < STRETCH ? Long.MAX_VALUE : last + 1);
    }

    private static List<String> marks(Statements statements) throws SQLException {
        List<String> findings = new ArrayList<>();
        PreparedStatement query = statements.get("SELECT m.user_id, m.seq, r.name FROM read_marks AS m JOIN rooms AS r"
                + " ON r.id = m.room_id WHERE m.seq > r.head OR m.seq < 0 LIMIT " + LogChecks.NAMED_MAX);
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                findings.add("room " + row.getString(3) + ": user " + row.getString(1) + " has read up to "
                        + row.getLong(2) + ", which is behind its head");
            }
        }
        return findings;
    }

    private void index() throws SQLException {
        dialect.indexCheck().run(snapshots, progress).forEach(this::found);
    }

    private void found(Room room, String line) {
        found("room " + room.name + ": " + line);
    }

    private void found(String line) {
        found++;
        if (found <= FINDINGS_MAX) {
            findings.accept(line);
        } else if (found == FINDINGS_MAX + 1) {
            findings.accept("and more");
        }
    }
}
