package chat.server.room;

import io.netty.channel.DefaultChannelId;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;

/** A channel that belongs to an event loop of the test's choice, and is nothing but that. */
final class LoopChannel extends EmbeddedChannel {
    private final EventLoop loop;

    LoopChannel(EventLoop loop) {
        super(builder().channelId(DefaultChannelId.newInstance()).register(false));
        this.loop = loop;
    }

    @Override
    public EventLoop eventLoop() {
        return loop;
    }
}
