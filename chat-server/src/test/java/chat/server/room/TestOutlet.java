package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A connection whose other end can stall. It takes frames as a socket does: what is flushed arrives, unless the reader is
 * stalled; then it piles up, and above the watermark the outlet is not writable until half of that has drained.
 */
public final class TestOutlet implements Outlet {
    private final Channel channel;
    private final int watermarkBytes;
    private final Runnable onWritable;
    private final ArrayDeque<ByteBuf> unwritten = new ArrayDeque<>();
    private final List<WireFrame> sent = new ArrayList<>();
    private final List<WireFrame> arrived = new ArrayList<>();
    private boolean stalled;
    private boolean writable = true;
    private boolean ended;
    private long unwrittenBytes;
    private long unwrittenBytesMax;
    private int writes;
    private int flushes;

    /** From nowhere in particular. */
    TestOutlet(EventLoop loop, int watermarkBytes, Runnable onWritable) {
        this(loop, new LocalAddress("nowhere"), watermarkBytes, onWritable);
    }

    /** @param onWritable called as a task of the loop when there is room again */
    public TestOutlet(EventLoop loop, SocketAddress address, int watermarkBytes, Runnable onWritable) {
        this.channel = new LoopChannel(loop, address);
        this.watermarkBytes = watermarkBytes;
        this.onWritable = onWritable;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public boolean compresses() {
        return false;
    }

    @Override
    public boolean isWritable() {
        assertOnLoop();
        return writable;
    }

    @Override
    public void write(ByteBuf frames) {
        assertOnLoop();
        assertThat(frames.refCnt()).isPositive();
        if (ended) {
            frames.release();
            return;
        }
        writes++;
        sent.addAll(WireFrame.readAll(frames));
        unwritten.add(frames);
        unwrittenBytes += frames.readableBytes();
        unwrittenBytesMax = Math.max(unwrittenBytesMax, unwrittenBytes);
        writable &= unwrittenBytes <= watermarkBytes;
    }

    @Override
    public void flush() {
        assertOnLoop();
        flushes++;
        if (!stalled) {
            drain(Integer.MAX_VALUE);
        }
    }

    private void assertOnLoop() {
        assertThat(channel.eventLoop().inEventLoop())
                .as("on the channel's event loop")
                .isTrue();
    }

    /** The reader stops, or reads again and gets what waits. On any thread's behalf. */
    public void stall(boolean stall) {
        stalled = stall;
        if (!stall) {
            drain(Integer.MAX_VALUE);
        }
    }

    /** The reader takes so many of the writes that wait. */
    public void drain(int writesMax) {
        for (int i = 0; i < writesMax && !unwritten.isEmpty(); i++) {
            ByteBuf frames = unwritten.remove();
            unwrittenBytes -= frames.readableBytes();
            arrived.addAll(WireFrame.readAll(frames));
            frames.release();
        }
        if (!writable && unwrittenBytes < watermarkBytes / 2) {
            writable = true;
            channel.eventLoop().execute(onWritable);
        }
    }

    /** The connection is gone, and with it whatever did not arrive. */
    public void end() {
        ended = true;
        unwritten.forEach(ByteBuf::release);
        unwritten.clear();
        unwrittenBytes = 0;
    }

    /** What was written and has not arrived. */
    public List<ByteBuf> unwritten() {
        return List.copyOf(unwritten);
    }

    /** What was written since the start. */
    public List<String> sent() {
        return sent.stream().map(WireFrame::text).toList();
    }

    public List<WireFrame> sentFrames() {
        return Collections.unmodifiableList(sent);
    }

    /** What the reader has. */
    public List<String> arrived() {
        return arrived.stream().map(WireFrame::text).toList();
    }

    public int writes() {
        return writes;
    }

    public int flushes() {
        return flushes;
    }

    /** The most that ever waited. */
    public long unwrittenBytesMax() {
        return unwrittenBytesMax;
    }
}
