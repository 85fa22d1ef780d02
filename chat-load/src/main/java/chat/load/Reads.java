package chat.load;

import chat.protocol.RoomName;
import chat.server.store.MessageSearch;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** How a large store is opened and read, one request after the other. */
final class Reads {
    /** As a member that catches up reads, and the most that a resume tells. */
    private static final int RESUME_PAGE_EVENTS = 100;

    private static final int RESUME_PAGE_BYTES = 64 * 1024;
    private static final int RESUME_EVENTS_MAX = 2_000;

    private static final int HISTORY_EVENTS = 50;
    private static final int HISTORY_BYTES = 256 * 1024;

    private final Report report;
    private final int times;
    private final Random random = new Random();
    private final Words words = new Words(random);

    /** Each kind of reading is done so many times. */
    Reads(Report report, int times) {
        this.report = report;
        this.times = times;
    }

    private interface Reading {
        void once();
    }

    /** Reads the store of a directory, made by {@link Fill}. */
    void measure(Path data) throws IOException {
        report.table(
                "A large store is read",
                "%,d reads of each kind, one after the other, anywhere in the store; rooms, people and words as often as they occur."
                        .formatted(times),
                List.of("what", "p50 ms", "p99 ms", "max ms"));
        long opening = System.nanoTime();
        try (MessageStore store = Stores.open(data)) {
            store.rooms().toCompletableFuture().join();
            String opened = Report.millis((System.nanoTime() - opening) / 1e6);
            report.row(List.of("open, and know all rooms (once)", opened, opened, opened));
            row("page of 50 events", page(store));
            row("resume of up to 2,000 events", resume(store));
            for (Searching searching : Searching.values()) {
                row(searching.title(), search(store, searching));
            }
        }
    }

    private Latencies page(MessageStore store) {
        return repeated(() -> {
            RoomName room = anyRoom();
            long before = 1 + (long) (random.nextDouble() * head(store, room));
            return () -> read(store, room, PageRequest.before(before, HISTORY_EVENTS, HISTORY_BYTES));
        });
    }

    /** Everything that somebody missed, page by page, as the server does. */
    private Latencies resume(MessageStore store) {
        return repeated(() -> {
            RoomName room = anyRoom();
            long head = head(store, room);
            long from = Math.max(0, head - 1 - random.nextInt(RESUME_EVENTS_MAX));
            return () -> {
                long after = from;
                while (after < head) {
                    after += read(store, room, PageRequest.after(after, RESUME_PAGE_EVENTS, RESUME_PAGE_BYTES))
                            .events()
                            .size();
                }
            };
        });
    }

    private Latencies search(MessageStore store, Searching searching) {
        return repeated(() -> {
            MessageSearch.Request request = searching.request(words, random);
            return () -> store.search().search(request).toCompletableFuture().join();
        });
    }

    private interface Preparing {
        Reading next();
    }

    private Latencies repeated(Preparing preparing) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            Reading reading = preparing.next();
            long start = System.nanoTime();
            reading.once();
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private RoomName anyRoom() {
        return Town.room(Town.rank(Town.ROOMS, random));
    }

    private static long head(MessageStore store, RoomName room) {
        return read(store, room, PageRequest.newest(1, HISTORY_BYTES)).last();
    }

    private static Page read(MessageStore store, RoomName room, PageRequest request) {
        return store.read(room, request).toCompletableFuture().join();
    }

    private void row(String what, Latencies latencies) {
        report.row(List.of(
                what,
                Report.millis(latencies.percentile(50)),
                Report.millis(latencies.percentile(99)),
                Report.millis(latencies.max())));
    }
}
