package chat.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What a log-in with a password costs the server, one after the other and all at once, and how those fare meanwhile who are
 * talking.
 */
final class LogInCost {
    private static final int TALKERS = 20;
    private static final int TALKS_MILLIS = 100;
    private static final int WARM_UP = 50;
    private static final int MEMORY_EVERY_MILLIS = 20;

    private final Path folder;
    private final Report report;
    private final int people;
    private final Duration time;

    /** One part of the measurement. */
    private record Part(Latencies logIns, double seconds, Duration cpu, long mebibytes, long refused) {}

    LogInCost(Path folder, Report report, int people, Duration time) {
        this.folder = folder;
        this.report = report;
        this.people = people;
        this.time = time;
    }

    /** Makes the accounts, logs in, measures; blocks. */
    void measure() throws IOException, InterruptedException {
        // All come from one address here, which is not what is measured.
        try (StartedServer server = StartedServer.start(
                        folder.resolve("logins"),
                        "--no-rate-limit=true",
                        "--auth=guest,accounts",
                        "--connections-per-address-max=0");
                ChatClients clients = new ChatClients(server.address())) {
            LogInClient client = new LogInClient(server.address());
            report.says("makes " + people + " accounts");
            for (int i = 0; i < people; i++) {
                client.signUp(i);
            }
            for (int i = 0; i < WARM_UP; i++) {
                client.logIn(i % people).join();
            }
            report.says("logs in one by one");
            long idle = server.residentMebibytes();
            Part single = part(server, client, 1);
            report.says("logs in by eight at a time");
            Part eight = part(server, client, 8);
            costs(idle, single, eight);
            List<Talker> talkers = IntStream.range(0, TALKERS)
                    .mapToObj(i -> new Talker("Fala " + i, "sala-" + i))
                    .toList();
            talkers.forEach(clients::connect);
            talkers.forEach(talker -> talker.live().join());
            crowd(server, client, talkers);
        }
    }

    private Part part(StartedServer server, LogInClient client, int atATime) throws InterruptedException {
        Latencies latencies = new Latencies();
        AtomicLong number = new AtomicLong();
        long most = server.residentMebibytes();
        AtomicBoolean over = new AtomicBoolean();
        long refusedBefore = client.refused();
        Duration cpu = server.cpu();
        long start = System.nanoTime();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < atATime; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        while (!over.get()) {
                            long began = System.nanoTime();
                            client.logIn((int) (number.getAndIncrement() % people))
                                    .join();
                            latencies.add(System.nanoTime() - began);
                        }
                    },
                    task -> new Thread(task, "log-in").start()));
        }
        while (System.nanoTime() - start < time.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(MEMORY_EVERY_MILLIS);
            most = Math.max(most, server.residentMebibytes());
        }
        over.set(true);
        all.forEach(CompletableFuture::join);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Part(latencies, seconds, server.cpu().minus(cpu), most, client.refused() - refusedBefore);
    }

    private void costs(long idle, Part... parts) {
        report.table(
                "Log-ins",
                "Argon2id with 19 MiB, 2 passes, 1 lane, over HTTP, at so many at a time, each with the next when the one before is"
                        + " answered. CPU is that of the whole server; before, it had %d MiB.".formatted(idle),
                List.of("at a time", "log-ins/s", "p50 ms", "p99 ms", "CPU ms each", "MiB at most"));
        int atATime = 1;
        for (Part part : parts) {
            report.row(List.of(
                    String.valueOf(atATime),
                    Report.millis(part.logIns.count() / part.seconds),
                    Report.millis(part.logIns.percentile(50)),
                    Report.millis(part.logIns.percentile(99)),
                    Report.millis(part.cpu.toNanos() / 1e6 / part.logIns.count()),
                    Report.whole(part.mebibytes)));
            atATime = 8;
        }
    }

    private void crowd(StartedServer server, LogInClient client, List<Talker> talkers) throws InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleAtFixedRate(
                    () -> talkers.forEach(talker -> talker.talk("bom dia")),
                    TALKS_MILLIS,
                    TALKS_MILLIS,
                    TimeUnit.MILLISECONDS);
            TimeUnit.SECONDS.sleep(2);
            Latencies calm = new Latencies();
            talkers.forEach(talker -> talker.measureInto(calm));
            report.says("nobody logs in");
            Thread.sleep(time.toMillis());
            Latencies meanwhile = new Latencies();
            talkers.forEach(talker -> talker.measureInto(meanwhile));
            report.says(people + " log in at once, again and again");
            Part crowd = part(server, client, people);
            report.table(
                    Report.whole(people) + " log in at once",
                    ("Each logs in again and again, and waits as long as the server says when it is told that too many do. %d others"
                                    + " send ten messages a second each. %.1f log-ins/s; %d requests were told to come"
                                    + " back later; the server had %d MiB at most.")
                            .formatted(TALKERS, crowd.logIns.count() / crowd.seconds, crowd.refused, crowd.mebibytes),
                    List.of("", "p50 ms", "p99 ms", "max ms"));
            row("ack, nobody logs in", calm);
            row("ack meanwhile", meanwhile);
            row("until logged in", crowd.logIns);
        } finally {
            clock.shutdownNow();
        }
    }

    private void row(String name, Latencies latencies) {
        report.row(List.of(
                name,
                Report.millis(latencies.percentile(50)),
                Report.millis(latencies.percentile(99)),
                Report.millis(latencies.max())));
    }
}
