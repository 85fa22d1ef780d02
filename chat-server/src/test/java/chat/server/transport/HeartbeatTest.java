package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.test.LeakPresenceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is alive: pings, and what happens to those from whom nothing is heard. */
@ExtendWith(LeakPresenceExtension.class)
class HeartbeatTest {
    private static final int HEARTBEAT = 25_000;
    private static final int DEAD = 35_000;
    private static final byte[] PONG = RawClient.masked(0x8a, new byte[0]);

    @Test
    void everyConnectionIsPingedOncePerInterval() {
        try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults())) {
            pipeline.pass(HEARTBEAT);
            assertThat(pipeline.sent()).containsExactly(0x89, 0);
            assertThat(pipeline.session().events)
                    .filteredOn("heartbeat"::equals)
                    .hasSize(1);

            pipeline.receive(PONG);
            pipeline.pass(HEARTBEAT);
            assertThat(pipeline.sent()).containsExactly(0x89, 0);
        }
    }

    @Test
    void sessionsHearTheClockTickOncePerSecond() {
        try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults())) {
            pipeline.pass(7_000);

            assertThat(pipeline.session().events).filteredOn("tick"::equals).hasSize(7);
        }
    }

    @Test
    void thoseFromWhomNothingIsHeardAreClosed() {
        try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults())) {
            pipeline.pass(DEAD - 1_000);
            assertThat(pipeline.session().events).noneMatch(event -> event.startsWith("close"));
            pipeline.pass(1_000);

            assertThat(pipeline.session().events).contains("close 4200");
            assertThat(pipeline.metrics.heartbeatsLost.sum()).isEqualTo(1);
        }
    }

    @Test
    void anyFrameShowsThatSomebodyIsThere() {
        try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults())) {
            pipeline.pass(DEAD - 1_000);
            pipeline.receive(PONG);
            pipeline.pass(DEAD - 1_000);
            pipeline.receive(RawClient.masked(0x01, new byte[] {'a'}));
            pipeline.pass(DEAD - 1_000);

            assertThat(pipeline.session().events).noneMatch(event -> event.startsWith("close"));
        }
    }

    @Test
    void nobodyDiesWhileWeDoNotRead() {
        try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults())) {
            pipeline.receiveText("!pause");
            pipeline.pass(3 * DEAD);
            pipeline.session().connection.pauseReads(false);
            assertThat(pipeline.session().events).noneMatch(event -> event.startsWith("close"));
            pipeline.pass(DEAD);

            assertThat(pipeline.session().events).contains("close 4200");
        }
    }

    @Test
    void nobodyDiesBecauseWeStoodStill() {
        try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults())) {
            pipeline.standStill(300_000);
            pipeline.pass(2_000);
            assertThat(pipeline.session().events).noneMatch(event -> event.startsWith("close"));
            assertThat(pipeline.sent()).as("asked at once").containsExactly(0x89, 0);
            pipeline.pass(DEAD);

            assertThat(pipeline.session().events).contains("close 4200");
        }
    }

    @Test
    void nothingTicksAfterTheClose() {
        try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults())) {
            pipeline.receive(RawClient.masked(0x88, new byte[0]));
            pipeline.pass(900);

            assertThat(pipeline.session().events).containsExactly("close 1000");
        }
    }
}
