package chat.server.store.sql;

import chat.server.config.Secret;
import chat.server.config.StoreChoice;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on a free port of this machine. One for all tests of a JVM, and one for each test that stops it.
 *
 * <p>Databases belong to the user {@code chat}, who is no superuser and has to say its password.
 */
public final class TestPostgres implements AutoCloseable {
    private static final String USER = "chat";
    private static final String PASSWORD = "hush";
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path dataDir;
    private final boolean durable;
    private EmbeddedPostgres server;

    private TestPostgres(boolean durable) {
        this.durable = durable;
        try {
            dataDir = Files.createTempDirectory("chat-postgres");
            server = start(0);
            askForPasswords();
            run("postgres", "CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'", "SELECT pg_reload_conf()");
        } catch (IOException e) {
            throw new AssertionError("PostgreSQL: " + e + " (expected: starts)", e);
        }
    }

    /** The one that all tests share: quick, and not to be stopped. */
    public static TestPostgres shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final TestPostgres SERVER = new TestPostgres(false);
    }

    /** One of the caller's own, which writes as durably as it can. */
    public static TestPostgres own() {
        return new TestPostgres(true);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(dataDir)
                .setCleanDataDirectory(false)
                .setPGStartupWait(START_MAX)
                .setServerConfig("max_connections", "200")
                .setServerConfig("synchronous_commit", "on");
        if (durable) {
            builder.setServerConfig("fsync", "on").setServerConfig("full_page_writes", "on");
        }
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    /** All others are let in as they come. */
    private void askForPasswords() throws IOException {
        Path rules = dataDir.resolve("pg_hba.conf");
        Files.writeString(rules, "host all " + USER + " all scram-sha-256\n" + Files.readString(rules));
    }

    /** A new database that belongs to the user. */
    public StoreChoice.Postgres database() {
        String name = "chat_" + DATABASES.incrementAndGet();
        run("postgres", "CREATE DATABASE " + name + " OWNER " + USER);
        return place(name);
    }

    /** A new database that belongs to another user, who is not called as the schema is. */
    StoreChoice.Postgres databaseOfAnother() {
        String name = "chat_" + DATABASES.incrementAndGet();
        String user = name + "_owner";
        run(
                "postgres",
                "CREATE ROLE " + user + " LOGIN PASSWORD '" + PASSWORD + "'",
                "CREATE DATABASE " + name + " OWNER " + user);
        return new StoreChoice.Postgres(url(name), user, Optional.of(new Secret(PASSWORD)), 2);
    }

    /** Where a database of this server is, be there one or not. */
    StoreChoice.Postgres place(String name) {
        return at(url(name));
    }

    static StoreChoice.Postgres at(String url) {
        return new StoreChoice.Postgres(url, USER, Optional.of(new Secret(PASSWORD)), 8);
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name;
    }

    int port() {
        return server.getPort();
    }

    /** What a superuser does in a database. */
    void run(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** The first column of the first row. */
    String ask(String database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** A superuser's connection. */
    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "");
    }

    static String name(StoreChoice.Postgres place) {
        return place.url().substring(place.url().lastIndexOf('/') + 1);
    }

    /** The process of the session that writes. */
    long writingSession(StoreChoice.Postgres place) {
        return Long.parseLong(ask("postgres", "SELECT min(l.pid) FROM " + lock(place)));
    }

    /** Ends the session that writes, as an operator might, or a firewall. */
    void endWritingSession(StoreChoice.Postgres place) {
        run("postgres", "SELECT pg_terminate_backend(l.pid, 10000) FROM " + lock(place));
    }

    private static String lock(StoreChoice.Postgres place) {
        return "pg_locks AS l JOIN pg_database AS d ON d.oid = l.database WHERE l.locktype = 'advisory' AND l.granted"
                + " AND d.datname = '" + name(place) + "'";
    }

    /** Stops it in order, which cuts off whoever is connected. */
    void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all of its processes at once, with SIGKILL. */
    public void kill() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(dataDir.resolve("postmaster.pid")).get(0));
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stop();
    }

    /** Starts it again under the same port. */
    public void startAgain() {
        try {
            server = start(port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
