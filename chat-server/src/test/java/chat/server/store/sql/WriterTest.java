package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.PageRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the writer does when the database fails it. */
class WriterTest {
    private static final RoomName LOBBY = RoomName.LOBBY;
    private static final RoomName JAZZ = new RoomName("jazz");
    private static final Appended UNKNOWN = new Appended.Refused(Appended.Reason.UNAVAILABLE);

    private static final Appended REJECTED = new Appended.Refused(Appended.Reason.REJECTED);

    @TempDir
    private Path dir;

    private final ServerMetrics metrics = new ServerMetrics();
    private SqliteDatabase sqlite;
    private FaultyDatabase database;
    private SqlMessageStore store;

    @BeforeEach
    void open() throws IOException {
        open(Duration.ofSeconds(60));
    }

    private void open(Duration patience) throws IOException {
        sqlite = SqliteDatabase.open(dir, SqliteSettings.DEFAULT);
        database = new FaultyDatabase(sqlite);
        store = SqlMessageStore.over(database, InstantSource.system(), metrics, patience);
    }

    private void reopen(Duration patience) throws IOException {
        store.close();
        open(patience);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private CompletionStage<List<Appended>> append(RoomName room, Draft... drafts) {
        return store.append(room, RoomSettings.of(room), List.of(drafts));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Appended appended(Draft draft) {
        return done(append(LOBBY, draft)).get(0);
    }

    private List<String> texts(RoomName room) {
        return done(store.read(room, PageRequest.newest(1_000, 1 << 24))).events().stream()
                .map(event -> ((RoomEvent.Posted) event).text().value())
                .toList();
    }

    /** As a database does that finds something wrong with a row. */
    private void refusePoison() throws SQLException {
        // The writer waits for the right to write, should it be at it.
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve(SqliteFile.NAME));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute("CREATE TRIGGER poison BEFORE INSERT ON events WHEN NEW.text = 'poison'"
                    + " BEGIN SELECT RAISE(ABORT, 'poison'); END");
        }
    }

    @Test
    void oneBadDraftSpoilsNoOther() throws SQLException {
        refusePoison();

        List<Appended> lobby =
                done(append(LOBBY, draft(ANA, "c1", "one"), draft(ANA, "c2", "poison"), draft(ANA, "c3", "three")));
        List<Appended> jazz = done(append(JAZZ, draft(BIA, "c1", "four")));

        assertThat(lobby.get(1)).isEqualTo(REJECTED);
        assertThat(seq(lobby.get(0))).isEqualTo(1);
        assertThat(seq(lobby.get(2))).isEqualTo(2);
        assertThat(seq(jazz.get(0))).isEqualTo(1);
        assertThat(texts(LOBBY)).containsExactly("one", "three");
        assertThat(store.state()).isEqualTo(new WriteState.Writing());
        assertThat(database.opened()).isEqualTo(1);
    }

    @Test
    void groupOfManyCallsIsSpoiltByNone() throws SQLException {
        refusePoison();
        List<CompletionStage<List<Appended>>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(append(i % 2 == 0 ? LOBBY : JAZZ, draft(ANA, "c" + i, i % 50 == 7 ? "poison" : "text " + i)));
        }
        calls.forEach(WriterTest::done);

        assertThat(texts(LOBBY)).hasSize(100);
        assertThat(texts(JAZZ)).hasSize(96).doesNotContain("poison");
        assertThat(calls.stream().filter(call -> done(call).get(0).equals(REJECTED)))
                .hasSize(4);
    }

    private static long seq(Appended appended) {
        return ((Appended.Committed) appended).event().seq();
    }

    @Test
    void commitThatWasDoneUnheardIsFoundByItsCid() {
        appended(draft(ANA, "c0", "before"));
        database.fail(FaultyDatabase.Fault.LOST_AFTER);

        List<Appended> results = done(append(LOBBY, draft(ANA, "c1", "one"), draft(BIA, "c1", "two")));

        assertThat(results)
                .extracting(result -> ((Appended.Duplicate) result).seq())
                .containsExactly(2L, 3L);
        assertThat(texts(LOBBY)).containsExactly("before", "one", "two");
        assertThat(database.opened()).isEqualTo(2);
        assertThat(store.state()).isEqualTo(new WriteState.Writing());
        assertThat(seq(appended(draft(ANA, "c2", "three")))).isEqualTo(4);
    }

    @Test
    void commitThatNeverCameThereIsDoneAgain() {
        appended(draft(ANA, "c0", "before"));
        database.fail(FaultyDatabase.Fault.LOST_BEFORE);

        assertThat(seq(appended(draft(ANA, "c1", "one")))).isEqualTo(2);

        assertThat(texts(LOBBY)).containsExactly("before", "one");
        assertThat(database.opened()).isEqualTo(2);
    }

    @Test
    void whoIsInDoubtWaitsUntilTheDatabaseIsBack() {
        appended(draft(ANA, "c0", "before"));
        database.unreachable(true);
        database.fail(FaultyDatabase.Fault.LOST_AFTER);
        CompletionStage<List<Appended>> first = append(LOBBY, draft(ANA, "c1", "one"));
        await().until(() -> database.opened() > 3);
        CompletionStage<List<Appended>> second = append(LOBBY, draft(ANA, "c2", "two"));

        assertThat(first.toCompletableFuture()).isNotDone();
        assertThat(store.state()).isInstanceOf(WriteState.Unwritable.class);
        assertThat(texts(LOBBY)).as("reading goes on").containsExactly("before", "one");
        database.unreachable(false);

        assertThat(done(first).get(0)).isInstanceOf(Appended.Duplicate.class);
        assertThat(seq(done(second).get(0))).isEqualTo(3);
        assertThat(store.state()).isEqualTo(new WriteState.Writing());
    }

    @Test
    void whoIsInDoubtTooLongHearsThatNobodyKnows() throws IOException {
        reopen(Duration.ofMillis(50));
        appended(draft(ANA, "c0", "before"));
        database.unreachable(true);
        database.fail(FaultyDatabase.Fault.LOST_AFTER);

        assertThat(appended(draft(ANA, "c1", "one"))).isEqualTo(UNKNOWN);

        // Nobody knows it of this one the next time either, but of others everything is known.
        assertThat(done(append(LOBBY, draft(ANA, "c1", "one"), draft(ANA, "c2", "two"), draft(ANA, "c0", "before"))))
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo(UNKNOWN),
                        two -> assertThat(two).isEqualTo(new Appended.Unwritable("the database failed")),
                        before ->
                                assertThat(((Appended.Duplicate) before).seq()).isEqualTo(1));
        database.unreachable(false);
        await().until(() -> store.state() instanceof WriteState.Writing);
        assertThat(appended(draft(ANA, "c1", "one"))).isInstanceOf(Appended.Duplicate.class);
        assertThat(texts(LOBBY)).containsExactly("before", "one");
    }

    @Test
    void lookingForADraftInDoubtFindsThatNobodyKnows() throws IOException {
        reopen(Duration.ofMillis(50));
        appended(draft(ANA, "c0", "before"));
        database.unreachable(true);
        database.fail(FaultyDatabase.Fault.LOST_AFTER);
        assertThat(appended(draft(ANA, "c1", "one"))).isEqualTo(UNKNOWN);

        assertThat(done(store.find(LOBBY, draft(ANA, "c1", "one")))).contains(UNKNOWN);
        assertThat(done(store.find(LOBBY, draft(ANA, "c2", "two")))).isEmpty();
        assertThat(done(store.find(LOBBY, draft(ANA, "c0", "before")))).containsInstanceOf(Appended.Duplicate.class);
        database.unreachable(false);
        await().until(() -> store.state() instanceof WriteState.Writing);

        assertThat(done(store.find(LOBBY, draft(ANA, "c1", "one")))).containsInstanceOf(Appended.Duplicate.class);
    }

    @Test
    void errorOfTheProgramIsAnsweredAndDoubtedAndLeavesTheWriterAtWork() throws IOException {
        reopen(Duration.ofMillis(50));
        appended(draft(ANA, "c0", "before"));
        database.unreachable(true);
        database.fail(FaultyDatabase.Fault.ERROR);

        assertThat(appended(draft(ANA, "c1", "one"))).isEqualTo(UNKNOWN);
        assertThat(appended(draft(ANA, "c1", "one"))).as("it may be there").isEqualTo(UNKNOWN);
        assertThat(store.state()).isInstanceOf(WriteState.Unwritable.class);
        database.unreachable(false);
        await().until(() -> store.state() instanceof WriteState.Writing);

        assertThat(seq(appended(draft(ANA, "c1", "one")))).isEqualTo(2);
    }

    @Test
    void errorsBetweenGroupsEndNothing() {
        appended(draft(ANA, "c0", "before"));
        database.untended(true);
        for (int i = 0; i < 3; i++) {
            assertThat(appended(draft(ANA, "e" + i, "text"))).isInstanceOf(Appended.Committed.class);
        }
        assertThat(store.turn(
                        log -> {
                            throw new NoClassDefFoundError("turn");
                        },
                        false))
                .failsWithin(Duration.ofSeconds(20));
        database.untended(false);

        assertThat(appended(draft(ANA, "c1", "one"))).isInstanceOf(Appended.Committed.class);
    }

    @Test
    void connectionThatFailsItsTrialIsClosed() {
        appended(draft(ANA, "c0", "before"));
        database.unfit(true);
        CompletionStage<List<Appended>> call = append(LOBBY, draft(ANA, "c1", "one"));
        await().until(() -> database.opened() > 3);

        assertThat(database.open()).isLessThanOrEqualTo(1);
        database.unfit(false);
        assertThat(seq(done(call).get(0))).isEqualTo(2);
    }

    @Test
    void readerHearsOfAnErrorOfTheProgram() {
        assertThat(new Readers(database)
                        .read(statements -> {
                            throw new NoClassDefFoundError("read");
                        })
                        .toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20));
    }

    @Test
    void storeThatIsClosedInDoubtSaysSo() {
        appended(draft(ANA, "c0", "before"));
        database.unreachable(true);
        database.fail(FaultyDatabase.Fault.LOST_BEFORE);
        CompletionStage<List<Appended>> call = append(LOBBY, draft(ANA, "c1", "one"));
        await().until(() -> database.opened() > 2);

        store.close();

        assertThat(done(call)).containsExactly(UNKNOWN);
    }

    @Test
    void longQueueIsAnsweredAtOnceWhenNothingCanBeRead() {
        appended(draft(ANA, "c0", "before"));
        database.unreachable(true);
        database.unreadable();
        database.fail(FaultyDatabase.Fault.LOST_BEFORE);
        List<CompletionStage<List<Appended>>> calls = new ArrayList<>();
        for (int i = 1; i <= 4 * WorkQueue.GROUP_WORKS_MAX; i++) {
            calls.add(append(LOBBY, draft(ANA, "c" + i, "one of many")));
        }
        await().until(() -> database.opened() > 2);

        store.close();

        assertThat(calls).allSatisfy(call -> assertThat(done(call)).containsExactly(UNKNOWN));
        assertThat(database.failedReads()).isEqualTo(1);
    }

    @Test
    void fullDiskIsSaidAndMendsItself() {
        appended(draft(ANA, "c0", "before"));
        sqlite.limitPages(1);
        List<Appended> results = new ArrayList<>();
        // The pages that are there have some room left.
        while (results.isEmpty() || results.get(results.size() - 1) instanceof Appended.Committed) {
            results.add(appended(draft(ANA, "f" + results.size(), "x".repeat(5_000))));
        }
        int committed = results.size() - 1;

        Appended full = new Appended.Unwritable("the disk is full");
        assertThat(results.get(committed)).isEqualTo(full);
        assertThat(store.state())
                .isInstanceOfSatisfying(
                        WriteState.Unwritable.class,
                        state -> assertThat(state.why()).isEqualTo("the disk is full"));
        assertThat(appended(draft(ANA, "later", "text"))).isEqualTo(full);
        assertThat(appended(draft(ANA, "c0", "before"))).isInstanceOf(Appended.Duplicate.class);
        assertThat(texts(LOBBY)).hasSize(1 + committed);
        CompletableFuture<?> mark =
                store.readMarks().advance(ANA.id(), LOBBY, 1).toCompletableFuture();
        assertThat(mark).failsWithin(Duration.ofSeconds(20));

        sqlite.limitPages(SqliteSettings.PAGES_UNLIMITED);
        await().until(() -> store.state() instanceof WriteState.Writing);

        assertThat(seq(appended(draft(ANA, "later", "text")))).isEqualTo(committed + 2L);
        assertThat(seq(appended(draft(ANA, "f" + committed, "x")))).isEqualTo(committed + 3L);
        assertThat(metrics.storeFailures.sum()).isPositive();
    }
}
