package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How many durable messages a second the SQLite store takes from so many senders, each of whom waits for its answer before it
 * sends the next; one sender alone is one commit per message. Started by hand: the directory, the seconds of each
 * run, the numbers of senders.
 */
final class StoreBenchmark {
    private static final int ROOMS = 10;
    private static final int WORDS = 20_000;

    private final MessageStore store;
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final Random random = new Random(1);
    private final long until;
    private final CountDownLatch left;
    private final long[] latencies = new long[20_000_000];
    private int count;

    private StoreBenchmark(MessageStore store, int senders, long until) {
        this.store = store;
        this.until = until;
        this.left = new CountDownLatch(senders);
    }

    /** Runs on the loop, as a room does. */
    private void send(int sender) {
        long start = System.nanoTime();
        if (start > until) {
            left.countDown();
            return;
        }
        RoomName room = new RoomName("room" + sender % ROOMS);
        store.append(room, RoomSettings.of(room), List.of(draft(sender))).whenComplete((answer, failure) -> {
            if (failure != null || !(answer.get(0) instanceof Appended.Committed)) {
                throw new IllegalStateException("answer: " + answer, failure);
            }
            long micros = (System.nanoTime() - start) / 1_000;
            loop.execute(() -> {
                latencies[count++] = micros;
                send(sender);
            });
        });
    }

    private Draft draft(int sender) {
        Author author = new Author(new UserId("u" + sender), new UserName("Sender"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            // Some words are much more frequent than others.
            text.append("word")
                    .append((int) (WORDS * Math.pow(random.nextDouble(), 4)))
                    .append(' ');
        }
        return new Draft.Post(
                author,
                new Cid(UUID.randomUUID().toString()),
                new MessageText(text.toString().strip()),
                null);
    }

    private void run(int senders) throws InterruptedException {
        for (int i = 0; i < senders; i++) {
            int sender = i;
            loop.execute(() -> send(sender));
        }
        left.await();
        loop.shutdown();
        loop.awaitTermination(1, TimeUnit.MINUTES);
    }

    /** How long the writer has been computing, which does not depend on what else the machine does. */
    private static long writerNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("store-writer"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = System.out;
        Path dir = Path.of(args[0]);
        int seconds = Integer.parseInt(args[1]);
        ServerMetrics metrics = new ServerMetrics();
        try (SqlMessageStore store = SqliteStore.open(dir, InstantSource.system(), metrics)) {
            for (int i = 2; i < args.length; i++) {
                int senders = Integer.parseInt(args[i]);
                long commits = metrics.storeCommits.sum();
                long cpu = writerNanos();
                long micros = metrics.storeCommitMicros.sum();
                long start = System.nanoTime();
                StoreBenchmark run = new StoreBenchmark(store, senders, start + TimeUnit.SECONDS.toNanos(seconds));
                run.run(senders);
                double time = (System.nanoTime() - start) / 1e9;
                long[] sorted = Arrays.copyOf(run.latencies, run.count);
                Arrays.sort(sorted);
                commits = metrics.storeCommits.sum() - commits;
                out.printf(
                        "%6d senders: %6.0f/s, ack p50 %5.1f ms, p99 %5.1f ms, %4.0f a commit, %4.0f commits/s, writing %3.0f%%, writer's CPU %4.1f us a message, log %d MB%n",
                        senders,
                        run.count / time,
                        sorted[run.count / 2] / 1e3,
                        sorted[run.count * 99 / 100] / 1e3,
                        (double) run.count / commits,
                        commits / time,
                        (metrics.storeCommitMicros.sum() - micros) / 1e4 / time,
                        (writerNanos() - cpu) / 1e3 / run.count,
                        Files.size(dir.resolve("chat.db-wal")) >> 20);
            }
        }
        out.printf("%d bytes a message%n", Files.size(dir.resolve("chat.db")) / metrics.storeEvents.sum());
    }
}
