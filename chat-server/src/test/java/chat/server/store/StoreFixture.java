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

/** A store with two rooms, new for each test, and what a test asks of it again and again. */
abstract class StoreFixture {
    static final RoomName LOBBY = RoomName.LOBBY;
    static final RoomName JAZZ = new RoomName("jazz");
    static final int BYTES_ENOUGH = 1 << 22;
    static final long DEADLINE_SECONDS = 20;

    private MessageStore store;

    /** An empty store whose bounds are far above what a contract test writes: 5,000 events, 4 MiB. */
    abstract MessageStore open() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
        await(store.create(LOBBY, RoomTitle.of(LOBBY)));
        await(store.create(JAZZ, RoomTitle.of(JAZZ)));
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    final MessageStore store() {
        return store;
    }

    /** What a stage completes with, soon. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("stage: " + e + " (expected: completes normally)", e);
        }
    }

    final Appended append(RoomName room, Draft draft) {
        List<Appended> results = await(store.append(room, List.of(draft)));
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    final Page read(RoomName room, PageRequest request) {
        return await(store.read(room, request));
    }

    static RoomEvent.Posted committed(Appended appended) {
        assertThat(appended).isInstanceOf(Appended.Committed.class);
        return (RoomEvent.Posted) ((Appended.Committed) appended).event();
    }

    static long committedSeq(Appended appended) {
        return committed(appended).seq();
    }

    static Appended refused(Appended.Reason reason) {
        return new Appended.Refused(reason);
    }

    static List<Long> seqs(Page page) {
        return page.events().stream().map(RoomEvent::seq).toList();
    }

    /** All numbers from {@code first} to {@code last}. */
    static List<Long> range(long first, long last) {
        List<Long> all = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            all.add(i);
        }
        return all;
    }
}
