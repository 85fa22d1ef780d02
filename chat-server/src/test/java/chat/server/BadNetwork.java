package chat.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A way to a server of this machine whose lines have faults. */
public final class BadNetwork implements AutoCloseable {
    /**
     * What is wrong with a line.
     *
     * @param delayMillisMax every piece waits up to this long, in both directions; order stays
     * @param byteByByte whether every byte comes alone
     * @param bytesUntilEnd after so many bytes in both directions it ends
     * @param vanishes whether the server hears nothing of the end: no FIN, no RST, only silence; else both ends are reset
     */
    public record Fault(int delayMillisMax, boolean byteByByte, long bytesUntilEnd, boolean vanishes) {
        public static final Fault NONE = new Fault(0, false, Long.MAX_VALUE, false);

        public static Fault delayed(int millisMax) {
            return new Fault(millisMax, false, Long.MAX_VALUE, false);
        }

        public static Fault oneByteEach() {
            return new Fault(0, true, Long.MAX_VALUE, false);
        }

        public static Fault resetAfter(long bytes) {
            return new Fault(0, false, bytes, false);
        }

        public static Fault vanishingAfter(long bytes) {
            return new Fault(0, false, bytes, true);
        }
    }

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup open = new DefaultChannelGroup(loops.next());
    private final ChannelGroup clients = new DefaultChannelGroup(loops.next());
    private final IntSupplier server;
    private final Supplier<Fault> faults;
    private final Channel listener;

    /**
     * Listens on a free port.
     *
     * @param server where it leads, asked for each line
     * @param faults what is wrong with each line; asked on one thread
     */
    public BadNetwork(IntSupplier server, Supplier<Fault> faults) {
        this.server = server;
        this.faults = faults;
        listener = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        connect(client);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        open.add(listener);
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** All lines that there are now end without the server hearing of it. */
    public void vanish() {
        clients.forEach(client -> client.eventLoop().execute(() -> line(client).vanish()));
    }

    private static Line line(Channel client) {
        return client.pipeline().get(Forwarder.class).line;
    }

    private void connect(Channel client) {
        Line line = new Line(client, faults.get());
        open.add(client);
        clients.add(client);
        client.pipeline().addLast(new Forwarder(line, true));
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new Forwarder(line, false))
                .connect(InetAddress.getLoopbackAddress(), server.getAsInt())
                .addListener((ChannelFutureListener) connected -> {
                    open.add(connected.channel());
                    if (connected.isSuccess()) {
                        line.server = connected.channel();
                        client.config().setAutoRead(true);
                        line.server.config().setAutoRead(true);
                    } else {
                        client.close();
                    }
                });
    }

    /** Ends every line, the silent ones too. */
    @Override
    public void close() {
        open.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static void reset(Channel channel) {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }

    /** Both ends; the loop's thread only. */
    private static final class Line {
        private final Channel client;
        private final Fault fault;
        private Channel server;
        private long bytesLeft;
        private boolean vanished;

        Line(Channel client, Fault fault) {
            this.client = client;
            this.server = client;
            this.fault = fault;
            bytesLeft = fault.bytesUntilEnd;
        }

        /** To the client it looks like another network that it changed to; the server's end stays as it is. */
        void vanish() {
            vanished = true;
            reset(client);
        }

        void endOnce() {
            if (vanished) {
                return;
            }
            if (fault.vanishes) {
                vanish();
            } else {
                reset(client);
                reset(server);
            }
        }
    }

    /** One direction of a line. */
    private static final class Forwarder extends ChannelInboundHandlerAdapter {
        private final Line line;
        private final boolean fromClient;
        private final Queue<ByteBuf> onItsWay = new ArrayDeque<>();
        private long dueNanos;
        private boolean wasReset;

        Forwarder(Line line, boolean fromClient) {
            this.line = line;
            this.fromClient = fromClient;
        }

        private Channel to() {
            return fromClient ? line.server : line.client;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            line.bytesLeft -= bytes.readableBytes();
            if (line.vanished || line.bytesLeft < 0) {
                bytes.release();
                line.endOnce();
                return;
            }
            onItsWay.add(bytes);
            later(ctx, this::forward);
        }

        /** What waits longest; nothing, when the line has ended meanwhile. */
        private void forward() {
            ByteBuf bytes = onItsWay.poll();
            if (bytes == null) {
                return;
            }
            if (!line.fault.byteByByte) {
                to().writeAndFlush(bytes);
                return;
            }
            while (bytes.isReadable()) {
                to().writeAndFlush(bytes.readRetainedSlice(1));
            }
            bytes.release();
        }

        /** Not before what was to happen earlier: tasks of one time may change their order, but they are all the same. */
        private void later(ChannelHandlerContext ctx, Runnable task) {
            if (line.fault.delayMillisMax == 0) {
                task.run();
                return;
            }
            long nowNanos = System.nanoTime();
            long delayNanos = (long) (Math.random() * TimeUnit.MILLISECONDS.toNanos(line.fault.delayMillisMax));
            dueNanos = Math.max(dueNanos, nowNanos + delayNanos);
            ctx.channel().eventLoop().schedule(task, dueNanos - nowNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (line.vanished || wasReset) {
                onItsWay.forEach(ByteBuf::release);
                onItsWay.clear();
            }
            if (wasReset && !line.vanished) {
                reset(to());
            } else if (!line.vanished) {
                while (!onItsWay.isEmpty()) {
                    forward();
                }
                to().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            wasReset = true;
            ctx.close();
        }
    }
}
