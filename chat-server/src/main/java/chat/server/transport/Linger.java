package chat.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of every connection that we end: our last words are on their way, and what still comes is read and thrown away,
 * for at most {@value #MILLIS_MAX} ms or {@value #BYTES_MAX} bytes. Closing with unread input would make the kernel send a
 * reset, which overtakes the last words.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed close has nobody left to be told.
final class Linger extends WatchedHandler {
    /** So long after the last words were written out. */
    static final int MILLIS_MAX = 1_000;

    /** So much is read and thrown away. */
    static final int BYTES_MAX = 1 << 20;

    /** A peer gets so long to read what was written before the last words, and them. */
    static final int UNWRITTEN_MILLIS_MAX = 5_000;

    private final ChannelFuture lastWords;
    private final long unwrittenDeadlineNanos;
    private int bytes;
    private @Nullable ScheduledFuture<?> deadline;

    private Linger(Watch watch, ChannelFuture lastWords) {
        super(watch);
        this.lastWords = lastWords;
        unwrittenDeadlineNanos = watch.now() + TimeUnit.MILLISECONDS.toNanos(UNWRITTEN_MILLIS_MAX);
    }

    /**
     * Ends a connection once its last words are written. Takes the place of the handler that reads bytes, so that nothing
     * further is decoded; bytes which that one holds come here too.
     */
    static void after(ChannelFuture lastWords, ChannelHandlerContext reader, Watch watch) {
        Channel channel = reader.channel();
        if (reader.isRemoved()) {
            channel.close();
            return;
        }
        channel.pipeline().replace(reader.name(), "linger", new Linger(watch, lastWords));
        channel.config().setAutoRead(true);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        super.handlerAdded(ctx);
        lastWords.addListener(written -> {
            if (written.isSuccess()) {
                halfClose(ctx);
            } else {
                ctx.close();
            }
        });
    }

    /** The peer sees the end of our words at once; most then close by themselves. */
    private void halfClose(ChannelHandlerContext ctx) {
        if (ctx.isRemoved()) {
            return;
        }
        deadline = ctx.executor().schedule(() -> ctx.close(), MILLIS_MAX, TimeUnit.MILLISECONDS);
        if (ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf discarded) {
            bytes += discarded.readableBytes();
        }
        ReferenceCountUtil.release(msg);
        if (bytes > BYTES_MAX) {
            ctx.close();
        }
    }

    /** The last words did not arrive, or the peer was rude; either way it is over. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    @Override
    void sweep(long nowNanos) {
        if (!lastWords.isDone() && nowNanos - unwrittenDeadlineNanos >= 0) {
            cut();
        }
    }

    /** It is ending already. */
    @Override
    void shutDown() {}

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        super.handlerRemoved(ctx);
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
