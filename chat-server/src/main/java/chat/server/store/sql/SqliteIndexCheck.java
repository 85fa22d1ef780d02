package chat.server.store.sql;

import chat.server.store.Progress;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The index of words keeps no texts, and is sorted by words, not by messages. So both are read through once and summed up
 * for some thousand stretches of messages; where the sums differ, the stretch is looked at word by word.
 */
final class SqliteIndexCheck implements IndexCheck {
    /** So many sums. */
    private static final int STRETCHES = 1 << 14;

    /** Stretches that are looked at word by word, at most. */
    private static final int STRETCHES_NAMED = 8;

    /** What is told of one stretch. */
    private static final int NAMED_MAX = 5;

    /** Rows of the index in one reading; a word is never parted. */
    private static final int ROWS = 200_000;

    private static final String VOCABULARY =
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab (main, search, instance)";

    private static final String SCOPE = "scope";

    private final long[] sums = new long[STRETCHES];
    private long newest;
    private long width = 1;

    @Override
    public List<String> run(Snapshots snapshots, Progress progress) throws SQLException {
        newest = snapshots.read(FindablePosts::newest);
        width = newest / STRETCHES + 1;
        List<Integer> wrong = wrong(snapshots, progress);
        List<String> findings = compare(snapshots, wrong);
        if (findings.isEmpty() && wrong.size() > STRETCHES_NAMED) {
            // What was changed between the two readings differs too. Not twice in the same place, most likely.
            Set<Integer> before = Set.copyOf(wrong);
            wrong = wrong(snapshots, progress).stream().filter(before::contains).toList();
            findings = compare(snapshots, wrong);
        }
        if (wrong.size() > STRETCHES_NAMED) {
            findings.add("the index of words is wrong in " + wrong.size() + " of " + STRETCHES + " places");
        }
        return findings;
    }

    /** The stretches whose sums differ. */
    private List<Integer> wrong(Snapshots snapshots, Progress progress) throws SQLException {
        Arrays.fill(sums, 0);
        addPosts(snapshots, progress);
        subtractIndex(snapshots, progress);
        return IntStream.range(0, STRETCHES).filter(i -> sums[i] != 0).boxed().toList();
    }

    private List<String> compare(Snapshots snapshots, List<Integer> wrong) throws SQLException {
        List<String> findings = new ArrayList<>();
        for (Integer stretch : wrong.subList(0, Math.min(STRETCHES_NAMED, wrong.size()))) {
            findings.addAll(snapshots.read(statements -> compare(statements, stretch)));
        }
        return findings;
    }

    private void addPosts(Snapshots snapshots, Progress progress) throws SQLException {
        long last = 0;
        List<Dialect.Indexed> posts;
        do {
            long after = last;
            posts = snapshots.read(statements -> FindablePosts.read(statements, after, newest));
            for (Dialect.Indexed post : posts) {
                for (String entry : entries(post)) {
                    sums[stretch(post.id())] += hash(post.id(), entry);
                }
                last = post.id();
            }
            progress.at("words of messages", last, newest);
        } while (posts.size() == FindablePosts.PAGE);
    }

    /** What the index has of a message, each once. */
    private static Set<String> entries(Dialect.Indexed post) {
        Set<String> entries = new HashSet<>();
        if (!post.words().isEmpty()) {
            for (String word : post.words().split(" ")) {
                entries.add(entry(word, "words"));
            }
        }
        for (String word : SqliteDialect.scope(post).split(" ")) {
            entries.add(entry(word, SCOPE));
        }
        return entries;
    }

    private static String entry(String word, String column) {
        return column.equals(SCOPE) ? word + " " + SCOPE : word;
    }

    private void subtractIndex(Snapshots snapshots, Progress progress) throws SQLException {
        String after = "";
        long rows = 0;
        while (true) {
            String start = after;
            Read read = snapshots.read(statements -> subtract(statements, start));
            rows += read.rows;
            progress.at("rows of the index", rows, 0);
            if (read.rows < ROWS) {
                return;
            }
            after = read.last;
        }
    }

    /** How much was read, and the last word. */
    private record Read(int rows, String last) {}

    private Read subtract(Statements statements, String after) throws SQLException {
        statements.run(VOCABULARY);
        PreparedStatement query =
                statements.get("SELECT term, doc, col FROM temp.search_words WHERE term > ? ORDER BY term, doc, col");
        query.setString(1, after);
        String term = after;
        String before = "";
        int rows = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String next = row.getString(1);
                if (rows >= ROWS && !next.equals(term)) {
                    break;
                }
                rows++;
                term = next;
                long id = row.getLong(2);
                String entry = entry(term, row.getString(3));
                String now = id + " " + entry;
                // A word that a message has several times is told several times.
                if (!now.equals(before) && id >= 0 && id <= newest) {
                    sums[stretch(id)] -= hash(id, entry);
                }
                before = now;
            }
        }
        return new Read(rows, term);
    }

    /** What the messages of a stretch and the index say of each other, as of one moment. */
    private List<String> compare(Statements statements, int stretch) throws SQLException {
        long first = stretch * width;
        long last = first + width - 1;
        TreeMap<Long, Set<String>> expected = new TreeMap<>();
        long after = first - 1;
        List<Dialect.Indexed> posts;
        do {
            posts = FindablePosts.read(statements, after, Math.min(last, newest));
            for (Dialect.Indexed post : posts) {
                expected.put(post.id(), entries(post));
                after = post.id();
            }
        } while (posts.size() == FindablePosts.PAGE);
        Map<Long, Set<String>> found = indexed(statements, first, Math.min(last, newest));
        TreeMap<Long, Set<String>> all = new TreeMap<>(found);
        all.putAll(expected);
        List<String> findings = new ArrayList<>();
        for (Long id : all.keySet()) {
            boolean same = expected.getOrDefault(id, Set.of()).equals(found.getOrDefault(id, Set.of()));
            if (!same && findings.size() < NAMED_MAX) {
                String what = found.containsKey(id)
                        ? expected.containsKey(id)
                                ? " is found by other words than it has"
                                : " is found, and is no message"
                        : " is not found by its words";
                findings.add(FindablePosts.place(statements, id) + what);
            }
        }
        return findings;
    }

    private static Map<Long, Set<String>> indexed(Statements statements, long first, long last) throws SQLException {
        statements.run(VOCABULARY);
        PreparedStatement query =
                statements.get("SELECT term, doc, col FROM temp.search_words WHERE doc >= ? AND doc <= ?");
        query.setLong(1, first);
        query.setLong(2, last);
        TreeMap<Long, Set<String>> found = new TreeMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.computeIfAbsent(row.getLong(2), id -> new HashSet<>())
                        .add(entry(row.getString(1), row.getString(3)));
            }
        }
        return found;
    }

    private int stretch(long id) {
        return (int) (id / width);
    }

    /** FNV-1a, then mixed well, because they are added up. */
    private static long hash(long id, String entry) {
        long hash = 0xcbf29ce484222325L ^ id * 0x9e3779b97f4a7c15L;
        for (byte b : entry.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
