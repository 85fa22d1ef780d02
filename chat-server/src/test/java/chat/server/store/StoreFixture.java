package chat.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store without a room, new for each test, and what a test asks of it again and again. */
public abstract class StoreFixture {
    protected static final RoomName LOBBY = RoomName.LOBBY;
    protected static final RoomName JAZZ = new RoomName("jazz");
    protected static final int BYTES_ENOUGH = 1 << 22;
    protected static final long DEADLINE_SECONDS = 20;

    private MessageStore store;

    /** An empty store whose bounds are far above what a contract test writes: 5,000 events, 4 MiB. */
    protected abstract MessageStore open() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    protected final MessageStore store() {
        return store;
    }

    /** From here on the test asks this one. */
    final void goOnWith(MessageStore other) {
        store = other;
    }

    /** What a stage completes with, soon. */
    protected static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("stage: " + e + " (expected: completes normally)", e);
        }
    }

    /** Appends to a room that has its own name for a title. */
    protected static CompletionStage<List<Appended>> appendAll(MessageStore store, RoomName room, List<Draft> drafts) {
        return store.append(room, RoomSettings.of(room), drafts);
    }

    /** The entry of a room that the operator deletes. */
    public static AuditEntry deletion(RoomName room) {
        return new AuditEntry(1, Optional.empty(), "deleteRoom", Optional.of(room), Optional.empty(), "");
    }

    protected final List<Appended> append(RoomName room, List<Draft> drafts) {
        return await(appendAll(store, room, drafts));
    }

    protected final Appended append(RoomName room, Draft draft) {
        List<Appended> results = append(room, List.of(draft));
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    protected final Page read(RoomName room, PageRequest request) {
        return await(store.read(room, request));
    }

    /** A room's whole log. */
    protected final List<RoomEvent> log(RoomName room) {
        return read(room, PageRequest.after(0, 10_000, Integer.MAX_VALUE)).events();
    }

    /** A message of the lobby as it is shown now. */
    protected final RoomEvent.Posted post(long seq) {
        List<RoomEvent> events =
                read(LOBBY, PageRequest.after(seq - 1, 1, BYTES_ENOUGH)).events();
        return (RoomEvent.Posted) events.get(0);
    }

    /** What a change to the lobby became. */
    protected final RoomEvent change(Draft draft) {
        return committed(append(LOBBY, draft));
    }

    protected static RoomEvent committed(Appended appended) {
        assertThat(appended).isInstanceOf(Appended.Committed.class);
        return ((Appended.Committed) appended).event();
    }

    protected static RoomEvent.Posted posted(Appended appended) {
        return (RoomEvent.Posted) committed(appended);
    }

    protected static long committedSeq(Appended appended) {
        return committed(appended).seq();
    }

    protected static Appended refused(Appended.Reason reason) {
        return new Appended.Refused(reason);
    }

    protected static List<Long> seqs(Page page) {
        return seqs(page.events());
    }

    protected static List<Long> seqs(List<RoomEvent> events) {
        return events.stream().map(RoomEvent::seq).toList();
    }

    /** All numbers from {@code first} to {@code last}. */
    protected static List<Long> range(long first, long last) {
        List<Long> all = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            all.add(i);
        }
        return all;
    }

    /** Runs a task on so many threads, all let off together; what each gave, in the order of their numbers. */
    protected static <T> List<T> inParallel(int threads, IntFunction<T> task) {
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                    return task.apply(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("task: " + e + " (expected: ends in time)", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
