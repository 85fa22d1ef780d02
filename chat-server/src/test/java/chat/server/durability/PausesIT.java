package chat.server.durability;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGSTOP and SIGCONT while many clients talk: the server goes on as if nothing had been, and is killed in the end all the same. The
 * system property {@code pause.millis} says how long it stands still, time after time.
 */
class PausesIT {
    private static final int CLIENTS = 24;
    private static final int STEPS_MAX = 500;
    private static final int DISCONNECT_ODDS = 500;

    @TempDir
    private Path data;

    @Test
    void nothingAcknowledgedIsLost() {
        long seed = Seed.next();
        Random random = new Random(seed);
        AtomicBoolean mayTalk = new AtomicBoolean(true);
        try (RestartedServer server = new RestartedServer(List.of("--store=sqlite", "--data-dir=" + data));
                Crowd crowd = new Crowd(server, CLIENTS, DISCONNECT_ODDS, seed)) {
            Crowd.Talk talk = crowd.talk(mayTalk::get);
            for (Duration pause : Patience.PAUSES) {
                server.pauseAfter(1 + random.nextInt(STEPS_MAX), pause);
                server.awaitDone();
            }
            server.killAfter(1 + random.nextInt(STEPS_MAX));
            server.awaitDone();
            mayTalk.set(false);
            server.start();
            talk.requireNothingLost();
        }
    }
}
