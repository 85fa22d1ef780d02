package chat.server.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * One connection: its transactions, and its prepared statements, each prepared once. Of these there are as many as there
 * are different texts, a few dozen.
 *
 * <p>As it stands, it is for connections without auto-commit whose driver begins transactions by itself.
 */
class Statements implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Statements(Connection connection) {
        this.connection = connection;
    }

    final Connection connection() {
        return connection;
    }

    /** The statement with this text, which must be a constant or one of a few. Not to be closed. */
    final PreparedStatement get(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Prepares all of them anew: one that failed may be good for nothing any more. */
    final void renew() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    /** Runs a statement without parameters, whatever it answers. */
    final void run(String sql) throws SQLException {
        PreparedStatement statement = get(sql);
        if (statement.execute()) {
            // An answer that nobody reads would go on being one, and keep others waiting.
            statement.getResultSet().close();
        }
    }

    /** Begins a transaction; there is none. */
    void begin() throws SQLException {}

    /** Makes the transaction durable. When that fails, {@link Dialect#classify} tells whether it may have happened. */
    void commit() throws SQLException {
        connection.commit();
    }

    /** Undoes the transaction, if there is one. */
    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Closes the connection. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
