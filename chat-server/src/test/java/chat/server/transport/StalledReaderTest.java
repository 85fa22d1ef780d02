package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.test.LeakPresenceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A peer that stops reading its answers is not kept for ever, however often it pings. */
@ExtendWith(LeakPresenceExtension.class)
class StalledReaderTest {
    private static final TestConfig CONFIG = TestConfig.defaults();
    private static final int LIMIT = CONFIG.build().rooms().catchUpMillisMax();
    private static final byte[] PING = RawClient.masked(0x89, new byte[0]);

    private final Reader reader = new Reader();
    private final TestPipeline pipeline = new TestPipeline(CONFIG, reader);

    /** So much unread that the connection is not writable. */
    private void open() {
        pipeline.receive(TestPipeline.upgrade("/ws"));
        pipeline.sent();
        reader.bytes = 0;
        pipeline.session().connection.send(new byte[40_000]);
        pipeline.session().connection.send(new byte[40_000]);
        pipeline.channel.runPendingTasks();
        assertThat(pipeline.session().connection.isWritable()).isFalse();
    }

    private void passPinging(int millis) {
        for (int left = millis; left > 0; left -= 1_000) {
            pipeline.receive(PING);
            pipeline.pass(1_000);
        }
    }

    @Test
    void whoReadsNothingIsClosedAndThenCut() {
        open();
        passPinging(LIMIT);
        assertThat(pipeline.session().events).doesNotContain("close 4201");
        passPinging(2_000);
        assertThat(pipeline.session().events).contains("close 4201");

        pipeline.pass(Linger.UNWRITTEN_MILLIS_MAX + 1_000);
        assertThat(pipeline.channel.isOpen()).isFalse();
        pipeline.close();
    }

    @Test
    void whoReadsSlowlyIsKept() {
        open();
        for (int i = 0; i < 10; i++) {
            reader.read(100);
            passPinging(LIMIT / 2);
        }
        assertThat(pipeline.session().connection.isWritable()).isFalse();
        assertThat(pipeline.session().events).doesNotContain("close 4201");
        assertThat(pipeline.channel.isOpen()).isTrue();
        pipeline.close();
    }

    /** A peer that reads as many bytes as it is told to. */
    private static final class Reader extends EmbeddedChannel {
        private int bytes = Integer.MAX_VALUE;

        void read(int more) {
            bytes = more;
            flush();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) throws Exception {
            if (bytes == Integer.MAX_VALUE) {
                super.doWrite(in);
            } else {
                in.removeBytes(bytes);
                bytes = 0;
            }
        }
    }
}
