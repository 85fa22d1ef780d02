package chat.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
        return store.append(room, RoomTitle.of(room), drafts);
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
        return page.events().stream().map(RoomEvent::seq).toList();
    }

    /** All numbers from {@code first} to {@code last}. */
    protected static List<Long> range(long first, long last) {
        List<Long> all = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            all.add(i);
        }
        return all;
    }
}
