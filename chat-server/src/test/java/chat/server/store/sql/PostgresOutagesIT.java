package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.config.StoreChoice;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Drafts;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of messages while the database, or the way to it, fails. */
class PostgresOutagesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CUTS = 12;

    private static TestPostgres server;

    @BeforeAll
    static void start() {
        server = TestPostgres.own();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void restartOfTheDatabaseServerLosesNothing() throws Exception {
        try (SqlMessageStore store = open(server.database());
                WritingCrowd crowd = new WritingCrowd(store)) {
            crowd.awaitStored(200);
            server.stop();
            Awaitility.await().atMost(SOON).until(() -> store.state() instanceof WriteState.Unwritable);
            assertThat(store.read(RoomName.LOBBY, PageRequest.newest(1, 1_000)))
                    .failsWithin(SOON)
                    .withThrowableOfType(ExecutionException.class);
            server.startAgain();
            crowd.awaitStored(200);

            crowd.assertNothingLostAndNothingTwice();
        }
    }

    @Test
    void crashOfTheDatabaseServerLosesNothing() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (SqlMessageStore store = open(place);
                WritingCrowd crowd = new WritingCrowd(store)) {
            for (int i = 0; i < 2; i++) {
                crowd.awaitStored(100);
                // The others go down with a backend that died so, and all come back through the write-ahead log.
                ProcessHandle.of(server.writingSession(place)).orElseThrow().destroyForcibly();
            }
            crowd.awaitStored(100);

            crowd.assertNothingLostAndNothingTwice();
        }
    }

    @Test
    void connectionsCutAtAnyMomentLoseNothing() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (CutProxy proxy = new CutProxy(server.port());
                SqlMessageStore store = open(through(proxy, place));
                WritingCrowd crowd = new WritingCrowd(store)) {
            for (int i = 0; i < CUTS; i++) {
                crowd.awaitStored(37);
                if (i % 3 == 0) {
                    proxy.cutInsteadOfNextCommitted();
                } else if (i % 3 == 1) {
                    proxy.cut();
                } else {
                    server.endWritingSession(place);
                }
            }
            crowd.awaitStored(100);

            crowd.assertNothingLostAndNothingTwice();
        }
    }

    @Test
    void commitWhoseAnswerIsLostIsFoundByItsCid() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (CutProxy proxy = new CutProxy(server.port());
                SqlMessageStore store = open(through(proxy, place))) {
            send(store, "before");
            // The first commit of upkeep comes right behind the first message; whoever is next is behind that.
            send(store, "before");
            proxy.cutInsteadOfNextCommitted();

            Appended answer = send(store, "doubtful");

            assertThat(proxy.hasCut()).isTrue();
            assertThat(answer).isInstanceOf(Appended.Duplicate.class);
            assertThat(((Appended.Duplicate) answer).seq()).isEqualTo(2);
            assertThat(send(store, "after"))
                    .isInstanceOfSatisfying(
                            Appended.Committed.class,
                            it -> assertThat(it.event().seq()).isEqualTo(3));
        }
    }

    @Test
    void networkThatFallsSilentIsGivenUpAndWhatWasUnderWayIsSettled() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (CutProxy proxy = new CutProxy(server.port());
                SqlMessageStore store = open(withSocketTimeout(through(proxy, place)))) {
            send(store, "before");
            proxy.stall();

            Appended answer = send(store, "doubtful");

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Appended.Committed.class,
                            it -> assertThat(it.event().seq()).isEqualTo(2));
        }
    }

    @Test
    void whoeverLostTheLockToAnotherServerReadsOnAndWritesWhenThatOneIsGone() throws Exception {
        StoreChoice.Postgres place = server.database();
        try (SqlMessageStore first = open(place)) {
            send(first, "c1");
            server.endWritingSession(place);
            try (SqlMessageStore second = open(place)) {
                send(second, "c2");

                assertThat(send(first, "c3"))
                        .isEqualTo(new Appended.Unwritable("another server writes to this database"));
                Page page = first.read(RoomName.LOBBY, PageRequest.newest(10, 10_000))
                        .toCompletableFuture()
                        .get(SOON.toSeconds(), TimeUnit.SECONDS);
                assertThat(page.last()).isEqualTo(2);
            }
            Awaitility.await().atMost(SOON).until(() -> first.state() instanceof WriteState.Writing);

            assertThat(send(first, "c3"))
                    .isInstanceOfSatisfying(
                            Appended.Committed.class,
                            it -> assertThat(it.event().seq()).isEqualTo(3));
        }
    }

    private static SqlMessageStore open(StoreChoice.Postgres place) throws IOException {
        return PostgresStore.open(place, "token", new byte[32], InstantSource.system(), new ServerMetrics())
                .messages();
    }

    private static Appended send(SqlMessageStore store, String cid) throws Exception {
        return store.append(
                        RoomName.LOBBY,
                        RoomSettings.of(RoomName.LOBBY),
                        List.of(Drafts.draft(Drafts.ANA, cid, "text " + cid)))
                .toCompletableFuture()
                .get(SOON.toSeconds(), TimeUnit.SECONDS)
                .get(0);
    }

    private static StoreChoice.Postgres through(CutProxy proxy, StoreChoice.Postgres place) {
        return TestPostgres.at("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + TestPostgres.name(place));
    }

    /** So that the test need not wait for half a minute. */
    private static StoreChoice.Postgres withSocketTimeout(StoreChoice.Postgres place) {
        return TestPostgres.at(place.url() + "?socketTimeout=2");
    }
}
