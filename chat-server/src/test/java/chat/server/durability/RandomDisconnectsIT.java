package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients lose their connections at any point and come back as the protocol says: with their token, the last position
 * without a gap, and once more whatever was not acknowledged. At the end each has seen the log, the whole log, and nothing
 * else, and nothing that was acknowledged is missing from it.
 */
class RandomDisconnectsIT {
    private static final int CLIENTS = 12;
    private static final int DISCONNECT_ODDS = 25;
    private static final int STEPS = 600;
    private static final int RESTARTS = 2;

    @TempDir
    private Path data;

    private final long seed = Seed.next();

    @Test
    void everyViewIsTheLogAndNothingIsLostOrSaidTwice() {
        try (RestartedServer server = new RestartedServer(List.of("--store=memory", "--data-dir=" + data));
                Crowd crowd = new Crowd(server, CLIENTS, DISCONNECT_ODDS, seed)) {
            server.goOnFor(STEPS);
            crowd.talk(server::goesOn).requireNothingLost();
            assertManyDisconnects(crowd);
        }
    }

    @Test
    void orderlyRestartsOfAStoreThatLastsChangeNothing() {
        Random random = new Random(seed);
        try (RestartedServer server = new RestartedServer(List.of("--store=sqlite", "--data-dir=" + data));
                Crowd crowd = new Crowd(server, CLIENTS, DISCONNECT_ODDS, seed)) {
            for (int i = 0; i < RESTARTS; i++) {
                server.stopAfter(STEPS / 2 + random.nextInt(STEPS));
                Crowd.Talk talk = crowd.talk(server::goesOn);
                server.awaitDone();
                server.start();
                talk.requireNothingLost();
            }
            assertManyDisconnects(crowd);
        }
    }

    private static void assertManyDisconnects(Crowd crowd) {
        assertThat(crowd.clients().stream().mapToInt(Wanderer::connections).sum())
                .as("this test disconnects")
                .isGreaterThan(3 * CLIENTS);
    }
}
