package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.server.room.Frames;
import chat.server.room.TestOutlet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection as transport would offer it, which writes down what it is asked. What the client says while reads are paused
 * waits, and is delivered by a task of its own when they go on.
 */
final class RecordingConnection implements Connection {
    private static final int WATERMARK_BYTES = 64 * 1024;

    final TestOutlet outlet;
    final List<CloseCode> closes = new ArrayList<>();
    final List<Boolean> pauses = new ArrayList<>();
    private final EventLoop loop;
    private final boolean compresses;
    private final ArrayDeque<byte[]> unread = new ArrayDeque<>();
    private @Nullable Session session;
    private boolean paused;
    private int sentBeforeClose = -1;

    RecordingConnection(EventLoop loop, SocketAddress address, boolean compresses) {
        this.loop = loop;
        this.compresses = compresses;
        this.outlet =
                new TestOutlet(loop, address, WATERMARK_BYTES, () -> session().onWritable());
    }

    void opened(Session opened) {
        session = opened;
    }

    Session session() {
        return Objects.requireNonNull(session, "session");
    }

    boolean isPaused() {
        return paused;
    }

    /** What the client said and nobody has read yet. */
    int unread() {
        return unread.size();
    }

    /** A message comes from the network; on the loop. */
    void receive(byte[] utf8) {
        unread.add(utf8);
        if (!paused) {
            deliver();
        }
    }

    private void deliver() {
        while (!paused && closes.isEmpty() && !unread.isEmpty()) {
            session().onText(unread.remove());
        }
    }

    @Override
    public void send(byte[] utf8) {
        assertThat(closes).as("sent after the close frame").isEmpty();
        ByteBuf frame = ByteBufAllocator.DEFAULT.buffer();
        Frames.appendText(frame, utf8);
        outlet.write(frame);
        outlet.flush();
    }

    @Override
    public void pauseReads(boolean pause) {
        assertThat(loop.inEventLoop()).isTrue();
        paused = pause;
        pauses.add(pause);
        if (!pause) {
            loop.execute(this::deliver);
        }
    }

    @Override
    public void close(CloseCode code) {
        assertThat(loop.inEventLoop()).isTrue();
        closes.add(code);
        sentBeforeClose = outlet.sent().size();
    }

    /** One close at most, and nothing written behind it. */
    void assertProperEnd() {
        assertThat(closes).as("closes").hasSizeLessThanOrEqualTo(1);
        if (sentBeforeClose >= 0) {
            assertThat(outlet.sent()).as("frames behind the close frame").hasSize(sentBeforeClose);
        }
    }

    @Override
    public Channel channel() {
        return outlet.channel();
    }

    @Override
    public boolean compresses() {
        return compresses;
    }

    @Override
    public boolean isWritable() {
        return outlet.isWritable();
    }

    @Override
    public void write(ByteBuf frames) {
        outlet.write(frames);
    }

    @Override
    public void flush() {
        outlet.flush();
    }
}
