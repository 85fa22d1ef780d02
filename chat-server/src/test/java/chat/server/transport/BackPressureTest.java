package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.util.test.LeakPresenceExtension;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Neither a reader that stalls nor a writer that does not stop costs more than a bounded amount of memory. */
@ExtendWith(LeakPresenceExtension.class)
class BackPressureTest {
    private static final TestConfig CONFIG = TestConfig.defaults();

    private static byte[] texts(String... texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String text : texts) {
            out.writeBytes(RawClient.masked(0x81, text.getBytes(StandardCharsets.UTF_8)));
        }
        return out.toByteArray();
    }

    @Test
    void whatWasReadWaitsInOrderWhileReadsArePaused() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            pipeline.receive(texts("one", "!pause", "two", "three"));
            assertThat(pipeline.session().events).containsExactly("one", "!pause");
            assertThat(pipeline.channel.config().isAutoRead()).isFalse();

            pipeline.session().connection.pauseReads(false);
            pipeline.channel.runPendingTasks();
            assertThat(pipeline.session().events).containsExactly("one", "!pause", "two", "three");
            assertThat(pipeline.channel.config().isAutoRead()).isTrue();
        }
    }

    @Test
    void readsMayBePausedAgainByWhatWaited() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            pipeline.receive(texts("!pause", "one", "!pause", "two"));
            for (int i = 0; i < 2; i++) {
                pipeline.session().connection.pauseReads(false);
                pipeline.channel.runPendingTasks();
            }

            assertThat(pipeline.session().events).containsExactly("!pause", "one", "!pause", "two");
        }
    }

    @Test
    void aPausedConnectionCanBeClosed() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            pipeline.receive(texts("!pause", "never heard"));
            pipeline.session().close(CloseCode.OVERLOAD);

            assertThat(pipeline.session().events).containsExactly("!pause", "close 1013");
            assertThat(pipeline.channel.config().isAutoRead()).isTrue();
            pipeline.session().connection.pauseReads(false);
        }
    }

    @Test
    void manyMessagesOfOneTurnAreOneFlush() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            int[] flushes = {0};
            pipeline.channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
                @Override
                public void flush(ChannelHandlerContext ctx) {
                    flushes[0]++;
                    ctx.flush();
                }
            });
            pipeline.receive(texts("one", "two", "three"));
            assertThat(flushes[0]).isEqualTo(1);
            assertThat(pipeline.sentText()).contains("one", "two", "three");

            pipeline.session().connection.send(new byte[] {'a'});
            pipeline.channel.runPendingTasks();
            assertThat(flushes[0]).isEqualTo(2);
            assertThat(pipeline.sent()).containsExactly(0x81, 1, 'a');
        }
    }

    @Test
    void whoDoesNotReadAnswersIsClosedWithItsOwnCode() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            Channel stalled = stall(pipeline);
            byte[] answer = new byte[60_000];
            for (int i = 0; i < 17; i++) {
                pipeline.session().connection.send(answer);
            }
            assertThat(pipeline.session().events).isEmpty();
            pipeline.session().connection.send(answer);

            assertThat(pipeline.session().events).containsExactly("close 4201");
            assertThat(pipeline.session().connection.isWritable()).isFalse();
            pipeline.session().connection.send(answer);
            assertThat(stalled.unsafe().outboundBuffer().totalPendingWriteBytes())
                    .isLessThan(1_100_000);
        }
    }

    @Test
    void thoseWhoPingWithoutReadingGetNoMorePongs() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            Channel stalled = stall(pipeline);
            byte[] ping = RawClient.masked(0x89, new byte[125]);
            for (int i = 0; i < 5_000; i++) {
                pipeline.receive(ping);
            }

            assertThat(stalled.unsafe().outboundBuffer().totalPendingWriteBytes())
                    .isLessThan(70_000);
            assertThat(pipeline.channel.isOpen()).isTrue();
        }
    }

    @Test
    void sessionsHearWhenThereIsRoomAgain() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            ByteBuf frames = Unpooled.wrappedBuffer(new byte[70_000]);
            pipeline.session().connection.write(frames);
            assertThat(pipeline.session().connection.isWritable()).isFalse();
            pipeline.session().connection.flush();
            pipeline.channel.runPendingTasks();

            assertThat(pipeline.session().connection.isWritable()).isTrue();
            assertThat(pipeline.session().events).containsExactly("writable");
        }
    }

    @Test
    void framesForAClosedConnectionAreReleased() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            pipeline.session().close(CloseCode.NORMAL);
            ByteBuf frames = Unpooled.wrappedBuffer(new byte[10]);
            pipeline.session().connection.write(frames);

            assertThat(frames.refCnt()).isZero();
        }
    }

    @Test
    void framesOfRoomsGoOutAsTheyAre() {
        try (TestPipeline pipeline = TestPipeline.open(CONFIG)) {
            ByteBuf frames = Unpooled.copiedBuffer("\u0081\u0001a\u0081\u0001b", StandardCharsets.ISO_8859_1);
            pipeline.session().connection.write(frames.retainedDuplicate());
            pipeline.session().connection.flush();

            assertThat(pipeline.sent()).isEqualTo(ByteBufUtil.getBytes(frames));
            frames.release();
        }
    }

    @Test
    void requestsBehindAnUnreadAnswerWaitAsBytes() {
        try (TestPipeline pipeline = new TestPipeline(CONFIG)) {
            Channel stalled = stall(pipeline);
            byte[] requests = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            pipeline.receive(requests);

            assertThat(pipeline.channel.config().isAutoRead()).isFalse();
            assertThat(stalled.unsafe().outboundBuffer().totalPendingWriteBytes())
                    .isLessThan(70_000);
            pipeline.pass(11_000);
            assertThat(pipeline.channel.isOpen()).isFalse();
        }
    }

    /** The peer reads nothing any more: what is flushed stays where it is. */
    private static Channel stall(TestPipeline pipeline) {
        pipeline.channel.pipeline().addFirst("stalled", new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext ctx) {
                // Nothing goes out.
            }
        });
        return pipeline.channel;
    }
}
