package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rude clients are no news: not one warning, whatever the moment at which they vanish. Our own bugs are, once. */
class QuietIT {
    private static final int TIMES = 50;

    /** What a client says before it vanishes. */
    private interface Start {
        void run(RawClient client) throws IOException;
    }

    @Test
    void whoeverVanishesAtAnyMomentLeavesNothingBehind() throws IOException {
        List<Start> starts = List.of(
                client -> {},
                client -> client.send("GET / HT"),
                client -> client.request("GET /"),
                client -> client.send("nonsense\r\n\r\n"),
                client -> client.upgrade("/ws"),
                client -> client.upgrade("/ws?name=x"),
                client -> client.open("/ws"),
                client -> client.open("/ws").send(new byte[] {(byte) 0x81}),
                client -> client.open("/ws").text("hi"),
                client -> client.open("/ws").send(new byte[] {(byte) 0xff, 0}),
                client -> client.open("/ws").close(1000, ""));
        try (LogTracker log = new LogTracker();
                TestServer server = new TestServer(TestConfig.defaults())) {
            for (int i = 0; i < TIMES; i++) {
                for (Start start : starts) {
                    vanish(server.connect(), start, i);
                }
            }
            await().until(() -> server.connections() == 0);

            assertThat(log.lines()).isEmpty();
            assertThat(server.metrics.connectionsClosed.sum()).isEqualTo((long) TIMES * starts.size());
        }
    }

    private static void vanish(RawClient client, Start start, int how) throws IOException {
        try (client) {
            start.run(client);
            if (how % 3 == 0) {
                client.endOutput();
            }
            if (how % 3 != 1) {
                client.reset();
            }
        }
    }

    @Test
    void whoeverIsTooManyAndVanishesIsNoNewsEither() throws IOException {
        try (LogTracker log = new LogTracker();
                TestServer server = new TestServer(TestConfig.defaults().withConnections(1, 0));
                RawClient first = server.connect().open("/ws")) {
            for (int i = 0; i < TIMES; i++) {
                vanish(server.connect(), client -> client.request("GET /"), i);
            }
            await().until(() -> server.connections() == 1);

            assertThat(log.lines()).isEmpty();
            assertThat(first.text("still here").read().text()).isEqualTo("still here");
        }
    }

    @Test
    void aBugOfOursIsLoggedOnce() throws IOException {
        try (LogTracker log = new LogTracker();
                TestServer server = new TestServer(TestConfig.defaults());
                RawClient client = server.connect().open("/ws")) {
            client.text("!bug").text("!bug");

            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1011);
            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("FrameHandler")
                    .contains("bug of ours");
        }
    }
}
