package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.server.config.NetworkTransport;
import chat.server.transport.RawClient.Response;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of the whole server, and how much of it one client can have. */
class LifeIT {
    @ParameterizedTest
    @CsvSource({"2, 0", "100, 2"})
    void whoeverIsTooManyIsToldToComeBack(int all, int perAddress) throws IOException {
        try (TestServer server = new TestServer(TestConfig.defaults().withConnections(all, perAddress));
                RawClient first = server.connect().open("/ws");
                RawClient second = server.connect().open("/ws")) {
            try (RawClient third = server.connect()) {
                Response refusal = third.upgrade("/ws").response();
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(refusal.header("retry-after")).isEqualTo("5");
                assertThat(third.untilEnd()).isEmpty();
            }
            assertThat(second.text("still here").read().text()).isEqualTo("still here");
            first.endOutput();
            await().until(() -> server.connections() == 1);
            try (RawClient third = server.connect()) {
                assertThat(third.upgrade("/ws").response().status()).isEqualTo(101);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void bothWaysToReachTheNetworkWork(NetworkTransport transport) throws IOException {
        try (TestServer server = new TestServer(TestConfig.defaults().withTransport(transport));
                RawClient client = server.connect().open("/ws")) {
            assertThat(client.text("hi").read().text()).isEqualTo("hi");
            assertThat(client.frame(0x81, new byte[] {(byte) 0xff}).closeCodeAtTheEnd())
                    .isEqualTo(1007);
        }
    }

    @Test
    void aPortInUseIsSaidToBe() throws IOException {
        try (TestServer server = new TestServer(TestConfig.defaults())) {
            TestConfig same = TestConfig.defaults().withPort(server.port());

            assertThatThrownBy(() -> new TestServer(same))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aStopTellsEveryoneAndWaitsForThem() throws IOException {
        TestServer server = new TestServer(TestConfig.defaults());
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(server.connect().open("/ws"));
        }
        RawClient idle = server.connect();
        assertThat(idle.request("GET /readyz").response().status()).isEqualTo(200);

        Thread stop = new Thread(() -> server.stop(Duration.ofSeconds(10)), "stop");
        stop.start();
        for (RawClient client : clients) {
            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1012);
            client.close();
        }
        assertThat(idle.untilEnd()).isEmpty();
        idle.close();
        await().until(() -> !stop.isAlive());

        assertThat(server.connections()).isZero();
        assertThatThrownBy(server::connect).isInstanceOf(ConnectException.class);
        server.close();
    }

    @Test
    void whoeverDoesNotLeaveIsCutOff() throws IOException {
        TestServer server = new TestServer(TestConfig.defaults());
        try (RawClient stubborn = server.connect().open("/ws")) {
            stubborn.text("hi").read();
            server.stop(Duration.ZERO);

            await().until(() -> server.connections() == 0);
        }
        server.close();
    }

    @Test
    void whileItStopsItIsNotReadyAndTakesNoWebSockets() throws IOException {
        try (TestPipeline pipeline = new TestPipeline(TestConfig.defaults())) {
            pipeline.readiness.set(false);
            pipeline.receive("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(pipeline.sentText()).startsWith("HTTP/1.1 503").contains("connection: close");
        }
        try (TestPipeline pipeline = new TestPipeline(TestConfig.defaults())) {
            pipeline.readiness.set(false);
            pipeline.receive("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(pipeline.sentText()).startsWith("HTTP/1.1 200");
        }
        try (TestPipeline pipeline = new TestPipeline(TestConfig.defaults())) {
            pipeline.readiness.set(false);
            pipeline.receive(TestPipeline.upgrade("/ws"));
            assertThat(pipeline.sentText()).startsWith("HTTP/1.1 503").contains("retry-after: 5");
        }
    }

    @Test
    void aFloodOfPipelinedRequestsThatReadsNothingIsClosed() throws IOException {
        try (TestServer server = new TestServer(TestConfig.defaults().withHandshakeMillis(300));
                RawClient client = new RawClient(server.port(), 4_096)) {
            byte[] request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            Thread flood = new Thread(
                    () -> {
                        try {
                            for (int i = 0; i < 100; i++) {
                                client.send(request);
                            }
                        } catch (IOException e) {
                            // Closed, as it should be.
                        }
                    },
                    "flood");
            flood.start();

            await().until(() -> server.metrics.requestsTimedOut.sum() == 1);
            await().until(() -> server.connections() == 0);
            await().until(() -> !flood.isAlive());
        }
    }
}
