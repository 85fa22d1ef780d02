package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.test.LeakPresenceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody holds a connection for nothing. */
@ExtendWith(LeakPresenceExtension.class)
class DeadlinesTest {
    private static final int HANDSHAKE = 10_000;
    private static final TestConfig CONFIG = TestConfig.defaults();
    private static final String REQUEST = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /", "GET / HTTP/1.1\r\nHost: a\r\nX-"})
    void theSilentAndTheHalfSaidAreClosedAtTheDeadline(String begin) {
        try (TestPipeline pipeline = new TestPipeline(CONFIG)) {
            pipeline.receive(begin);
            pipeline.pass(HANDSHAKE - 1_000);
            assertThat(pipeline.channel.isOpen()).isTrue();
            pipeline.pass(1_000);

            assertThat(pipeline.channel.isOpen()).isFalse();
            assertThat(pipeline.sent()).isEmpty();
            assertThat(pipeline.metrics.requestsTimedOut.sum()).isEqualTo(1);
            assertThat(pipeline.watched()).isZero();
        }
    }

    @Test
    void timeThatWeStoodStillDoesNotCount() {
        try (TestPipeline pipeline = new TestPipeline(CONFIG)) {
            pipeline.receive(REQUEST.substring(0, 5));
            pipeline.standStill(300_000);
            pipeline.pass(1_000);
            pipeline.receive(REQUEST.substring(5));

            assertThat(pipeline.sentText()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aByteNowAndThenDoesNotHelp() {
        try (TestPipeline pipeline = new TestPipeline(CONFIG)) {
            for (int i = 0; i < 9; i++) {
                pipeline.receive(REQUEST.substring(i, i + 1));
                pipeline.pass(1_000);
            }
            assertThat(pipeline.channel.isOpen()).isTrue();
            pipeline.pass(1_000);

            assertThat(pipeline.channel.isOpen()).isFalse();
        }
    }

    @Test
    void aKeptConnectionIsClosedWhenNoFurtherRequestComes() {
        try (TestPipeline pipeline = new TestPipeline(CONFIG)) {
            for (int i = 0; i < 3; i++) {
                pipeline.pass(HANDSHAKE - 1_000);
                pipeline.receive(REQUEST);
                assertThat(pipeline.sentText()).startsWith("HTTP/1.1 200");
            }
            pipeline.pass(HANDSHAKE - 1_000);
            assertThat(pipeline.channel.isOpen()).isTrue();
            pipeline.pass(1_000);

            assertThat(pipeline.channel.isOpen()).isFalse();
        }
    }

    @Test
    void whoeverIsBusyReadingAnAnswerHasTimeAsLongAsItReads() {
        SlowReader reader = new SlowReader();
        try (TestPipeline pipeline = new TestPipeline(CONFIG, reader)) {
            pipeline.receive("GET /assets/index-Abc12345.js HTTP/1.1\r\nHost: a\r\n\r\n");
            for (int i = 0; i < 10; i++) {
                reader.read(10);
                pipeline.pass(HANDSHAKE - 1_000);
            }
            assertThat(pipeline.channel.isOpen()).isTrue();
            pipeline.pass(HANDSHAKE);

            assertThat(pipeline.channel.isOpen()).isFalse();
        }
    }

    @Test
    void webSocketsHaveNoSuchDeadline() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            pipeline.pass(3 * HANDSHAKE);

            assertThat(pipeline.channel.isOpen()).isTrue();
        }
    }

    @Test
    void whatComesAfterTheLastWordsIsThrownAwayForOneSecond() {
        try (TestPipeline pipeline = new TestPipeline(CONFIG)) {
            pipeline.receive("nonsense\r\n\r\n");
            assertThat(pipeline.sentText()).startsWith("HTTP/1.1 400");
            pipeline.receive(REQUEST);
            pipeline.pass(999);
            assertThat(pipeline.channel.isOpen()).isTrue();
            pipeline.pass(1);

            assertThat(pipeline.channel.isOpen()).isFalse();
            assertThat(pipeline.sent()).isEmpty();
            assertThat(pipeline.watched()).isZero();
        }
    }

    @Test
    void whatComesAfterTheLastWordsIsThrownAwayUpToAMebibyte() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            pipeline.receive(new byte[] {(byte) 0xff, 0});
            assertThat(pipeline.sent()[0]).isEqualTo((byte) 0x88);
            byte[] more = new byte[1 << 16];
            for (int i = 0; i < 16; i++) {
                pipeline.receive(more);
            }
            assertThat(pipeline.channel.isOpen()).isTrue();
            pipeline.receive(more);

            assertThat(pipeline.channel.isOpen()).isFalse();
        }
    }

    @Test
    void aStopEndsIdleConnectionsAtOnceAndTellsSessions() {
        try (TestPipeline http = new TestPipeline(CONFIG);
                TestPipeline webSocket = TestPipeline.open(CONFIG)) {
            http.shutDown();
            http.pass(1_000);
            assertThat(http.channel.isOpen()).isFalse();

            webSocket.shutDown();
            assertThat(webSocket.session().events).contains("close 1012");
            webSocket.shutDown();
            assertThat(webSocket.sent()).hasSize(2 + 2 + "The server is restarting.".length());
        }
    }

    /** A peer that reads only what it is told to. */
    private static final class SlowReader extends EmbeddedChannel {
        private int bytes;

        void read(int more) {
            bytes = more;
            flush();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) {
            in.removeBytes(bytes);
            bytes = 0;
        }
    }
}
