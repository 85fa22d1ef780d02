package chat.load;

import chat.server.store.MessageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How a store with millions of messages is opened and read, and how much room it takes. */
final class Reads {
    private static final long TELL_EVERY = 500_000;

    private final Path data;
    private final Report report;
    private final int times;

    /** Each kind of reading is done so many times. */
    Reads(Path data, Report report, int times) {
        this.data = data;
        this.report = report;
        this.times = times;
    }

    /** Makes a store with so many messages and reads it. */
    void measure(long messages) throws IOException {
        long start = System.nanoTime();
        fill(messages);
        double fillSeconds = (System.nanoTime() - start) / 1e9;
        report.table(
                "A store with %,d messages".formatted(messages),
                String.format(
                        Locale.ROOT,
                        "Filled through the store in groups of 1,000 in %.0f s (%,.0f messages/s), %d bytes a message on disk,"
                                + " index of words included. Read one after the other, %,d of each kind.",
                        fillSeconds,
                        messages / fillSeconds,
                        Folders.size(data) / messages,
                        times),
                List.of("what", "p50 ms", "p99 ms", "max ms"));
        long opening = System.nanoTime();
        try (MessageStore store = Stores.open(data)) {
            store.rooms().toCompletableFuture().join();
            String opened = Report.millis((System.nanoTime() - opening) / 1e6);
            report.row(List.of("open, and know all rooms (once)", opened, opened, opened));
            LargeStore large = new LargeStore(store);
            row("page of 50 events", large.page(times));
            row("resume of up to 2,000 events", large.resume(times));
            for (LargeStore.Looking looking : LargeStore.Looking.values()) {
                row(
                        "search: " + looking.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        large.search(looking, times));
            }
        }
    }

    private void fill(long messages) throws IOException {
        try (MessageStore store = Stores.open(data)) {
            new LargeStore(store).fill(messages, done -> {
                if (done % TELL_EVERY == 0) {
                    report.says("%,d of %,d messages".formatted(done, messages));
                }
            });
        }
    }

    private void row(String what, Latencies latencies) {
        report.row(List.of(
                what,
                Report.millis(latencies.percentile(50)),
                Report.millis(latencies.percentile(99)),
                Report.millis(latencies.max())));
    }
}
