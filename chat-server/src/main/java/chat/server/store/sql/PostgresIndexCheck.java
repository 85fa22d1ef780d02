package chat.server.store.sql;

import chat.server.store.Progress;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The index of words has a row for each message, so they are compared one with the other. */
final class PostgresIndexCheck implements IndexCheck {
    private static final int NAMED_MAX = 40;

    @Override
    public List<String> run(Snapshots snapshots, Progress progress) throws SQLException {
        List<String> findings = new ArrayList<>();
        long newest = snapshots.read(FindablePosts::newest);
        long last = 0;
        while (last < newest && findings.size() < NAMED_MAX) {
            long after = last;
            last = snapshots.read(statements -> compare(statements, after, newest, findings));
            progress.at("words of messages", last, newest);
        }
        return findings;
    }

    /** Compares some messages with their rows; returns up to which {@code events.id}. */
    private static long compare(Statements statements, long after, long newest, List<String> findings)
            throws SQLException {
        List<Dialect.Indexed> posts = FindablePosts.read(statements, after, newest);
        long upTo = posts.size() < FindablePosts.PAGE
                ? newest
                : posts.get(posts.size() - 1).id();
        if (!posts.isEmpty()) {
            Elements expected = new Elements();
            posts.forEach(post -> expected.add(post.id(), PostgresDialect.vector(post)));
            PreparedStatement query = statements.get("SELECT CAST(k.value ->> 0 AS BIGINT)"
                    + " FROM jsonb_array_elements(CAST(? AS jsonb)) AS k(value)"
                    + " LEFT JOIN post_words AS w ON w.id = CAST(k.value ->> 0 AS BIGINT)"
                    + " WHERE w.id IS NULL OR w.words <> CAST(k.value ->> 1 AS tsvector)");
            query.setString(1, expected.toString());
            add(statements, query, " is not found by its words, or by others too", findings);
        }
        PreparedStatement strays =
                statements.get("SELECT w.id FROM post_words AS w LEFT JOIN events AS e ON e.id = w.id"
                        + " AND e.kind = " + EventRows.POSTED + " AND e.deleted = 0"
                        + " WHERE w.id > ? AND w.id <= ? AND e.id IS NULL ORDER BY w.id");
        strays.setLong(1, after);
        strays.setLong(2, upTo);
        add(statements, strays, " is found, and is no message", findings);
        return upTo;
    }

    private static void add(Statements statements, PreparedStatement query, String what, List<String> findings)
            throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next() && findings.size() + ids.size() < NAMED_MAX) {
                ids.add(row.getLong(1));
            }
        }
        for (Long id : ids) {
            findings.add(FindablePosts.place(statements, id) + what);
        }
    }
}
