package chat.load.socket;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of a load generator: few, for what it takes is taken from the server on the same machine. */
public final class Network implements AutoCloseable {
    private final EventLoopGroup group;
    private final List<Lane> lanes = new ArrayList<>();

    private Network(EventLoopGroup group, boolean epoll) {
        this.group = group;
        group.forEach(loop -> lanes.add(new Lane((EventLoop) loop, epoll)));
    }

    /** Starts so many loops, on epoll where there is one. */
    public static Network start(int loops) {
        boolean epoll = Epoll.isAvailable();
        return new Network(
                new MultiThreadIoEventLoopGroup(
                        loops,
                        new DefaultThreadFactory("load", true),
                        epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()),
                epoll);
    }

    /** One for each loop. */
    public List<Lane> lanes() {
        return List.copyOf(lanes);
    }

    /** Cuts what is still connected. Blocks for a second at most; not on a loop. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
