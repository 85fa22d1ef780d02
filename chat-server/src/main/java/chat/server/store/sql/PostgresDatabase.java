package chat.server.store.sql;

import chat.server.config.StoreChoice;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL database: one session that writes and holds the lock, and a pool of connections that read. */
final class PostgresDatabase implements Database {
    /** How long a reader waits for a connection. */
    private static final int CONNECTION_MILLIS_MAX = 3_000;

    /** How long a page of a log, or a search, may take the database. */
    private static final int READ_MILLIS_MAX = 10_000;

    private final Dialect dialect = new PostgresDialect();
    private final PostgresSessions sessions;
    private final HikariDataSource readers;
    private final Semaphore searches;

    // The writer's thread, once it is started.
    private PostgresSessions.Writing writing;
    private boolean isUnused = true;

    private PostgresDatabase(StoreChoice.Postgres place, PostgresSessions sessions, PostgresSessions.Writing writing) {
        this.sessions = sessions;
        this.writing = writing;
        int readersMax = place.connectionsMax() - 1;
        readers = new HikariDataSource(readerPool(place, sessions, readersMax));
        searches = new Semaphore(Math.max(1, readersMax / 3), true);
    }

    /**
     * Opens it, and brings its tables up to date.
     *
     * @throws IOException of one line when it cannot be used, or another server uses it
     */
    static PostgresDatabase open(StoreChoice.Postgres place) throws IOException {
        PostgresSessions sessions = new PostgresSessions(place);
        PostgresSessions.Writing writing;
        try {
            writing = sessions.first();
        } catch (SQLException e) {
            throw new IOException(PostgresFailures.problem(place, e), e);
        }
        try {
            return new PostgresDatabase(place, sessions, writing);
        } catch (RuntimeException e) {
            closeQuietly(writing.connection());
            throw e;
        }
    }

    private static HikariConfig readerPool(StoreChoice.Postgres place, PostgresSessions sessions, int readersMax) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("readers");
        config.setJdbcUrl(place.url());
        config.setDataSourceProperties(sessions.properties());
        config.setMaximumPoolSize(readersMax);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_MILLIS_MAX);
        config.setReadOnly(true);
        // What follows is of the session then, and of no transaction that may be undone; reads begin one of their own.
        config.setAutoCommit(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        // A plan for any words at all would read the index to no purpose when they are rare.
        config.setConnectionInitSql("SET search_path = " + PostgresSchema.NAME + "; SET statement_timeout = "
                + READ_MILLIS_MAX + "; SET plan_cache_mode = force_custom_plan");
        // It was reached a moment ago; should it be gone now, that shows when somebody reads.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /**
     * A key that all servers of this database share; made once, durable when this returns. Any thread. Blocks.
     *
     * @param fresh what it is unless it was made before
     */
    byte[] secret(String name, byte[] fresh) throws SQLException {
        try (Connection connection = sessions.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
                PreparedStatement select = connection.prepareStatement("SELECT value FROM secrets WHERE name = ?")) {
            insert.setString(1, name);
            insert.setBytes(2, fresh);
            insert.executeUpdate();
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Statements openWriter() throws SQLException {
        if (isUnused) {
            isUnused = false;
        } else {
            closeQuietly(writing.connection());
            writing = sessions.after(writing);
        }
        writing.connection().setAutoCommit(false);
        return new Statements(writing.connection());
    }

    @Override
    public <T> T read(Reading<T> reading) throws SQLException {
        try (Connection connection = readers.getConnection()) {
            connection.setAutoCommit(false);
            Statements statements = new Statements(connection);
            T found = reading.on(statements);
            statements.commit();
            return found;
        }
    }

    @Override
    public <T> T search(Reading<T> reading) throws SQLException {
        try {
            if (!searches.tryAcquire(CONNECTION_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("search: too many at once (expected: fewer)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("search: interrupted", e);
        }
        try {
            return read(reading);
        } finally {
            searches.release();
        }
    }

    /** Autovacuum does that. */
    @Override
    public void tend(Statements writer) {}

    /** Autovacuum does that too, in its time; the files are the database server's. */
    @Override
    public boolean wipe(Statements writer) {
        return true;
    }

    @Override
    public void close() {
        readers.close();
        closeQuietly(writing.connection());
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends the session when the connection is gone, however it went.
        }
    }
}
