package chat.server.store.sql;

import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the rows by which mentions are counted are those that the messages say. */
final class MentionChecks {
    /** Rows that are looked at in one reading. */
    private static final int STRETCH = 5_000;

    /**
     * What one reading came to.
     *
     * @param last where the next begins; nobody's: there is no more
     */
    record Looked(List<String> findings, Key last) {}

    /** A row. */
    record Key(String user, long roomId, long seq) {
        /** Before all others. */
        static final Key START = new Key("", 0, 0);

        boolean isNone() {
            return user.isEmpty();
        }
    }

    private MentionChecks() {}

    /** Messages of a stretch of a room that do not have all of their rows. */
    static List<String> missing(Statements statements, Dialect dialect, long roomId, long first, long end)
            throws SQLException {
        PreparedStatement query = statements.get("SELECT e.seq, e.user_id, e.mentions FROM events AS e"
                + " WHERE e.room_id = ? AND e.seq >= ? AND e.seq < ? AND e.kind = " + EventRows.POSTED
                + " AND e.mentions IS NOT NULL");
        query.setLong(1, roomId);
        query.setLong(2, first);
        query.setLong(3, end);
        Elements expected = new Elements();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long seq = row.getLong(1);
                MentionRows.rows(MentionRows.read(row.getString(3)), new UserId(row.getString(2)))
                        .forEach(user -> expected.add(user, seq));
            }
        }
        return expected.isEmpty() ? List.of() : missing(statements, dialect, roomId, expected);
    }

    private static List<String> missing(Statements statements, Dialect dialect, long roomId, Elements expected)
            throws SQLException {
        PreparedStatement query = statements.get("SELECT DISTINCT CAST(k.value ->> 1 AS BIGINT) FROM "
                + dialect.elements("k") + " LEFT JOIN mentions AS m ON m.user_id = k.value ->> 0 AND m.room_id = ?"
                + " AND m.seq = CAST(k.value ->> 1 AS BIGINT) WHERE m.seq IS NULL LIMIT " + LogChecks.NAMED_MAX);
        query.setString(1, expected.toString());
        query.setLong(2, roomId);
        List<String> findings = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                findings.add("event " + row.getLong(1) + " is not counted for all whom it mentions");
            }
        }
        return findings;
    }

    /** Rows behind this one that no message says. Those of a log that was dropped may still be there. */
    static Looked strays(Statements statements, Key after) throws SQLException {
        PreparedStatement query = statements.get("SELECT m.user_id, m.room_id, m.seq, r.name, CASE WHEN e.id IS NULL"
                + " OR e.user_id <> m.author_id OR e.mentions IS NULL"
                + " OR e.mentions NOT LIKE '% ' || m.user_id || ' %' THEN 1 ELSE 0 END"
                + " FROM mentions AS m LEFT JOIN rooms AS r ON r.id = m.room_id LEFT JOIN events AS e"
                + " ON e.room_id = m.room_id AND e.seq = m.seq AND e.kind = " + EventRows.POSTED + " AND e.deleted = 0"
                + " WHERE (m.user_id, m.room_id, m.seq) > (?, ?, ?) ORDER BY m.user_id, m.room_id, m.seq LIMIT "
                + STRETCH);
        query.setString(1, after.user);
        query.setLong(2, after.roomId);
        query.setLong(3, after.seq);
        List<String> findings = new ArrayList<>();
        Key last = Key.START;
        int rows = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows++;
                last = new Key(row.getString(1), row.getLong(2), row.getLong(3));
                if (row.getInt(5) == 1 && findings.size() < LogChecks.NAMED_MAX) {
                    findings.add("room " + row.getString(4) + ": event " + last.seq + " is counted as mentioning "
                            + last.user + ", and does not");
                }
            }
        }
        return new Looked(findings, rows < STRETCH ? Key.START : last);
    }
}
