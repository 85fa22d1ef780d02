package chat.server.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A connection to SQLite whose transactions are begun and ended by hand. Left to the driver, the next one would begin right
 * after a commit, and a connection with a transaction cannot empty the write-ahead log.
 */
final class SqliteStatements extends Statements {
    private final String begin;
    private boolean inTransaction;

    private boolean unsynced;

    private SqliteStatements(Connection connection, String begin) {
        super(connection);
        this.begin = begin;
    }

    /** For writing: asks for the right to write when a transaction begins, not in its midst. */
    static SqliteStatements writing(Connection connection) throws SQLException {
        return taken(new SqliteStatements(connection, "BEGIN IMMEDIATE"));
    }

    /** For reading: a transaction sees what was committed when it read first. */
    static SqliteStatements reading(Connection connection) throws SQLException {
        return taken(new SqliteStatements(connection, "BEGIN"));
    }

    /** Takes the driver's hands off transactions; the connection is closed when that fails. */
    private static SqliteStatements taken(SqliteStatements statements) throws SQLException {
        try {
            // With auto-commit the driver would try to begin and commit around each statement, to no effect.
            statements.connection().setAutoCommit(false);
            statements.run("ROLLBACK");
            return statements;
        } catch (SQLException | RuntimeException | Error e) {
            statements.close();
            throw e;
        }
    }

    @Override
    void begin() throws SQLException {
        run(begin);
        inTransaction = true;
    }

    @Override
    void commit() throws SQLException {
        try {
            run("COMMIT");
            inTransaction = false;
        } catch (SQLException e) {
            if (new SqliteDialect().classify(e) instanceof Failure.Broken) {
                failedToSync();
            }
            throw e;
        }
    }

    /** A commit failed in a way that leaves open what the disk has. */
    void failedToSync() {
        unsynced = true;
    }

    /** Whether {@link #failedToSync} was called. */
    boolean isUnsynced() {
        return unsynced;
    }

    @Override
    void rollback() throws SQLException {
        if (inTransaction) {
            inTransaction = false;
            run("ROLLBACK");
        }
    }

    /** The number that a pragma, or another statement of one row, answers in this column. */
    long number(String sql, int column) throws SQLException {
        PreparedStatement query = get(sql);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getLong(column) : 0;
        }
    }

    /** The word that a pragma answers. */
    String word(String sql) throws SQLException {
        PreparedStatement query = get(sql);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
