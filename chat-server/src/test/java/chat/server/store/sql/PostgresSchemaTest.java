package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.config.StoreChoice;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.Drafts;
import chat.server.store.PageRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which database it is, and how it comes to the present schema. */
class PostgresSchemaTest {
    private static final List<String> TABLES = List.of(
            "meta",
            "rooms",
            "events",
            "reactions",
            "cids",
            "read_marks",
            "post_words",
            "secrets",
            "room_members",
            "mentions",
            "restrictions",
            "reports",
            "blocks",
            "audit",
            "accounts",
            "devices",
            "invites");

    /** When the database in the resources was made: it has forgotten nothing yet. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_790_000_000_000L));

    private final TestPostgres server = TestPostgres.shared();

    @Test
    void startingAgainKeepsTheEpoch() throws Exception {
        StoreChoice.Postgres place = server.database();
        String epoch = epochAfter(place, "c1");

        assertThat(epochAfter(place, "c2")).isEqualTo(epoch);
        assertThat(epochAfter(place)).isEqualTo(epoch);
    }

    /** As {@code pg_restore --clean} does: what was stored since is gone, and its numbers are given out again. */
    @Test
    void databaseThatWasRestoredCountsFromANewEpoch() throws Exception {
        StoreChoice.Postgres place = server.database();
        String epoch = epochAfter(place, "c1");
        dump(place);
        assertThat(epochAfter(place, "c2")).isEqualTo(epoch);

        restore(place);

        String restored = epochAfter(place, "c3");
        assertThat(restored).isNotEqualTo(epoch);
        assertThat(epochAfter(place)).isEqualTo(restored);
    }

    @Test
    void databaseThatWasRestoredBelowARunningServerIsNotWrittenTo() throws Exception {
        StoreChoice.Postgres place = server.database();
        epochAfter(place, "c1");
        dump(place);
        try (PostgresDatabase database = PostgresDatabase.open(place)) {
            database.openWriter();
            restore(place);

            PostgresDatabaseTest.assertUnwritable(database, "the database is another one than before");
        }
    }

    @Test
    void databaseOfVersionOneIsBroughtUpToDate() throws Exception {
        StoreChoice.Postgres place = server.database();
        load(place, "schema-1.sql");

        try (SqlMessageStore store = open(place)) {
            assertThat(done(store.read(RoomName.LOBBY, PageRequest.newest(10, 10_000)))
                            .events())
                    .hasSize(8)
                    .first()
                    .isInstanceOfSatisfying(RoomEvent.Posted.class, first -> {
                        assertThat(first.text().value()).isEqualTo("Good morning all");
                        assertThat(first.state().editedSeq()).isEqualTo(3);
                        assertThat(first.state().pinned()).isTrue();
                        assertThat(first.state().replies()).isEqualTo(1);
                        assertThat(first.state().reactions()).hasSize(1);
                    });
            assertThat(append(store, "c1")).as("its name is taken").isNotInstanceOf(Appended.Committed.class);
            assertThat(append(store, "c9"))
                    .isInstanceOfSatisfying(
                            Appended.Committed.class,
                            it -> assertThat(it.event().seq()).isEqualTo(9));
        }
        List<String> findings = new ArrayList<>();
        try (Inspection inspection = Inspection.ofPostgres(place)) {
            inspection.verify(findings::add, (what, soFar, all) -> {});
        }
        assertThat(findings).isEmpty();
    }

    private void load(StoreChoice.Postgres place, String dump) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("postgres/" + dump))) {
            List<String> statements = new ArrayList<>(List.of("SET ROLE " + place.user()));
            statements.addAll(Migrations.statementsOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            server.run(TestPostgres.name(place), statements.toArray(String[]::new));
        }
    }

    /** Beside the tables themselves; programs that dump a database are not everywhere, nor of every version. */
    private void dump(StoreChoice.Postgres place) {
        List<String> statements = new ArrayList<>(List.of("SET ROLE " + place.user(), "CREATE SCHEMA dump"));
        for (String table : TABLES) {
            statements.add("CREATE TABLE dump." + table + " (LIKE chat." + table + " INCLUDING ALL)");
            statements.add("INSERT INTO dump." + table + " SELECT * FROM chat." + table);
        }
        server.run(TestPostgres.name(place), statements.toArray(String[]::new));
    }

    private void restore(StoreChoice.Postgres place) {
        server.run(
                TestPostgres.name(place),
                "SET ROLE " + place.user(),
                "DROP SCHEMA chat CASCADE",
                "ALTER SCHEMA dump RENAME TO chat");
    }

    /** Opens it, stores these, and closes it. */
    private static String epochAfter(StoreChoice.Postgres place, String... cids) throws Exception {
        try (SqlMessageStore store = open(place)) {
            for (String cid : cids) {
                append(store, cid);
            }
            return store.epoch();
        }
    }

    private static Appended append(SqlMessageStore store, String cid) throws Exception {
        List<Draft> drafts = List.of(Drafts.draft(Drafts.ANA, cid, "text"));
        return done(store.append(RoomName.LOBBY, RoomSettings.of(RoomName.LOBBY), drafts))
                .get(0);
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static SqlMessageStore open(StoreChoice.Postgres place) throws IOException {
        return PostgresStore.open(place, "token", new byte[32], CLOCK, new ServerMetrics())
                .messages();
    }
}
