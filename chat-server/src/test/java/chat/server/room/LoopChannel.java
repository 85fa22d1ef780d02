package chat.server.room;

import io.netty.channel.DefaultChannelId;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalAddress;
import java.net.SocketAddress;

/** A channel that belongs to an event loop of the test's choice, and is nothing but that. */
final class LoopChannel extends EmbeddedChannel {
    private final EventLoop loop;
    private final SocketAddress address;

    LoopChannel(EventLoop loop) {
        this(loop, new LocalAddress("nowhere"));
    }

    LoopChannel(EventLoop loop, SocketAddress address) {
        super(builder().channelId(DefaultChannelId.newInstance()).register(false));
        this.loop = loop;
        this.address = address;
    }

    @Override
    public SocketAddress remoteAddress() {
        return address;
    }

    @Override
    public EventLoop eventLoop() {
        return loop;
    }
}
