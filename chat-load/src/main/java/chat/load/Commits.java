package chat.load;

import chat.server.store.MessageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How fast messages become durable: committed in groups as the server does, and one by one for comparison. */
final class Commits {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration SYNCING = Duration.ofSeconds(3);

    private final Path folder;
    private final Report report;
    private final List<Integer> senders;
    private final Duration howLong;

    Commits(Path folder, Report report, List<Integer> senders, Duration howLong) {
        this.folder = folder;
        this.report = report;
        this.senders = senders;
        this.howLong = howLong;
    }

    /** The store alone, in this process. */
    void store() throws IOException, InterruptedException {
        report.table(
                "Messages made durable by the store",
                "SQLite, `synchronous=FULL`; each sender waits until its message is committed. \"One by one\" is the same"
                        + " store, given the next message when the last one is committed: one commit for each. Syncs are 4 KiB writes with fdatasync, measured just before.",
                List.of("senders", "messages/s", "p50 ms", "p99 ms", "one by one, messages/s", "times", "syncs/s"));
        for (int count : senders) {
            double syncs = DiskSpeed.syncsPerSecond(folder, SYNCING);
            StoreSenders.Result single = run(count, 1);
            StoreSenders.Result grouped = run(count, count);
            report.row(List.of(
                    Report.whole(count),
                    Report.whole(grouped.messagesPerSecond()),
                    Report.millis(grouped.latencies().percentile(50)),
                    Report.millis(grouped.latencies().percentile(99)),
                    Report.whole(single.messagesPerSecond()),
                    Report.millis(grouped.messagesPerSecond() / single.messagesPerSecond()),
                    Report.whole(syncs)));
        }
    }

    private StoreSenders.Result run(int count, int underWayMax) throws IOException, InterruptedException {
        Path data = folder.resolve("senders");
        report.says(count + " senders, at most " + underWayMax + " messages under way");
        try (MessageStore store = Stores.open(data)) {
            return new StoreSenders(store, count, underWayMax).run(WARM_UP, howLong);
        } finally {
            Folders.delete(data);
        }
    }

    /** The whole way: WebSocket, session, room, store and back, from another process on the same machine. */
    void server() throws IOException, InterruptedException {
        report.table(
                "Messages acknowledged by the server",
                "The same over WebSocket (`chat.v1`): the server is a process of its own, the clients share the machine with"
                        + " it. Each is alone in its room.",
                List.of("senders", "messages/s", "p50 ms", "p99 ms", "syncs/s"));
        for (int count : senders) {
            double syncs = DiskSpeed.syncsPerSecond(folder, SYNCING);
            Path data = folder.resolve("server");
            report.says(count + " senders over WebSocket");
            StoreSenders.Result result;
            try (StartedServer server = StartedServer.start(data)) {
                result = new ServerSenders(server.address(), count).run(WARM_UP, howLong);
            } finally {
                Folders.delete(data);
            }
            report.row(List.of(
                    Report.whole(count),
                    Report.whole(result.messagesPerSecond()),
                    Report.millis(result.latencies().percentile(50)),
                    Report.millis(result.latencies().percentile(99)),
                    Report.whole(syncs)));
        }
    }
}
