package chat.load.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetSocketAddress;

/** One event loop, and the connections that are made on it. */
public final class Lane {
    private static final int CONNECT_MILLIS_MAX = 30_000;
    private static final int READ_BYTES = 16_384;
    private static final int SLOW_BUFFER_BYTES = 4_096;

    /** What a sender may have said that the server did not take yet. */
    private static final WriteBufferWaterMark UNSENT_BYTES_MAX = new WriteBufferWaterMark(4 << 20, 8 << 20);

    private final EventLoop loop;
    private final boolean epoll;
    private final Scratch scratch = new Scratch();

    Lane(EventLoop loop, boolean epoll) {
        this.loop = loop;
        this.epoll = epoll;
    }

    /** The loop that everything of this lane happens on. */
    public EventLoop loop() {
        return loop;
    }

    /** Connects; the listener is told how it went. On the loop. */
    public Socket dial(Call call, Socket.Listener listener) {
        Socket socket = new Socket(call.upgrade(), scratch, listener);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT_BYTES_MAX)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .handler(socket);
        call.readBytesMax().ifPresent(bytes -> {
            DefaultMaxMessagesRecvByteBufAllocator little = new FixedRecvByteBufAllocator(Math.max(1, bytes));
            bootstrap
                    .option(ChannelOption.RECVBUF_ALLOCATOR, little.maxMessagesPerRead(1))
                    .option(ChannelOption.SO_RCVBUF, SLOW_BUFFER_BYTES);
        });
        call.from().ifPresent(from -> {
            bootstrap.localAddress(new InetSocketAddress(from, 0));
            if (epoll) {
                // The port is chosen when the other side is known, so that each pair of addresses has all of them.
                bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
            }
        });
        bootstrap.connect(call.server()).addListener(connected -> {
            if (!connected.isSuccess()) {
                socket.end(reason(connected.cause()));
            }
        });
        return socket;
    }

    /** Without the address, so that the same reason is the same words. */
    private static String reason(Throwable cause) {
        if (cause instanceof ConnectException) {
            String words = String.valueOf(cause.getMessage());
            return words.contains("refused") ? "connect: refused" : "connect: timed out";
        }
        return "connect: " + cause.getClass().getSimpleName();
    }
}
