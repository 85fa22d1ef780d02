package chat.server.store.sql;

import chat.protocol.UserId;
import chat.server.store.SearchWords;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages that can be found, with the words that they are to be found by. */
final class FindablePosts {
    /** Messages in one reading. */
    static final int PAGE = 5_000;

    private FindablePosts() {}

    /** The newest {@code events.id}. */
    static long newest(Statements statements) throws SQLException {
        try (ResultSet row = statements.get("SELECT max(id) FROM events").executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Messages behind an {@code events.id} and up to another one, in their order, at most {@link #PAGE}. */
    static List<Dialect.Indexed> read(Statements statements, long after, long upTo) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.id, e.room_id, r.visibility, e.user_id, e.text"
                + " FROM events AS e JOIN rooms AS r ON r.id = e.room_id WHERE e.id > ? AND e.id <= ? AND e.kind = "
                + EventRows.POSTED + " AND e.deleted = 0"
                + " ORDER BY e.id LIMIT " + PAGE);
        query.setLong(1, after);
        query.setLong(2, upTo);
        List<Dialect.Indexed> posts = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                posts.add(new Dialect.Indexed(
                        row.getLong(1),
                        new Dialect.Place(row.getLong(2), row.getInt(3) == Codes.PUBLIC),
                        new UserId(row.getString(4)),
                        SearchWords.of(row.getString(5)).joined()));
            }
        }
        return posts;
    }

    /** Where an event stands, for a person. */
    static String place(Statements statements, long id) throws SQLException {
        PreparedStatement query = statements.get(
                "SELECT r.name, e.seq FROM events AS e JOIN rooms AS r ON r.id = e.room_id WHERE e.id = ?");
        query.setLong(1, id);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? "room " + row.getString(1) + ": event " + row.getLong(2) : "an event that is not there";
        }
    }
}
