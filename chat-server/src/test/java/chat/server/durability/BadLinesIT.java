package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.BadNetwork;
import chat.server.BadNetwork.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients over lines that delay, cut everything into bytes, are reset at any byte, or fall silent without a word to the
 * server. Nothing that was acknowledged is lost, each sees the log and nothing else, and the server is left as it was.
 */
class BadLinesIT {
    private static final int CLIENTS = 12;
    private static final int DISCONNECT_ODDS = 100;
    private static final int STEPS = Integer.getInteger("bad.lines.steps", 150);
    private static final int DELAY_MILLIS_MAX = 20;
    private static final int BYTES_UNTIL_END_MAX = 20_000;

    /** The one that asks for the numbers, and one that has just been closed. */
    private static final int SOCKETS_MORE = 2;

    private static final Duration UNTIL_SILENCE_IS_DEATH = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    void nothingIsLostAndNothingIsLeftBehind() {
        long seed = Seed.next();
        Random random = new Random(seed);
        List<String> flags = List.of(
                "--store=sqlite",
                "--data-dir=" + data,
                "--heartbeat-millis=1000",
                "--dead-after-millis=3000",
                "--left-grace-millis=0");
        try (RestartedServer server = new RestartedServer(flags);
                BadNetwork network = new BadNetwork(server::straightPort, faults(random));
                Crowd crowd = new Crowd(server, CLIENTS, DISCONNECT_ODDS, seed)) {
            server.via(network.port());
            Footprint before = talkUntilAllVanish(server, network, crowd);
            Footprint after = talkUntilAllVanish(server, network, crowd);

            assertThat(after.sockets()).isLessThanOrEqualTo(before.sockets() + SOCKETS_MORE);
            assertThat(server.process().output()).noneMatch(line -> line.contains("LEAK") || line.contains(" ERROR "));
        }
    }

    /** Asked by the network, on one thread. */
    private static Supplier<Fault> faults(Random random) {
        return () -> switch (random.nextInt(4)) {
            case 0 -> Fault.delayed(DELAY_MILLIS_MAX);
            case 1 -> Fault.oneByteEach();
            case 2 -> Fault.resetAfter(random.nextInt(BYTES_UNTIL_END_MAX));
            default -> Fault.vanishingAfter(random.nextInt(BYTES_UNTIL_END_MAX));
        };
    }

    /** What is left when the server has found out that they are gone. */
    private static Footprint talkUntilAllVanish(RestartedServer server, BadNetwork network, Crowd crowd) {
        server.goOnFor(STEPS);
        crowd.talk(server::goesOn).requireNothingLost();
        network.vanish();
        ServerProcess process = server.process();
        await().atMost(UNTIL_SILENCE_IS_DEATH)
                .until(() -> Footprint.level(process, "chat_websockets_open") == 0
                        && Footprint.level(process, "chat_users_online") == 0);
        return Footprint.of(process);
    }
}
