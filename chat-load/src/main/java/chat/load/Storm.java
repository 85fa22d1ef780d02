package chat.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What a server that was just started again does when everybody comes back at once and wants what was missed, and how those
 * who are talking fare meanwhile.
 */
final class Storm {
    private static final int ROOMS = 100;
    private static final int MISSED = 200;
    private static final int TALKERS = 20;
    private static final int TALKS_MILLIS = 100;

    /** Who come back at a time before they are let in: a listening socket's queue is no longer than that. */
    private static final int CONNECTING_MAX = 2_000;

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration CALM = Duration.ofSeconds(10);

    private final Path folder;
    private final Report report;
    private final int returning;
    private final Words words = new Words(new Random(1));

    Storm(Path folder, Report report, int returning) {
        this.folder = folder;
        this.report = report;
        this.returning = returning;
    }

    /** Makes the rooms, restarts the server, measures; blocks. */
    void measure() throws IOException, InterruptedException {
        Path data = folder.resolve("storm");
        report.says("fills " + ROOMS + " rooms");
        try (StartedServer server = StartedServer.start(data);
                ChatClients clients = new ChatClients(server.address())) {
            fill(clients);
        }
        // Two threads, so that those who talk do not wait for this program's own work for the others.
        try (StartedServer server = StartedServer.start(data);
                ChatClients talking = new ChatClients(server.address());
                ChatClients others = new ChatClients(server.address())) {
            measure(talkers(talking, TALKERS), others);
        }
    }

    private void fill(ChatClients clients) throws InterruptedException {
        List<Talker> all = talkers(clients, ROOMS);
        for (int i = 0; i < MISSED; i++) {
            all.forEach(talker -> talker.talk(words.text()));
            while (all.stream().anyMatch(talker -> talker.unanswered() > 0)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    /** Each in a room of its own; those who come back come to the same rooms. */
    private static List<Talker> talkers(ChatClients clients, int count) {
        List<Talker> all = IntStream.range(0, count)
                .mapToObj(i -> new Talker("Fala " + i, room(i)))
                .toList();
        all.forEach(clients::connect);
        all.forEach(talker -> talker.live().join());
        return all;
    }

    private static String room(int number) {
        return "sala-" + number % ROOMS;
    }

    private void measure(List<Talker> talkers, ChatClients others) throws InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleAtFixedRate(
                    () -> talkers.forEach(talker -> talker.talk(words.text())),
                    TALKS_MILLIS,
                    TALKS_MILLIS,
                    TimeUnit.MILLISECONDS);
            Thread.sleep(WARM_UP.toMillis());
            Latencies calm = new Latencies();
            talkers.forEach(talker -> talker.measureInto(calm));
            report.says("a calm before the storm");
            Thread.sleep(CALM.toMillis());

            Latencies storm = new Latencies();
            talkers.forEach(talker -> talker.measureInto(storm));
            report.says(returning + " come back");
            Latencies untilLive = new Latencies();
            long start = System.nanoTime();
            comeBack(others, untilLive);
            double seconds = (System.nanoTime() - start) / 1e9;
            table(calm, storm, untilLive, seconds);
        } finally {
            clock.shutdownNow();
        }
    }

    private void comeBack(ChatClients clients, Latencies untilLive) throws InterruptedException {
        Semaphore connecting = new Semaphore(CONNECTING_MAX);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < returning; i++) {
            Returning one = new Returning("Volta " + i, room(i), 0);
            connecting.acquire();
            long start = System.nanoTime();
            one.connected().whenComplete((done, failure) -> connecting.release());
            all.add(one.live().whenComplete((done, failure) -> untilLive.add(System.nanoTime() - start)));
            clients.connect(one);
        }
        all.forEach(CompletableFuture::join);
    }

    private void table(Latencies calm, Latencies storm, Latencies untilLive, double seconds) {
        report.table(
                Report.whole(returning) + " come back at once",
                ("The server was restarted; each joins one of %d rooms and misses %d messages or a few more, which are checked to"
                                + " come once and in order. Meanwhile %d others send ten messages a second each, in rooms of those who come back."
                                + " All live after %.1f s.")
                        .formatted(ROOMS, MISSED, TALKERS, seconds),
                List.of("", "p50 ms", "p99 ms", "max ms"));
        row("ack before", calm);
        row("ack during", storm);
        row("connect until live", untilLive);
    }

    private void row(String name, Latencies latencies) {
        report.row(List.of(
                name,
                Report.millis(latencies.percentile(50)),
                Report.millis(latencies.percentile(99)),
                Report.millis(latencies.max())));
    }
}
