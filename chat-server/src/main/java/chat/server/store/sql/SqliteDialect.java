package chat.server.store.sql;

import chat.protocol.UserId;
import chat.server.store.SearchQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite's own words. Its index of words is an FTS5 table that keeps no texts: what is taken out of it has to be told again,
 * and with the option {@code secure-delete} no byte of that stays, which the other forms of such a table do not do.
 */
final class SqliteDialect implements Dialect {
    /** In the column {@code scope}: not everybody may read it. */
    private static final String HIDDEN = "x";

    private static final String NOT = " NOT ";

    private static final String FOUND = " FROM search AS s CROSS JOIN events AS e ON e.id = s.rowid"
            + " CROSS JOIN rooms AS r ON r.id = e.room_id WHERE s.search MATCH ? AND s.rowid < ? AND ";

    /** Bounded by how many are looked at, not by how many somebody may read: there may be few of those. */
    private static final String NEWEST = " THEN e.text END FROM events AS e CROSS JOIN rooms AS r ON r.id = e.room_id"
            + " WHERE e.id < ? AND e.kind = " + EventRows.POSTED + " AND e.deleted = 0 ORDER BY e.id DESC LIMIT "
            + SearchQueries.CANDIDATES_SEEN;

    @Override
    public String elements(String alias) {
        return "json_each(?) AS " + alias;
    }

    /** The index of names begins with the generation, so each is looked up in every generation that is kept. */
    @Override
    public String cids() {
        return "(WITH RECURSIVE generations (number) AS (SELECT (SELECT min(id) FROM cids) >> 16 UNION ALL SELECT number + 1"
                + " FROM generations WHERE number < (SELECT max(id) FROM cids) >> 16) SELECT number FROM generations) AS g"
                + " CROSS JOIN cids AS c WHERE c.id >> 16 = g.number AND";
    }

    @Override
    public String forUpdate(String alias) {
        return "";
    }

    @Override
    public void index(Statements statements, List<Indexed> posts) throws SQLException {
        write(statements.get("INSERT INTO search (rowid, words, scope) VALUES (?, ?, ?)"), posts);
    }

    @Override
    public void unindex(Statements statements, List<Indexed> posts) throws SQLException {
        write(statements.get("INSERT INTO search (search, rowid, words, scope) VALUES ('delete', ?, ?, ?)"), posts);
    }

    private static void write(PreparedStatement statement, List<Indexed> posts) throws SQLException {
        for (Indexed post : posts) {
            statement.setLong(1, post.id());
            statement.setString(2, post.words());
            statement.setString(3, scope(post));
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** The words of the column {@code scope}. */
    static String scope(Indexed post) {
        return room(post.place().room()) + " " + user(post.author())
                + (post.place().isOpen() ? "" : " " + HIDDEN);
    }

    /** Rooms and users are words too, in a column of their own: so one index answers for all. */
    private static String room(long id) {
        return "r" + id;
    }

    private static String user(UserId id) {
        return "u" + id.value();
    }

    @Override
    public Query search(Wanted wanted) {
        String match = match(wanted, wanted.query().terms().stream().map(SqliteDialect::phrase));
        String sql = "SELECT " + EventRows.COLUMNS + ", r.name" + FOUND
                + wanted.scope().condition() + " AND e.deleted = 0 ORDER BY s.rowid DESC LIMIT ?";
        return query(sql, wanted, match);
    }

    private static Query query(String sql, Wanted wanted, String... match) {
        List<Object> parameters = new ArrayList<>(List.of(match));
        parameters.add(wanted.beforeId());
        parameters.addAll(wanted.scope().parameters());
        parameters.add((long) wanted.limit());
        return new Query(sql, parameters);
    }

    /** For a prefix FTS5 puts together all messages with such words before it gives the first. */
    @Override
    public Optional<Query> candidates(Wanted wanted) {
        if (wanted.query().terms().stream().noneMatch(SearchQuery.Term::prefix)) {
            return Optional.empty();
        }
        List<String> whole = wanted.query().terms().stream()
                .flatMap(SqliteDialect::wholeWords)
                .toList();
        String condition = wanted.scope().condition();
        String narrowed = match(wanted, whole.stream());
        // To say only what is not wanted is no query for FTS5.
        return Optional.of(
                narrowed.startsWith(NOT)
                        ? newest(wanted)
                        : query(
                                "SELECT e.id, e.text" + FOUND + condition + " ORDER BY s.rowid DESC LIMIT ?",
                                wanted,
                                narrowed));
    }

    /** Without a text where it is not for whoever asks. */
    private static Query newest(Wanted wanted) {
        List<Object> parameters = new ArrayList<>(wanted.scope().parameters());
        parameters.add(wanted.beforeId());
        return new Query("SELECT e.id, CASE WHEN " + wanted.scope().condition() + NEWEST, parameters);
    }

    private static String match(Wanted wanted, Stream<String> phrases) {
        List<String> conditions = new ArrayList<>();
        phrases.forEach(phrase -> conditions.add("words : " + phrase));
        wanted.from().ifPresent(id -> conditions.add(scoped(user(id))));
        String unwanted = "";
        if (wanted.scope() instanceof Scope.OneRoom one) {
            conditions.add(scoped(room(one.room())));
        } else if (wanted.scope() instanceof Scope.Open) {
            unwanted = NOT + scoped(HIDDEN);
        } else if (wanted.scope() instanceof Scope.Hidden hidden) {
            conditions.add(hidden.rooms().isEmpty() ? scoped(HIDDEN) : anyOf(hidden.rooms()));
        }
        String all = String.join(" AND ", conditions);
        return conditions.isEmpty() || unwanted.isEmpty() ? all + unwanted : "(" + all + ")" + unwanted;
    }

    private static String scoped(String word) {
        return "scope : \"" + word + '"';
    }

    private static String anyOf(List<Long> rooms) {
        return rooms.stream().map(id -> scoped(room(id))).collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** Words hold letters and digits only, so quotes are enough to keep them from being syntax. */
    private static String phrase(SearchQuery.Term term) {
        return '"' + String.join(" ", term.words()) + '"' + (term.prefix() ? " *" : "");
    }

    /** A phrase without its last word where that may go on. */
    private static Stream<String> wholeWords(SearchQuery.Term term) {
        if (!term.prefix()) {
            return Stream.of(phrase(term));
        }
        int whole = term.words().size() - 1;
        return whole == 0
                ? Stream.empty()
                : Stream.of(phrase(new SearchQuery.Term(term.words().subList(0, whole), false)));
    }

    @Override
    public List<String> damages(Statements statements) throws SQLException {
        List<String> damages = new ArrayList<>();
        for (String check : List.of("PRAGMA integrity_check", "PRAGMA foreign_key_check")) {
            try (ResultSet row = statements.get(check).executeQuery()) {
                while (row.next()) {
                    if (!row.getString(1).equals("ok")) {
                        damages.add("database: " + row.getString(1));
                    }
                }
            }
        }
        return damages;
    }

    @Override
    public IndexCheck indexCheck() {
        return new SqliteIndexCheck();
    }

    /** Whether there is no room on the disk. */
    static boolean isFull(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    @Override
    public Failure classify(SQLException failure) {
        if (failure instanceof UnfitDatabaseException unfit) {
            return new Failure.Unwritable(unfit.why());
        }
        if (!(failure instanceof SQLiteException sqlite)) {
            return new Failure.Broken("the database failed");
        }
        // The code without its extension, which tells more about the same.
        int code = sqlite.getResultCode().code & 0xff;
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            // Comes from writing what precedes the mark of a commit, so there is none.
            return new Failure.Unwritable("the disk is full");
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
            return new Failure.Unwritable("the disk is read-only");
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return new Failure.Unwritable("another program keeps the database busy");
        }
        if (code == SQLiteErrorCode.SQLITE_IOERR.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return new Failure.Broken("the disk failed");
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new Failure.Broken("the database is damaged");
        }
        boolean ofTheStatement = code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || code == SQLiteErrorCode.SQLITE_TOOBIG.code
                || code == SQLiteErrorCode.SQLITE_MISMATCH.code
                || code == SQLiteErrorCode.SQLITE_RANGE.code
                || code == SQLiteErrorCode.SQLITE_ERROR.code;
        return ofTheStatement ? new Failure.Rejected() : new Failure.Broken("the database failed");
    }
}
