package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import chat.server.config.Secret;
import chat.server.config.StoreChoice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a database is opened, and when it is not. */
class PostgresDatabaseTest {
    private final TestPostgres server = TestPostgres.shared();

    @Test
    void wrongPasswordIsOneLineWithoutIt() {
        StoreChoice.Postgres place = server.database();

        assertRefused(
                new StoreChoice.Postgres(place.url(), place.user(), Optional.of(new Secret("wrong-one")), 8),
                "postgres-user: chat (expected: a user that " + place.url()
                        + " lets in, and the right password): FATAL: password authentication failed for user \"chat\"");
    }

    @Test
    void missingPasswordIsOneLine() {
        StoreChoice.Postgres place = server.database();

        assertThatIOException()
                .isThrownBy(() ->
                        PostgresDatabase.open(new StoreChoice.Postgres(place.url(), place.user(), Optional.empty(), 8)))
                .withMessageStartingWith("postgres-")
                .withMessageContaining("password")
                .withMessageNotContaining("\n");
    }

    @Test
    void databaseThatIsNotThereIsOneLine() {
        assertRefused(
                server.place("nowhere"),
                "postgres-url: jdbc:postgresql://127.0.0.1:" + server.port()
                        + "/nowhere (expected: a database that exists): FATAL: database \"nowhere\" does not exist");
    }

    @Test
    void hostThatNobodyKnowsIsOneLine() {
        assertRefused(
                TestPostgres.at("jdbc:postgresql://nowhere.invalid/chat"),
                "postgres-url: jdbc:postgresql://nowhere.invalid/chat (expected: a database that can be used): The"
                        + " connection attempt failed. UnknownHost: nowhere.invalid");
    }

    @Test
    void portThatNobodyListensOnIsOneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatIOException()
                .isThrownBy(
                        () -> PostgresDatabase.open(TestPostgres.at("jdbc:postgresql://127.0.0.1:" + port + "/chat")))
                .withMessageStartingWith("postgres-url: jdbc:postgresql://127.0.0.1:" + port
                        + "/chat (expected: a database that can be used): Connection to 127.0.0.1:" + port
                        + " refused.")
                .withMessageNotContaining("\n");
    }

    @Test
    void commitThatIsNotDurableIsRefused() {
        StoreChoice.Postgres place = server.database();
        server.run("postgres", "ALTER DATABASE " + TestPostgres.name(place) + " SET synchronous_commit = off");

        assertRefused(
                place,
                "synchronous_commit: off (expected: on, local, remote_write or remote_apply; set it for the user or the"
                        + " database of this server)");
    }

    @Test
    void commitThatIsNotDurableForThisUserIsRefused() {
        StoreChoice.Postgres place = server.databaseOfAnother();
        server.run("postgres", "ALTER ROLE " + place.user() + " SET synchronous_commit = off");

        assertThatIOException()
                .isThrownBy(() -> PostgresDatabase.open(place))
                .withMessageStartingWith("synchronous_commit: off (expected: on,");
    }

    @Test
    void commitThatIsNotDurableByTheAddressIsRefused() {
        StoreChoice.Postgres place = server.database();

        assertThatIOException()
                .isThrownBy(() ->
                        PostgresDatabase.open(TestPostgres.at(place.url() + "?options=-c%20synchronous_commit=off")))
                .withMessageStartingWith("synchronous_commit: off (expected: on,");
    }

    @Test
    void commitThatIsNoLongerDurableIsRefusedByTheNextSession() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            database.openWriter();
            server.run("postgres", "ALTER DATABASE " + TestPostgres.name(place) + " SET synchronous_commit = off");

            assertUnwritable(database, "the database does not make commits durable");
        }
    }

    @Test
    void sessionThatWritesKeepsCommitsDurableWhateverIsConfiguredLater() throws Exception {
        try (TestPostgres own = TestPostgres.own();
                PostgresDatabase database = PostgresDatabase.open(own.database())) {
            Statements writer = database.openWriter();
            own.run("postgres", "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()");

            try (ResultSet row = writer.get("SHOW synchronous_commit").executeQuery()) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("on");
            }
        }
    }

    @Test
    void databaseThatCanOnlyBeReadIsRefused() {
        StoreChoice.Postgres place = server.database();
        server.run(
                "postgres", "ALTER DATABASE " + TestPostgres.name(place) + " SET default_transaction_read_only = on");

        assertRefused(place, "transaction_read_only: on (expected: off)");
    }

    @Test
    void databaseInAnotherEncodingIsRefused() {
        server.run("postgres", "CREATE DATABASE latin OWNER chat ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

        assertRefused(server.place("latin"), "postgres-url: a database in LATIN1 (expected: UTF8)");
    }

    @Test
    void secondServerIsRefusedUntilTheFirstOneCloses() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (PostgresDatabase first = PostgresDatabase.open(place)) {
            first.openWriter();

            assertRefused(
                    place,
                    "postgres-url: " + place.url() + " is in use by another server (expected: one server a database)");
        }
        assertOpens(place);
    }

    @Test
    void schemaOfANewerServerIsRefused() throws Exception {
        StoreChoice.Postgres place = server.database();
        PostgresDatabase.open(place).close();
        server.run(TestPostgres.name(place), "UPDATE chat.meta SET value = '99' WHERE key = 'schema'");

        assertRefused(
                place,
                "postgres-url: schema chat version 99 (expected: at most " + Migrations.NEWEST
                        + "; a newer server made it)");
    }

    @Test
    void tablesOfSomebodyElseAreLeftAlone() {
        StoreChoice.Postgres place = server.database();
        server.run(
                TestPostgres.name(place), "CREATE SCHEMA chat AUTHORIZATION chat", "CREATE TABLE chat.theirs (id int)");

        assertRefused(
                place,
                "postgres-url: schema chat has tables of somebody else (expected: none, or those of this server)");
        assertThat(server.ask(TestPostgres.name(place), "SELECT count(*) FROM pg_tables WHERE schemaname = 'chat'"))
                .isEqualTo("1");
    }

    @Test
    void userWithoutTheRightToMakeTheSchemaIsToldSo() {
        StoreChoice.Postgres place = server.database();
        String name = TestPostgres.name(place);
        server.run("postgres", "ALTER DATABASE " + name + " OWNER TO postgres");

        assertRefused(
                place,
                "postgres-user: chat (expected: a user that may make, or owns, the schema chat of " + place.url()
                        + "): ERROR: permission denied for database " + name);
        server.run(name, "CREATE SCHEMA chat AUTHORIZATION chat");
        assertOpens(place);
    }

    @Test
    void keyIsMadeOnceAndSharedByAll() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            assertThat(database.secret("token", new byte[] {1, 2})).containsExactly(1, 2);
            assertThat(database.secret("token", new byte[] {3, 4})).containsExactly(1, 2);
        }
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            assertThat(database.secret("token", new byte[] {5, 6})).containsExactly(1, 2);
        }
    }

    @Test
    void sessionWhoseLockIsLostGivesWayToAnotherServerUntilThatOneCloses() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (PostgresDatabase first = PostgresDatabase.open(place)) {
            Statements writer = first.openWriter();
            server.endWritingSession(place);
            try (PostgresDatabase second = PostgresDatabase.open(place)) {
                assertThat(write(writer, "first")).containsInstanceOf(Failure.Broken.class);
                assertUnwritable(first, "another server writes to this database");
                second.openWriter();
            }
            assertThat(write(first.openWriter(), "first")).isEmpty();
        }
    }

    @Test
    void nextSessionEndsTheOneBeforeWithWhateverItHadUnderWay() throws Exception {
        StoreChoice.Postgres place = server.database();
        String name = TestPostgres.name(place);
        try (CutProxy proxy = new CutProxy(server.port());
                PostgresDatabase database = PostgresDatabase.open(
                        TestPostgres.at("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + name))) {
            Statements lost = database.openWriter();
            lost.run("INSERT INTO meta (key, value) VALUES ('k', 'lost')");
            proxy.stall();

            assertThat(write(database.openWriter(), "next")).isEmpty();
            assertThat(server.ask(name, "SELECT value FROM chat.meta WHERE key = 'k'"))
                    .isEqualTo("next");
        }
    }

    @Test
    void readingGoesOnWhileNobodyCanWriteAndSeesOneMoment() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            Statements writer = database.openWriter();
            String seen = database.read(statements -> {
                String before = value(statements);
                assertThat(write(writer, "later")).isEmpty();
                return before + " " + value(statements);
            });

            assertThat(seen).isEqualTo("nothing nothing");
            server.endWritingSession(place);
            assertThat(database.read(PostgresDatabaseTest::value)).isEqualTo("later");
            assertThat(database.search(PostgresDatabaseTest::value)).isEqualTo("later");
        }
    }

    @Test
    void whatPeopleWroteIsNotInErrorMessages() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.open(server.database())) {
            Statements writer = database.openWriter();
            PreparedStatement insert = writer.get("INSERT INTO meta (key, value) VALUES (?, ?)");
            for (int i = 0; i < 2; i++) {
                insert.setString(1, "private");
                insert.setString(2, "what Ana wrote");
                insert.addBatch();
            }

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(insert::executeBatch)
                    .satisfies(
                            e -> assertThat(new PostgresDialect().classify(e)).isEqualTo(new Failure.Rejected()))
                    .satisfies(e -> assertThat(e.toString() + e.getNextException() + e.getCause())
                            .doesNotContain("Ana", "private"));
        }
    }

    private static String value(Statements statements) throws SQLException {
        try (ResultSet row =
                statements.get("SELECT value FROM meta WHERE key = 'k'").executeQuery()) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }

    /** Writes and commits; what went wrong. */
    private static Optional<Failure> write(Statements writer, String value) {
        try {
            writer.begin();
            writer.run("INSERT INTO meta (key, value) VALUES ('k', '" + value
                    + "') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
            writer.commit();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(new PostgresDialect().classify(e));
        }
    }

    static void assertUnwritable(Database database, String why) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(database::openWriter)
                .satisfies(e -> assertThat(new PostgresDialect().classify(e)).isEqualTo(new Failure.Unwritable(why)));
    }

    private static void assertOpens(StoreChoice.Postgres place) {
        assertThatNoException().isThrownBy(() -> PostgresDatabase.open(place).close());
    }

    private static void assertRefused(StoreChoice.Postgres place, String problem) {
        assertThatIOException().isThrownBy(() -> PostgresDatabase.open(place)).withMessage(problem);
    }
}
