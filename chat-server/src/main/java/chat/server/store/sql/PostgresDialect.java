package chat.server.store.sql;

import chat.server.store.SearchQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * PostgreSQL. Words are searched for in {@code post_words}, one {@code tsvector} a message, written in its text form: no
 * parser of the database's own ever sees a text, so that words are the same as everywhere.
 */
final class PostgresDialect implements Dialect {
    /** What no word begins with. */
    private static final String ROOM_MARK = ".r";

    private static final String AUTHOR_MARK = ".u";

    /** Words and marks stand behind each other, and nobody looks for a phrase with a mark in it. */
    private static final int MARKS_POSITION = 16_383;

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
        PreparedStatement insert = statements.get("INSERT INTO post_words (id, words) VALUES (?, CAST(? AS tsvector))");
        for (Indexed post : posts) {
            insert.setLong(1, post.id());
            insert.setString(2, vector(post));
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
        StringJoiner query = new StringJoiner(" & ");
        wanted.query().terms().forEach(term -> query.add(phrase(term)));
        // In the index these cost little; as columns they would be looked at for every message with the words.
        wanted.roomId().ifPresent(room -> query.add(quoted(ROOM_MARK + room)));
        wanted.from().ifPresent(author -> query.add(quoted(AUTHOR_MARK + author.value())));
        List<Object> parameters = new ArrayList<>();
        parameters.add(query.toString());
        parameters.add(wanted.beforeId());
        parameters.add((long) wanted.limit());
        return new Query(
                "SELECT " + EventRows.COLUMNS + ", r.name FROM post_words AS w JOIN events AS e ON e.id = w.id"
                        + " JOIN rooms AS r ON r.id = e.room_id"
                        + " WHERE w.words @@ CAST(? AS tsquery) AND w.id < ? AND r.visibility = 0"
                        + " ORDER BY w.id DESC LIMIT ?",
                parameters);
    }

    @Override
    public Failure classify(SQLException failure) {
        return PostgresFailures.classify(failure);
    }

    /** {@code 'good':1 'morning':2 '.r7':16383 …}. */
    private static String vector(Indexed post) {
        StringBuilder vector = new StringBuilder(2 * post.words().length() + 64);
        if (!post.words().isEmpty()) {
            int position = 0;
            for (String word : post.words().split(" ")) {
                position++;
                vector.append(quoted(word)).append(':').append(position).append(' ');
            }
        }
        return vector.append(quoted(ROOM_MARK + post.room()))
                .append(':')
                .append(MARKS_POSITION)
                .append(' ')
                .append(quoted(AUTHOR_MARK + post.author().value()))
                .append(':')
                .append(MARKS_POSITION)
                .toString();
    }

    /** {@code ('good' <-> 'morn':*)}. */
    private static String phrase(SearchQuery.Term term) {
        StringJoiner words = new StringJoiner(" <-> ", "(", ")");
        int last = term.words().size() - 1;
        for (int i = 0; i <= last; i++) {
            words.add(quoted(term.words().get(i)) + (i == last && term.prefix() ? ":*" : ""));
        }
        return words.toString();
    }

    private static String quoted(String lexeme) {
        return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
