package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.server.config.StoreChoice;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Drafts;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which database it is, and how it comes to the present schema. */
class PostgresSchemaTest {
    private static final List<String> TABLES =
            List.of("meta", "rooms", "events", "reactions", "cids", "read_marks", "post_words", "secrets");

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
                store.append(
                                RoomName.LOBBY,
                                RoomTitle.of(RoomName.LOBBY),
                                List.of(Drafts.draft(Drafts.ANA, cid, "text")))
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS);
            }
            return store.epoch();
        }
    }

    private static SqlMessageStore open(StoreChoice.Postgres place) throws IOException {
        return PostgresStore.open(place, "token", new byte[32], InstantSource.system(), new ServerMetrics())
                .messages();
    }
}
