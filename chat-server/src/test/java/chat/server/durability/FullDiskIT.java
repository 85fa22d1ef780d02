package chat.server.durability;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full while many clients talk: they are told so, reading goes on, and with room again everything does. */
class FullDiskIT {
    private static final int CLIENTS = 24;
    private static final int STEPS_MAX = 500;
    private static final int DISCONNECT_ODDS = 500;
    private static final int TIMES_TOLD = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path temp;

    private final long seed = Seed.next();

    @Test
    void nothingAcknowledgedIsLostAndItMendsItselfWithoutARestart() {
        for (Supplier<SmallDisk> place : SmallDisk.available(temp)) {
            try (SmallDisk disk = place.get()) {
                fillAndMakeRoom(disk);
            }
        }
    }

    private void fillAndMakeRoom(SmallDisk disk) {
        AtomicBoolean mayTalk = new AtomicBoolean(true);
        Random random = new Random(seed);
        try (RestartedServer server = new RestartedServer(List.of("--store=sqlite", "--data-dir=" + disk.folder()));
                Crowd crowd = new Crowd(server, CLIENTS, DISCONNECT_ODDS, seed)) {
            Crowd.Talk talk = crowd.talk(mayTalk::get);
            server.goOnFor(CLIENTS + random.nextInt(STEPS_MAX));
            server.awaitDone();
            disk.fill(server.process());
            await().atMost(PATIENCE).until(() -> told(crowd, "unwritable") > TIMES_TOLD);

            crowd.requireReadable();

            disk.makeRoom(server.process());
            server.goOnFor(STEPS_MAX);
            server.awaitDone();
            mayTalk.set(false);
            talk.requireNothingLost();
        }
    }

    private static int told(Crowd crowd, String error) {
        return crowd.clients().stream()
                .mapToInt(client -> client.errors().getOrDefault(error, 0))
                .sum();
    }
}
