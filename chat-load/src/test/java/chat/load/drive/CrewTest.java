package chat.load.drive;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.socket.Lane;
import chat.load.socket.Network;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CrewTest {
    private static final int MESSAGES = 20;

    @Test
    void whoIsOnTheWayIsWaitedFor() throws Exception {
        Crew.Run run = Runs.of(Runs.plan(1, 0, 1));
        try (Network network = Network.start(1)) {
            Lane lane = network.lanes().get(0);
            Crew crew = new Crew(lane, run);
            CompletableFuture<Void> refused = new CompletableFuture<>();
            long missing = lane.loop()
                    .submit(() -> {
                        crew.gather(List.of(0)).thenRun(() -> refused.complete(null));
                        return crew.missing();
                    })
                    .get(30, TimeUnit.SECONDS);
            refused.get(30, TimeUnit.SECONDS);

            assertThat(missing).isEqualTo(1);
            assertThat(lane.loop().submit(crew::missing).get(30, TimeUnit.SECONDS))
                    .isZero();
        }
    }

    @Test
    void nothingIsMissingOnlyWhenAllThatWasDueIsSaid() throws Exception {
        Crew.Run run = Runs.of(Runs.plan(1_000, 0, 1));
        try (Network network = Network.start(1)) {
            Lane lane = network.lanes().get(0);
            Crew crew = new Crew(lane, run);
            long skipped = lane.loop()
                    .submit(() -> {
                        // Nobody listens there: what is due is skipped.
                        crew.gather(List.of(0));
                        long now = System.nanoTime();
                        long end = now + TimeUnit.MILLISECONDS.toNanos(MESSAGES);
                        crew.begin(new Pace.Span(now, end));
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                        crew.missing();
                        return crew.tally().skipped;
                    })
                    .get(30, TimeUnit.SECONDS);

            assertThat(skipped).isEqualTo(MESSAGES);
        }
    }
}
