package chat.load.drive;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.socket.Network;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    @Test
    void whoCouldNotSendTriesAgain() {
        Crew.Run run = Runs.of(Runs.plan(0, 3, 1));
        Tally tally = new Tally();
        try (Network network = Network.start(1)) {
            Client away = new Client(
                    0, run.plan(), run.names(), new Crew(network.lanes().get(0), run));
            Mouth mouth = new Mouth(Runs.speech(run, tally), run.plan(), run.said(), tally, run.originNanos());
            // Its loop does nothing by itself.
            ClosedLoop pace = new ClosedLoop(new EmbeddedChannel().eventLoop(), run.plan(), mouth, tally);
            long now = System.nanoTime();

            pace.begin(List.of(away), new Pace.Span(now, now + TimeUnit.HOURS.toNanos(1)));
            assertThat(tally.skipped).isEqualTo(1);
            pace.wakeStalled(now + TimeUnit.MINUTES.toNanos(1));

            assertThat(tally.skipped).isEqualTo(2);
            assertThat(tally.stalls).isZero();
        }
    }
}
