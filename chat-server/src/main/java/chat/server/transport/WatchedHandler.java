package chat.server.transport;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * A handler that its event loop's {@link Watch} looks at about once a second, as long as it is in a pipeline. This stands
 * in for a timer in each connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed close has nobody left to be told.
abstract class WatchedHandler extends ChannelDuplexHandler {
    private final Watch watch;
    private @Nullable ChannelHandlerContext context;

    /** Where the watch keeps this handler; the watch's own. */
    int slot;

    WatchedHandler(Watch watch) {
        this.watch = watch;
    }

    /** Called about once a second. */
    abstract void sweep(long nowNanos);

    /** For so long the server stood still: what the peer did not do meanwhile is no fault of the peer's. */
    void excuse(long nanos) {}

    /** The server stops: end the connection in a proper way, in bounded time. */
    abstract void shutDown();

    /** Ends the connection this instant. */
    final void cut() {
        context().close();
    }

    final ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("handler: not in a pipeline (expected: after handlerAdded)");
        }
        return context;
    }

    final long now() {
        return watch.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        watch.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        watch.remove(this);
    }
}
