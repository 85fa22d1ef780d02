package chat.server.transport;

import chat.server.config.Listen;
import chat.server.config.NetworkTransport;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads of the network, named {@code chat-epoll-1-1} or {@code chat-nio-1-1} and so on. They exist before anything
 * listens, so that rooms can be given one each. None of them may ever block.
 */
public final class EventLoops implements AutoCloseable {
    private static final int SHUTDOWN_SECONDS_MAX = 5;

    /** The end of a connection is told to its session, by that to its rooms, and by these to loops with other members. */
    private static final int HOPS = 4;

    private final Kind kind;
    private final EventLoopGroup group;
    private final List<EventLoop> loops;

    private EventLoops(Kind kind, EventLoopGroup group) {
        this.kind = kind;
        this.group = group;
        List<EventLoop> all = new ArrayList<>();
        group.forEach(executor -> all.add((EventLoop) executor));
        loops = List.copyOf(all);
    }

    /** Loads what loops and their buffers are made of, so that a start finds it; blocks for some tens of milliseconds. */
    public static void load() {
        Epoll.isAvailable();
        ByteBufAllocator.DEFAULT.directBuffer().release();
    }

    /**
     * Starts the loops.
     *
     * @throws IllegalStateException when epoll is demanded where there is none
     */
    public static EventLoops start(Listen listen) {
        Kind kind = Kind.of(listen.transport());
        int count = listen.eventLoops() == 0 ? Runtime.getRuntime().availableProcessors() : listen.eventLoops();
        return new EventLoops(
                kind,
                new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(kind.threadName), kind.ioHandlers()));
    }

    /** All of them, in a fixed order; at least one. */
    public List<EventLoop> loops() {
        return loops;
    }

    /**
     * Ends the loops and with them every connection still open; what they have to tell each other is told before any of
     * them ends. Blocks for a few seconds at most; not on a loop.
     */
    @Override
    public void close() {
        awaitWhatIsUnderWay();
        group.shutdownGracefully(0, SHUTDOWN_SECONDS_MAX, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void awaitWhatIsUnderWay() {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHUTDOWN_SECONDS_MAX);
        for (int hop = 0; hop < HOPS; hop++) {
            for (EventLoop loop : loops) {
                if (!loop.isShuttingDown()) {
                    long leftNanos = deadlineNanos - System.nanoTime();
                    loop.submit(() -> {}).awaitUninterruptibly(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
                }
            }
        }
    }

    EventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> serverChannel() {
        return kind.serverChannel;
    }

    /** What differs between the ways to reach the network. */
    private enum Kind {
        EPOLL("chat-epoll", EpollServerSocketChannel.class) {
            @Override
            IoHandlerFactory ioHandlers() {
                return EpollIoHandler.newFactory();
            }
        },
        NIO("chat-nio", NioServerSocketChannel.class) {
            @Override
            IoHandlerFactory ioHandlers() {
                return NioIoHandler.newFactory();
            }
        };

        private final String threadName;
        private final Class<? extends ServerChannel> serverChannel;

        Kind(String threadName, Class<? extends ServerChannel> serverChannel) {
            this.threadName = threadName;
            this.serverChannel = serverChannel;
        }

        abstract IoHandlerFactory ioHandlers();

        static Kind of(NetworkTransport wish) {
            return switch (wish) {
                case NIO -> NIO;
                case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
                case EPOLL -> {
                    if (!Epoll.isAvailable()) {
                        throw new IllegalStateException(
                                "transport: epoll (expected: auto or nio; epoll is not available here)",
                                Epoll.unavailabilityCause());
                    }
                    yield EPOLL;
                }
            };
        }
    }
}
