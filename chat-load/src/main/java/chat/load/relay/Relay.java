package chat.load.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The chat server that everybody writes first with Netty: what one says, all get. It stores nothing, knows no rooms and no
 * names, and never tires of a client that does not read.
 */
public final class Relay implements AutoCloseable {
    private static final int COMPRESSION_LEVEL = 6;
    private static final int BACKLOG = 4_096;
    private static final int MESSAGE_BYTES_MAX = 65_536;

    private final EventLoopGroup boss;
    private final EventLoopGroup workers;
    private final Channel listening;

    private Relay(EventLoopGroup boss, EventLoopGroup workers, Channel listening) {
        this.boss = boss;
        this.workers = workers;
        this.listening = listening;
    }

    /**
     * Starts one on the loopback address, at any path.
     *
     * @param port 0 takes any free one
     */
    public static Relay start(int port) throws IOException {
        return start(port, (everybody, frame) -> everybody.writeAndFlush(frame.retain()));
    }

    /** One that treats messages otherwise than it should. */
    static Relay start(int port, Chat.Passing passing) throws IOException {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        EventLoopGroup boss = new MultiThreadIoEventLoopGroup(1, io);
        EventLoopGroup workers = new MultiThreadIoEventLoopGroup(io);
        ChannelGroup everybody = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        var bound = new ServerBootstrap()
                .group(boss, workers)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline(everybody, passing))
                .bind("127.0.0.1", port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            boss.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            workers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("--port: " + port + " (expected: a free port): "
                    + bound.cause().getMessage());
        }
        return new Relay(boss, workers, bound.channel());
    }

    private static ChannelInitializer<Channel> pipeline(ChannelGroup everybody, Chat.Passing passing) {
        WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .allowExtensions(true)
                .maxFramePayloadLength(MESSAGE_BYTES_MAX)
                .build();
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new HttpServerCodec(),
                                new HttpObjectAggregator(MESSAGE_BYTES_MAX),
                                new WebSocketServerExtensionHandler(new PerMessageDeflateServerExtensionHandshaker(
                                        COMPRESSION_LEVEL, true, 15, true, true, MESSAGE_BYTES_MAX)),
                                new WebSocketServerProtocolHandler(config),
                                new Chat(everybody, passing));
            }
        };
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Waits until it no longer listens, which nothing but {@link #close} brings about. */
    public void awaitEnd() throws InterruptedException {
        listening.closeFuture().sync();
    }

    /** Ends all connections; blocks for a second or two. */
    @Override
    public void close() {
        boss.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
