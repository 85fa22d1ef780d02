package chat.server.store.sql;

import chat.server.config.Secret;
import chat.server.config.StoreChoice;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the session that writes. It holds an advisory lock as long as it lives, so there is never a second one: not another
 * server's, and not an old one of our own whose last commit may still be under way. Lost with the session, the lock is
 * had again by the next one, or nothing is written.
 */
final class PostgresSessions {
    /** Of the advisory lock; any number will do that others do not use: "chatroom" in ASCII. */
    static final long LOCK = 0x63686174_726f6f6dL;

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSessions.class);

    /** How long to wait for the lock: the session of a server that was killed goes away by itself. */
    private static final int LOCK_MILLIS_MAX = 3_000;

    /** How long a statement waits for a row; nobody but an operator at work locks any. */
    private static final int ROW_LOCK_MILLIS_MAX = 5_000;

    /** The server notices within 25 s when this machine is gone, and gives the lock free. */
    private static final String NOTICE_DEAD_CLIENTS = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
            + " SET tcp_keepalives_count = 3; SET idle_in_transaction_session_timeout = '60s'";

    private static final String CHECKS =
            "SELECT current_setting('server_encoding'), current_setting('transaction_read_only'),"
                    + " current_setting('synchronous_commit'), current_setting('fsync'), current_setting('full_page_writes')";

    private final StoreChoice.Postgres place;

    PostgresSessions(StoreChoice.Postgres place) {
        this.place = place;
    }

    /** A session's process on the server; the start tells it from another one under the same number. */
    private record Backend(int pid, String startedAt) {}

    /**
     * A session that may write.
     *
     * @param connection with auto-commit
     * @param identity of the database, with its tables
     */
    record Writing(Connection connection, String identity, Ending ending) {}

    /** Ends a session's process from another one, should it still be there. */
    interface Ending {
        void from(Connection other) throws SQLException;
    }

    /** What every connection is made with; what the address says wins over it. Seconds. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", place.user());
        place.password().map(Secret::value).ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "chat-server");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        // What people wrote stays out of error messages, which are logged.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("reWriteBatchedInserts", "true");
        return properties;
    }

    /** Opens the first session, which holds the lock, and brings the tables up to date. */
    Writing first() throws SQLException, IOException {
        Connection connection = connect();
        try {
            check(connection);
            lock(connection);
            // To bring tables up to date may take minutes, and the database says nothing meanwhile.
            int timeoutMillis = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, 0);
            PostgresSchema.prepare(connection);
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
            return new Writing(connection, PostgresSchema.identity(connection), ending(connection));
        } catch (SQLException | IOException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    /** Opens the next session; the one before is ended first, whatever it does. */
    Writing after(Writing before) throws SQLException {
        Connection connection = connect();
        try {
            check(connection);
            before.ending().from(connection);
            lock(connection);
            expect(
                    before.identity().equals(PostgresSchema.identity(connection)),
                    "the database is another one than before",
                    "postgres-url: " + place.shownUrl()
                            + " (expected: the database that it was at the start; start this server again)");
            return new Writing(connection, before.identity(), ending(connection));
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    /** A connection with auto-commit whose names are those of our schema. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(place.url(), properties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = " + PostgresSchema.NAME);
            return connection;
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    private static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CHECKS)) {
            row.next();
            expect(
                    !row.getString(2).equals("on"),
                    "the database can only be read",
                    "transaction_read_only: on (expected: off)");
            expect(
                    row.getString(1).equals("UTF8"),
                    "the database cannot hold every text",
                    "postgres-url: a database in " + row.getString(1) + " (expected: UTF8)");
            expect(
                    !row.getString(3).equals("off"),
                    "the database does not make commits durable",
                    "synchronous_commit: off (expected: on, local, remote_write or remote_apply; set it for the user or"
                            + " the database of this server)");
            if (row.getString(4).equals("off") || row.getString(5).equals("off")) {
                LOG.warn("store: the database server runs with fsync or full_page_writes off (expected: on; a power cut"
                        + " may cost everything)");
            }
        }
    }

    private static void expect(boolean fit, String why, String problem) throws UnfitDatabaseException {
        if (!fit) {
            throw new UnfitDatabaseException(why, problem);
        }
    }

    private void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(NOTICE_DEAD_CLIENTS);
            statement.execute("SET lock_timeout = " + LOCK_MILLIS_MAX);
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            statement.execute("SET lock_timeout = " + ROW_LOCK_MILLIS_MAX);
            // A reload of the server's configuration must not weaken what was checked, nor end what is idle.
            statement.execute("SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false)");
            statement.execute(
                    "SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout'");
        } catch (SQLException e) {
            if (!"55P03".equals(e.getSQLState())) {
                throw e;
            }
            UnfitDatabaseException taken = new UnfitDatabaseException(
                    "another server writes to this database",
                    "postgres-url: " + place.shownUrl()
                            + " is in use by another server (expected: one server a database)");
            taken.initCause(e);
            throw taken;
        }
    }

    private static Ending ending(Connection connection) throws SQLException {
        Backend backend;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pid, CAST(extract(epoch FROM backend_start) AS text)"
                        + " FROM pg_stat_activity WHERE pid = pg_backend_pid()")) {
            row.next();
            backend = new Backend(row.getInt(1), row.getString(2));
        }
        return other -> {
            try (PreparedStatement end = other.prepareStatement("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid = ? AND CAST(extract(epoch FROM backend_start) AS text) = ?")) {
                end.setInt(1, backend.pid());
                end.setString(2, backend.startedAt());
                end.executeQuery().close();
            }
        };
    }

    private static void close(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
