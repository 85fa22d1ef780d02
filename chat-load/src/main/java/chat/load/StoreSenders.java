package chat.load;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Senders that each hand a store one message, wait until it is committed, and then the next. Like rooms, they take up their
 * answers on a thread of their own, never on the store's.
 */
final class StoreSenders {
    private static final int ROOMS = 10;

    private final MessageStore store;
    private final int senders;
    private final int underWayMax;
    private final Latencies latencies = new Latencies();
    private final Words words = new Words(new Random(1));
    private volatile boolean measuring;
    private volatile boolean stopped;

    // The senders' thread only.
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * None sends yet; a store is used so only once.
     *
     * @param underWayMax with so many messages on their way into the store the others wait outside; with 1 the store has
     *     nothing to commit together
     */
    StoreSenders(MessageStore store, int senders, int underWayMax) {
        this.store = store;
        this.senders = senders;
        this.underWayMax = underWayMax;
    }

    /** Has them send, first for nothing, then for the record; blocks. */
    Result run(Duration warmUp, Duration howLong) throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<?>[] all = new CompletableFuture<?>[senders];
            for (int i = 0; i < senders; i++) {
                CompletableFuture<Void> ended = new CompletableFuture<>();
                Author author = new Author(new UserId("u" + i), new UserName("Remetente " + i));
                Sender sender = new Sender(author, new RoomName("sala-" + i % ROOMS), thread, ended);
                all[i] = ended;
                thread.execute(() -> sender.send(1));
            }
            Thread.sleep(warmUp.toMillis());
            measuring = true;
            long start = System.nanoTime();
            Thread.sleep(howLong.toMillis());
            measuring = false;
            double seconds = (System.nanoTime() - start) / 1e9;
            stopped = true;
            CompletableFuture.allOf(all).join();
            return new Result(senders, latencies.count() / seconds, latencies);
        } finally {
            thread.shutdownNow();
        }
    }

    /** What came of it. */
    record Result(int senders, double messagesPerSecond, Latencies latencies) {}

    /** One of them; on the senders' thread. */
    private final class Sender {
        private final Author author;
        private final RoomName room;
        private final Executor thread;
        private final CompletableFuture<Void> ended;

        private Sender(Author author, RoomName room, Executor thread, CompletableFuture<Void> ended) {
            this.author = author;
            this.room = room;
            this.thread = thread;
            this.ended = ended;
        }

        private void send(int number) {
            Draft draft = new Draft.Post(author, new Cid("c" + number), new MessageText(words.text()), null);
            long start = System.nanoTime();
            if (underWay == underWayMax) {
                waiting.add(() -> append(draft, number, start));
            } else {
                append(draft, number, start);
            }
        }

        private void append(Draft draft, int number, long start) {
            underWay++;
            store.append(room, RoomSettings.of(room), List.of(draft))
                    .whenCompleteAsync((results, failure) -> answered(results, failure, number, start), thread);
        }

        private void answered(@Nullable List<Appended> results, @Nullable Throwable failure, int number, long start) {
            underWay--;
            Runnable next = waiting.poll();
            if (next != null) {
                next.run();
            }
            if (results == null || !(results.get(0) instanceof Appended.Committed)) {
                ended.completeExceptionally(new IllegalStateException("answer: " + results, failure));
                return;
            }
            if (measuring) {
                latencies.add(System.nanoTime() - start);
            }
            if (stopped) {
                ended.complete(null);
            } else {
                send(number + 1);
            }
        }
    }
}
