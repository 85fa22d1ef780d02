package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.config.StoreChoice;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Draft;
import chat.server.store.Drafts;
import chat.server.store.PageRequest;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How connections to a database are set up, and what they leave behind. */
class PostgresConnectionsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestPostgres server = TestPostgres.shared();

    @Test
    void readThatFailsFirstSpoilsNoLaterOne() throws Exception {
        // With one connection to read over, the first one.
        StoreChoice.Postgres place = server.databaseOfAnother();
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> database.read(
                            statements -> statements.get("SELECT 1 / 0").executeQuery()));

            assertThat(database.read(Meta::epoch)).isNotEmpty();
            assertThat(setting(database, "statement_timeout")).isEqualTo("10s");
        }
    }

    @Test
    void readsSeeOneMomentAndCannotWrite() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.open(server.databaseOfAnother())) {
            for (int i = 0; i < 2; i++) {
                assertThat(setting(database, "transaction_isolation")).isEqualTo("repeatable read");
                assertThat(setting(database, "transaction_read_only")).isEqualTo("on");
            }
        }
    }

    /** A plan for any words at all reads half the index for rare ones. */
    @Test
    void searchIsPlannedForItsWords() throws Exception {
        try (PostgresDatabase database = PostgresDatabase.open(server.database())) {
            assertThat(setting(database, "plan_cache_mode")).isEqualTo("force_custom_plan");
        }
    }

    @Test
    void connectionsThatNobodyUsesAreInNoTransaction() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            // One to write and one to read, before anybody did.
            awaitIdle(place, 2);

            assertThat(database.read(Meta::epoch)).isNotEmpty();

            awaitIdle(place, 2);
        }
    }

    @Test
    void writerThatWroteNothingYetIsInNoTransaction() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            Statements writer = database.openWriter();
            LogWriter unused = new LogWriter(writer, database.dialect(), InstantSource.system());

            assertThat(unused.statements()).isSameAs(writer);
            assertThat(server.ask(
                            "postgres",
                            "SELECT state FROM pg_stat_activity WHERE pid = " + server.writingSession(place)))
                    .isEqualTo("idle");
        }
    }

    @Test
    void pageIsReadNoFurtherThanItGoes() throws Exception {
        StoreChoice.Postgres place = server.database();
        int length = 12_000;
        try (CutProxy proxy = new CutProxy(server.port());
                SqlMessageStore store = open(TestPostgres.at(
                        "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + TestPostgres.name(place)))) {
            append(store, 250, "界".repeat(length / 3));
            long before = proxy.answered();

            int found = store.read(RoomName.LOBBY, PageRequest.newest(250, 3 * length))
                    .toCompletableFuture()
                    .get(SOON.toSeconds(), TimeUnit.SECONDS)
                    .events()
                    .size();

            assertThat(found).isBetween(1, 9);
            assertThat(proxy.answered() - before).isLessThan(60L * length);
        }
    }

    private static SqlMessageStore open(StoreChoice.Postgres place) throws IOException {
        return PostgresStore.open(place, "token", new byte[32], InstantSource.system(), new ServerMetrics())
                .messages();
    }

    private static void append(SqlMessageStore store, int count, String text) throws Exception {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drafts.add(Drafts.draft(Drafts.ANA, "c" + i, text));
        }
        store.append(RoomName.LOBBY, RoomSettings.of(RoomName.LOBBY), drafts)
                .toCompletableFuture()
                .get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private void awaitIdle(StoreChoice.Postgres place, int count) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(server.ask(
                                "postgres",
                                "SELECT string_agg(state, ',') FROM pg_stat_activity WHERE datname = '"
                                        + TestPostgres.name(place) + "'"))
                        .isEqualTo(String.join(",", Collections.nCopies(count, "idle"))));
    }

    private static String setting(PostgresDatabase database, String name) throws SQLException {
        return database.search(statements -> {
            try (ResultSet row =
                    statements.get("SELECT current_setting('" + name + "')").executeQuery()) {
                row.next();
                return row.getString(1);
            }
        });
    }
}
