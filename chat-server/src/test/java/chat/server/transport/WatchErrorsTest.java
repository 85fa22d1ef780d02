package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchErrorsTest {
    private final List<WatchedHandler> visited = new ArrayList<>();
    private final Watch watch = new Watch(() -> 42);

    @Test
    void anErrorCostsTheConnectionThatMetItAndNoOther() {
        EmbeddedChannel first = new EmbeddedChannel(new Visited());
        EmbeddedChannel starved = new EmbeddedChannel(new Starved());
        EmbeddedChannel last = new EmbeddedChannel(new Visited());

        assertThatCode(watch::sweep).doesNotThrowAnyException();

        assertThat(visited).hasSize(2);
        assertThat(starved.isOpen()).isFalse();
        assertThat(first.isOpen() && last.isOpen()).isTrue();
    }

    private class Visited extends WatchedHandler {
        Visited() {
            super(watch);
        }

        @Override
        void sweep(long nowNanos) {
            visited.add(this);
        }

        @Override
        void shutDown() {}
    }

    /** As when direct memory runs out. */
    private final class Starved extends Visited {
        @Override
        void sweep(long nowNanos) {
            throw new OutOfMemoryError("direct memory, as the test asked for");
        }
    }
}
