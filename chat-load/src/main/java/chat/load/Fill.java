package chat.load;

import chat.protocol.RoomEvent;
import chat.protocol.RoomSettings;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Makes a store with millions of messages, the way messages come: through its own front door, many rooms at once, over a
 * year that ends now. So the store forgets meanwhile what it does not keep for a year, the names of drafts.
 */
final class Fill {
    private static final long TELL_EVERY = 250_000;
    private static final int DRAFTS_OF_A_CALL_MAX = 8;

    /** With these the groups of a commit have about 500 drafts: the store forgets as many names between two commits. */
    private static final int CALLS_UNDER_WAY_MAX = 110;

    private static final Duration YEAR = Duration.ofDays(365);

    private final Report report;
    private final Random random;
    private final List<RoomTalk> rooms;
    private final Queue<Call> underWay = new ArrayDeque<>();
    private volatile Instant now = Instant.EPOCH;
    private long messages;
    private long events;
    private long told;

    /** Drafts on their way, and what becomes of them. */
    private record Call(RoomTalk room, CompletableFuture<List<Appended>> results) {}

    /** The same messages every time, but for their times, and which changes come too late for what they change. */
    Fill(Report report) {
        this.report = report;
        this.random = new Random(1);
        Words words = new Words(random);
        this.rooms = IntStream.rangeClosed(1, Town.ROOMS)
                .mapToObj(rank -> new RoomTalk(Town.room(rank), random, words))
                .toList();
    }

    /** Makes a directory for a store of so many messages, with all that is done to them. */
    void fill(Path data, long wanted) throws IOException {
        long start = System.nanoTime();
        Instant begin = Instant.now().minus(YEAR);
        if (Files.exists(data)) {
            throw new FileAlreadyExistsException(data.toString());
        }
        try (MessageStore store = Stores.open(data, () -> now)) {
            while (messages < wanted) {
                now = begin.plusMillis((long) ((double) messages / wanted * YEAR.toMillis()));
                append(store);
                if (underWay.size() > CALLS_UNDER_WAY_MAX) {
                    take(underWay.remove());
                }
            }
            while (!underWay.isEmpty()) {
                take(underWay.remove());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = Folders.size(data);
        report.table(
                "A large store is made",
                "Events are messages and what was done to them later: reactions, edits, deletions, pins.",
                List.of("messages", "events", "seconds", "events/s", "bytes on disk", "bytes a message"));
        report.row(List.of(
                Report.whole(messages),
                Report.whole(events),
                Report.whole(seconds),
                Report.whole(events / seconds),
                Report.whole(bytes),
                Report.whole((double) bytes / messages)));
    }

    private void append(MessageStore store) {
        RoomTalk room = rooms.get(Town.rank(Town.ROOMS, random) - 1);
        List<Draft> drafts = new ArrayList<>();
        for (int i = random.nextInt(DRAFTS_OF_A_CALL_MAX); i >= 0; i--) {
            drafts.add(room.next());
        }
        underWay.add(new Call(
                room,
                store.append(room.name(), RoomSettings.of(room.name()), drafts).toCompletableFuture()));
    }

    private void take(Call call) {
        for (Appended result : call.results().join()) {
            if (result instanceof Appended.Committed committed) {
                events++;
                messages += committed.event() instanceof RoomEvent.Posted ? 1 : 0;
                call.room().happened(committed.event());
            } else if (!(result instanceof Appended.Refused refused) || !isOfTheRules(refused.reason())) {
                throw new IllegalStateException("answer: " + result + " (expected: committed)");
            }
        }
        if (messages >= told + TELL_EVERY) {
            told = messages;
            report.says("%,d messages".formatted(messages));
        }
    }

    /** What happens when somebody reacts to what another one deletes. */
    private static boolean isOfTheRules(Appended.Reason reason) {
        return switch (reason) {
            case NO_SUCH_TARGET, TOO_MANY_REACTIONS, TOO_MANY_PINS -> true;
            default -> false;
        };
    }
}
