package chat.server.store.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The schema of our own in a PostgreSQL database, its version, and which database that is. */
final class PostgresSchema {
    static final String NAME = "chat";

    private static final String FOLDER = "postgres";
    private static final String VERSION = "schema";
    private static final String IDENTITY = "identity";

    /** Changes when the database or its tables are others: restored from a dump, or from an archive to a point in time. */
    private static final String SELECT_IDENTITY = "SELECT s.system_identifier || '/' || d.oid || '/'"
            + " || left(pg_walfile_name(pg_current_wal_lsn()), 8)"
            + " || '/' || coalesce(CAST(CAST(to_regclass('" + NAME + ".events') AS oid) AS text), 'none')"
            + " FROM pg_control_system() AS s, pg_database AS d WHERE d.datname = current_database()";

    private PostgresSchema() {}

    /**
     * Brings the schema to the present version, in one transaction; a database that is another one than it was counts from a new
     * epoch. The caller holds the lock of the one writer.
     *
     * @param connection with auto-commit, as it is again afterwards
     * @throws UnfitDatabaseException when the schema is not ours or is of a newer server
     */
    static void prepare(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        Statements statements = new Statements(connection);
        try {
            int version = version(statements);
            if (version > Migrations.NEWEST) {
                throw unfit("version " + version, "at most " + Migrations.NEWEST + "; a newer server made it");
            }
            Migrations.run(statements, FOLDER, version);
            write(statements, VERSION, String.valueOf(Migrations.NEWEST));
            String identity = identity(connection);
            if (version > 0 && !Optional.of(identity).equals(read(statements, IDENTITY))) {
                Meta.renewEpoch(statements);
            }
            write(statements, IDENTITY, identity);
            statements.commit();
        } catch (SQLException | IOException | RuntimeException e) {
            statements.rollback();
            throw e;
        }
        connection.setAutoCommit(true);
    }

    /** @throws UnfitDatabaseException when there is no schema of ours, or none of this version */
    static void checkPresent(Statements statements) throws SQLException {
        if (!has(statements, "SELECT 1 WHERE to_regclass('" + NAME + ".meta') IS NOT NULL")) {
            throw unfit("is not there", "that of a server which has run");
        }
        String version = read(statements, VERSION).orElse("none");
        if (!version.equals(String.valueOf(Migrations.NEWEST))) {
            throw unfit("has version " + version, Migrations.NEWEST + "; a server brings an older one up to date");
        }
    }

    /** Tells databases apart that have the same address, and tables in them that have the same names. */
    static String identity(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT_IDENTITY);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** 0: there is none; the schema is there then, and empty. */
    private static int version(Statements statements) throws SQLException {
        if (!has(statements, "SELECT 1 FROM pg_namespace WHERE nspname = '" + NAME + "'")) {
            statements.run("CREATE SCHEMA " + NAME);
        }
        if (!has(statements, "SELECT 1 FROM pg_class WHERE relnamespace = '" + NAME + "'::regnamespace")) {
            return 0;
        }
        if (!has(statements, "SELECT 1 WHERE to_regclass('" + NAME + ".meta') IS NOT NULL")) {
            throw unfit("has tables of somebody else", "none, or those of this server");
        }
        String version = read(statements, VERSION).orElse("none");
        if (!version.matches("\\d{1,9}")) {
            throw unfit("has the version " + version, "that of this server");
        }
        return Integer.parseInt(version);
    }

    private static UnfitDatabaseException unfit(String value, String expected) {
        return new UnfitDatabaseException(
                "the database has other tables than expected",
                "postgres-url: schema " + NAME + " " + value + " (expected: " + expected + ")");
    }

    private static boolean has(Statements statements, String query) throws SQLException {
        try (ResultSet row = statements.get(query).executeQuery()) {
            return row.next();
        }
    }

    private static Optional<String> read(Statements statements, String key) throws SQLException {
        PreparedStatement query = statements.get("SELECT value FROM meta WHERE key = ?");
        query.setString(1, key);
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private static void write(Statements statements, String key, String value) throws SQLException {
        PreparedStatement put = statements.get("INSERT INTO meta (key, value) VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE meta.value <> excluded.value");
        put.setString(1, key);
        put.setString(2, value);
        put.executeUpdate();
    }
}
