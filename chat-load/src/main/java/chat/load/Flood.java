package chat.load;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One connection says far more than it may; how those fare meanwhile who talk as people do. The server has its rates. */
final class Flood {
    private static final int TALKERS = 100;
    private static final int TALKERS_PER_ROOM = 20;
    private static final int TALKS_MILLIS = 250;
    private static final int FLOOD_MILLIS = 1;
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final Path folder;
    private final Report report;
    private final int perSecond;
    private final Words words = new Words(new Random(1));

    /** @param perSecond so many messages of the one connection */
    Flood(Path folder, Report report, int perSecond) {
        this.folder = folder;
        this.report = report;
        this.perSecond = perSecond;
    }

    /** The one that is too loud; it does not listen. */
    private static final class Loud implements ChatSocket.Listener {
        private final CompletableFuture<ChatSocket> open = new CompletableFuture<>();
        private long said;

        @Override
        public void opened(ChatSocket socket) {
            socket.say("{\"type\":\"hello\",\"name\":\"Alto\"}");
            socket.say("{\"type\":\"join\",\"room\":\"sala-0\"}");
            open.complete(socket);
        }

        @Override
        public void heard(ChatSocket socket, ByteBuf message) {
            // What others say is nothing to it.
        }

        @Override
        public void failed(Throwable why) {
            // It is told that it is too fast.
        }

        /** As a socket that blocks: what the server does not read is not said. */
        void say(int times) {
            ChatSocket socket = open.join();
            for (int i = 0; i < times && socket.isWritable(); i++) {
                said++;
                socket.say("{\"type\":\"send\",\"room\":\"sala-0\",\"cid\":\"f" + said + "\",\"text\":\"!\"}");
            }
        }
    }

    /** Measures; blocks. */
    void measure() throws IOException, InterruptedException {
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        // Everybody comes from one address here, which is not what is looked at.
        try (StartedServer server = StartedServer.start(folder.resolve("flood"), "--users-per-address=0");
                ChatClients talking = new ChatClients(server.address());
                ChatClients flooding = new ChatClients(server.address())) {
            List<Talker> talkers = IntStream.range(0, TALKERS)
                    .mapToObj(i -> new Talker("Fala " + i, "sala-" + i / TALKERS_PER_ROOM))
                    .toList();
            talkers.forEach(talking::connect);
            talkers.forEach(talker -> talker.live().join());
            for (int i = 0; i < TALKERS; i++) {
                Talker talker = talkers.get(i);
                long first = (long) i * TALKS_MILLIS / TALKERS;
                clock.scheduleAtFixedRate(() -> talker.talk(words.text()), first, TALKS_MILLIS, TimeUnit.MILLISECONDS);
            }
            Thread.sleep(WARM_UP.toMillis());
            measure(talkers, flooding, clock);
        } finally {
            clock.shutdownNow();
        }
    }

    private void measure(List<Talker> talkers, ChatClients flooding, ScheduledExecutorService clock)
            throws InterruptedException {
        Latencies calm = new Latencies();
        Latencies flood = new Latencies();
        long said = 0;
        for (int i = 0; i < ROUNDS; i++) {
            report.says("round " + (i + 1));
            talkers.forEach(talker -> talker.measureInto(calm));
            Thread.sleep(ROUND.toMillis());

            Loud loud = new Loud();
            flooding.connect(loud);
            loud.open.join();
            talkers.forEach(talker -> talker.measureInto(flood));
            ScheduledFuture<?> saying = clock.scheduleAtFixedRate(
                    () -> loud.say(perSecond * FLOOD_MILLIS / 1_000), 0, FLOOD_MILLIS, TimeUnit.MILLISECONDS);
            Thread.sleep(ROUND.toMillis());
            saying.cancel(false);
            loud.open.join().close();
            said += loud.said;
        }
        report.table(
                "One connection has " + Report.whole(perSecond) + " messages a second to say",
                ("%d others in %d rooms send one message each %d ms. %d rounds of %d s without and with it, in turn."
                                + " Until its socket took no more, it had said %d in all.")
                        .formatted(TALKERS, TALKERS / TALKERS_PER_ROOM, TALKS_MILLIS, ROUNDS, ROUND.toSeconds(), said),
                List.of("ack of the others", "messages", "p50 ms", "p99 ms", "max ms"));
        row("without", calm);
        row("with", flood);
    }

    private void row(String name, Latencies latencies) {
        report.row(List.of(
                name,
                Report.whole(latencies.count()),
                Report.millis(latencies.percentile(50)),
                Report.millis(latencies.percentile(99)),
                Report.millis(latencies.max())));
    }
}
