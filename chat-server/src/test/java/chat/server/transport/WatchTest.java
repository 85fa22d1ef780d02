package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final List<String> visits = new ArrayList<>();
    private final Watch watch = new Watch(() -> 42);

    private Probe probe(String name) {
        Probe probe = new Probe(name);
        new EmbeddedChannel(probe);
        return probe;
    }

    @Test
    void everyConnectionIsVisitedOnceWhoeverLeavesMeanwhile() {
        Probe a = probe("a");
        Probe b = probe("b");
        Probe c = probe("c");
        Probe d = probe("d");
        c.onVisit = () -> leave(c);
        b.onVisit = () -> leave(d);
        watch.sweep();

        assertThat(visits).containsExactlyInAnyOrder("a", "b", "c", "d");
        visits.clear();
        b.onVisit = () -> {};
        watch.sweep();
        assertThat(visits).containsExactlyInAnyOrder("a", "b");
        leave(a);
        leave(b);
        assertThat(watch.size()).isZero();
    }

    @Test
    void thereIsRoomForMany() {
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            probes.add(probe("p" + i));
        }
        assertThat(watch.size()).isEqualTo(100);
        probes.forEach(WatchTest::leave);
        assertThat(watch.size()).isZero();
    }

    @Test
    void aBugOfOneDoesNotKeepTheOthersFromBeingVisited() {
        probe("a");
        Probe b = probe("b");
        b.onVisit = () -> {
            throw new IllegalStateException("a bug, as the test asked for");
        };
        probe("c");
        watch.sweep();

        assertThat(visits).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(b.context().channel().isOpen()).isFalse();
    }

    @Test
    void aStopIsToldInBatches() {
        for (int i = 0; i < 5; i++) {
            probe("p" + i);
        }
        int next = watch.shutDown(5, 2);
        assertThat(visits).containsExactly("stop p4", "stop p3");
        next = watch.shutDown(next, 2);
        assertThat(watch.shutDown(next, 2)).isZero();
        assertThat(visits).containsExactly("stop p4", "stop p3", "stop p2", "stop p1", "stop p0");
    }

    private static void leave(Probe probe) {
        probe.context().pipeline().remove(probe);
    }

    private final class Probe extends WatchedHandler {
        private final String name;
        private Runnable onVisit = () -> {};

        Probe(String name) {
            super(watch);
            this.name = name;
        }

        @Override
        void sweep(long nowNanos) {
            visits.add(name);
            onVisit.run();
        }

        @Override
        void shutDown() {
            visits.add("stop " + name);
        }
    }
}
