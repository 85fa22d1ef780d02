package chat.server.transport;

import chat.server.config.ServerConfig;
import chat.server.room.Outlet;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import java.net.SocketAddress;

/** A channel whose network takes whatever is flushed and costs nothing: for measuring what comes before that. */
public final class SinkChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);
    private static final LocalAddress ADDRESS = new LocalAddress("sink");

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private boolean open = true;

    private SinkChannel() {
        super(null);
    }

    /** A WebSocket that is open, as rooms and sessions write to it. To be called on the loop. */
    @SuppressWarnings("FutureReturnValueIgnored") // Done at once, on the loop.
    public static Outlet connection(EventLoop loop, ServerConfig config) {
        SinkChannel channel = new SinkChannel();
        loop.register(channel);
        FrameDecoder decoder = new FrameDecoder(config.webSocket());
        channel.pipeline().addLast("frame-decoder", decoder);
        LoopLocal local = new LoopLocal(
                new Watch(System::nanoTime), new Deflation(config.webSocket().messageBytesMax()));
        return new WebSocketConnection(channel.pipeline().context(decoder), config.webSocket(), local, false);
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        while (in.current() != null) {
            in.remove();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && isRegistered();
    }

    @Override
    protected void doClose() {
        open = false;
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBeginRead() {
        // Nobody says anything.
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected SocketAddress localAddress0() {
        return ADDRESS;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return ADDRESS;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
