package chat.server.store.sql;

import chat.server.store.SearchQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * PostgreSQL. Words are searched for in {@code post_words}, one {@code tsvector} a message, written in its text form: no
 * parser of the database's own ever sees a text, so that words are the same as everywhere.
 */
final class PostgresDialect implements Dialect {
    /** What no word begins with. */
    private static final String ROOM_MARK = ".r";

    private static final String AUTHOR_MARK = ".u";

    /** Not everybody may read it. */
    private static final String HIDDEN = ".x";

    @Override
    public String elements(String alias) {
        return "jsonb_array_elements(CAST(? AS jsonb)) AS " + alias + "(value)";
    }

    @Override
    public String forUpdate(String alias) {
        return " FOR UPDATE OF " + alias;
    }

    @Override
    public void index(Statements statements, List<Indexed> posts) throws SQLException {
        PreparedStatement insert =
                statements.get("INSERT INTO post_words (id, words, phrases) VALUES (?, CAST(? AS tsvector), ?)");
        for (Indexed post : posts) {
            insert.setLong(1, post.id());
            insert.setString(2, vector(post));
            insert.setString(3, " " + post.words() + " ");
            insert.addBatch();
        }
        insert.executeBatch();
    }

    @Override
    public void unindex(Statements statements, List<Indexed> posts) throws SQLException {
        PreparedStatement delete = statements.get("DELETE FROM post_words WHERE id = ?");
        for (Indexed post : posts) {
            delete.setLong(1, post.id());
            delete.addBatch();
        }
        delete.executeBatch();
    }

    @Override
    public Query search(Wanted wanted) {
        StringJoiner words = new StringJoiner(" & ");
        StringBuilder conditions = new StringBuilder();
        List<Object> parameters = new ArrayList<>();
        for (SearchQuery.Term term : wanted.query().terms()) {
            words.add(lexemes(term));
            if (term.words().size() > 1) {
                conditions.append(" AND strpos(w.phrases, ?) > 0");
                parameters.add(phrase(term));
            }
        }
        // In the index these cost little; as columns they would be looked at for every message with the words.
        wanted.from().ifPresent(author -> words.add(quoted(AUTHOR_MARK + author.value())));
        words.add(lexemes(wanted.scope()));
        parameters.add(0, words.toString());
        parameters.add(wanted.beforeId());
        parameters.addAll(wanted.scope().parameters());
        parameters.add((long) wanted.limit());
        return new Query(
                "SELECT " + EventRows.COLUMNS + ", r.name FROM post_words AS w JOIN events AS e ON e.id = w.id"
                        + " JOIN rooms AS r ON r.id = e.room_id WHERE w.words @@ CAST(? AS tsquery)" + conditions
                        + " AND w.id < ? AND " + wanted.scope().condition()
                        + " AND e.deleted = 0 ORDER BY w.id DESC LIMIT ?",
                parameters);
    }

    private static String lexemes(Scope scope) {
        if (scope instanceof Scope.OneRoom one) {
            return quoted(ROOM_MARK + one.room());
        }
        if (scope instanceof Scope.Hidden hidden) {
            return hidden.rooms().isEmpty()
                    ? quoted(HIDDEN)
                    : hidden.rooms().stream()
                            .map(room -> quoted(ROOM_MARK + room))
                            .collect(Collectors.joining(" | ", "(", ")"));
        }
        return "!" + quoted(HIDDEN);
    }

    @Override
    public IndexCheck indexCheck() {
        return new PostgresIndexCheck();
    }

    @Override
    public Failure classify(SQLException failure) {
        return PostgresFailures.classify(failure);
    }

    /** {@code 'good' 'morning' '.r7' '.uX'}. */
    static String vector(Indexed post) {
        StringJoiner vector = new StringJoiner(" ");
        for (String word : post.words().split(" ")) {
            if (!word.isEmpty()) {
                vector.add(quoted(word));
            }
        }
        vector.add(quoted(ROOM_MARK + post.place().room()));
        vector.add(quoted(AUTHOR_MARK + post.author().value()));
        return post.place().isOpen()
                ? vector.toString()
                : vector.add(quoted(HIDDEN)).toString();
    }

    /** {@code 'good' & 'morn':*}. */
    private static String lexemes(SearchQuery.Term term) {
        StringJoiner words = new StringJoiner(" & ");
        int last = term.words().size() - 1;
        for (int i = 0; i <= last; i++) {
            words.add(quoted(term.words().get(i)) + (i == last && term.prefix() ? ":*" : ""));
        }
        return words.toString();
    }

    /** As it stands in {@code phrases}, where every word has a blank around it. */
    private static String phrase(SearchQuery.Term term) {
        return " " + String.join(" ", term.words()) + (term.prefix() ? "" : " ");
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
