package chat.server.store.sql;

import chat.server.config.StoreChoice;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A PostgreSQL database, only to be read over one connection; a server may write to it. One thread. */
final class PostgresInspection implements Snapshots {
    /** Longer than any check of a whole database takes. */
    private static final String LIMIT_SECONDS = "86400";

    private final Statements statements;

    private PostgresInspection(Statements statements) {
        this.statements = statements;
    }

    /** @throws IOException when there is no database with our schema; the message is one line */
    static PostgresInspection open(StoreChoice.Postgres place) throws IOException {
        Properties properties = new PostgresSessions(place).properties();
        properties.setProperty("socketTimeout", LIMIT_SECONDS);
        try {
            Connection connection = DriverManager.getConnection(place.url(), properties);
            try {
                prepare(connection);
                return new PostgresInspection(new Statements(connection));
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException(PostgresFailures.problem(place, e), e);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + PostgresSchema.NAME);
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        PostgresSchema.checkPresent(new Statements(connection));
        connection.commit();
    }

    @Override
    public <T> T read(Database.Reading<T> reading) throws SQLException {
        try {
            return reading.on(statements);
        } finally {
            statements.rollback();
        }
    }

    void close() throws SQLException {
        statements.close();
    }
}
