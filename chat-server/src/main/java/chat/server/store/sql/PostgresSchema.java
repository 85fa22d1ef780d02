package chat.server.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The schema and its versions: {@code postgres/1.sql} makes version 1, {@code postgres/2.sql} makes that into version 2, and
 * so on; what was released is never changed. The version stands in {@code meta}.
 */
final class PostgresSchema {
    /** Everything is in a schema of our own, whatever else the database holds. */
    static final String NAME = "chat";

    static final int VERSION = 1;

    private static final String KEY = "schema";

    private PostgresSchema() {}

    /**
     * Brings the schema to the present version, in one transaction. The caller holds the lock of the one writer.
     *
     * @param connection with auto-commit, as it is again afterwards
     * @throws UnfitDatabaseException when the schema is not ours or is of a newer server
     */
    static void migrate(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int version = version(connection);
            if (version > VERSION) {
                throw unfit("version " + version, "at most " + VERSION + "; a newer server made it");
            }
            for (int next = version + 1; next <= VERSION; next++) {
                run(connection, script(next));
                write(connection, next);
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** 0: there is none; the schema is there then, and empty. */
    private static int version(Connection connection) throws SQLException {
        if (!has(connection, "SELECT 1 FROM pg_namespace WHERE nspname = '" + NAME + "'")) {
            run(connection, "CREATE SCHEMA " + NAME);
        }
        if (!has(connection, "SELECT 1 FROM pg_class WHERE relnamespace = '" + NAME + "'::regnamespace")) {
            return 0;
        }
        if (!has(connection, "SELECT 1 WHERE to_regclass('" + NAME + ".meta') IS NOT NULL")) {
            throw unfit("has tables of somebody else", "none, or those of this server");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT value FROM meta WHERE key = '" + KEY + "'")) {
            if (!row.next()) {
                throw unfit("has no version", "that of this server");
            }
            return Integer.parseInt(row.getString(1));
        } catch (NumberFormatException e) {
            throw unfit("has a version that is no number", "that of this server");
        }
    }

    private static UnfitDatabaseException unfit(String value, String expected) {
        return new UnfitDatabaseException(
                "the database has other tables than expected",
                "postgres-url: schema " + NAME + " " + value + " (expected: " + expected + ")");
    }

    private static void write(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO meta (key, value) VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value")) {
            statement.setString(1, KEY);
            statement.setString(2, String.valueOf(version));
            statement.executeUpdate();
        }
    }

    private static boolean has(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private static String script(int version) {
        String name = "postgres/" + version + ".sql";
        try (InputStream in = PostgresSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("schema: " + name + " (expected: a resource of this jar)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
