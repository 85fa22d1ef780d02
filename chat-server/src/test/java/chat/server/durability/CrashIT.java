package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} while many clients talk, and again while it starts and while they come back: nothing that was acknowledged or shown is lost, nothing
 * is there twice. The system property {@code crash.rounds} says how often.
 *
 * <p>What a killed process has written, the kernel still has: a sync left out is not seen by this, only by a power cut.
 */
class CrashIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 5);
    private static final int ROUNDS_OF_A_LOG = 10;
    private static final int START_MILLIS = 1_000;
    private static final int CLIENTS = 36;
    private static final int STEPS_MAX = 1_500;
    private static final int DISCONNECT_ODDS = 500;

    @TempDir
    private Path temp;

    @Test
    void nothingAcknowledgedIsLost() {
        long seed = Seed.next();
        for (int done = 0; done < ROUNDS; done += ROUNDS_OF_A_LOG) {
            Path data = temp.resolve("data-" + done);
            crash(
                    List.of("--store=sqlite", "--data-dir=" + data),
                    Math.min(ROUNDS - done, ROUNDS_OF_A_LOG),
                    seed + done);
        }
    }

    static void crash(List<String> flags, int rounds, long seed) {
        Random random = new Random(seed);
        try (RestartedServer server = new RestartedServer(flags);
                Crowd crowd = new Crowd(server, CLIENTS, DISCONNECT_ODDS, seed)) {
            for (int round = 0; round < rounds; round++) {
                server.killAfter(1 + random.nextInt(random.nextInt(4) == 0 ? CLIENTS : STEPS_MAX));
                Crowd.Talk talk = crowd.talk(server::goesOn);
                server.awaitDone();
                if (random.nextInt(3) == 0) {
                    server.startInVain(Duration.ofMillis(random.nextInt(START_MILLIS)));
                }
                if (random.nextInt(3) == 0) {
                    server.startAndKillAfter(1 + random.nextInt(CLIENTS));
                    server.awaitDone();
                }
                server.start();
                talk.requireNothingLost();
            }
            assertThat(crowd.clients().stream().mapToInt(Wanderer::connections).sum())
                    .as("this test disconnects")
                    .isGreaterThan((rounds + 1) * CLIENTS);
        }
    }
}
