package chat.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Many {@code chat.v1} clients on one thread, which costs a few microseconds a message: whoever measures a server on the same
 * machine must leave the machine to it.
 */
final class ChatClients implements AutoCloseable {
    private static final int CONNECT_MILLIS_MAX = 30_000;
    private static final int MESSAGE_BYTES_MAX = 1 << 20;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final URI server;

    /** @param server such as {@code ws://127.0.0.1:8765} */
    ChatClients(URI server) {
        this.server = server;
    }

    /** Connects; the listener learns what comes of it, on the clients' thread. */
    void connect(ChatSocket.Listener listener) {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                                .webSocketUri(server.resolve("/ws"))
                                .subprotocol("chat.v1")
                                .maxFramePayloadLength(MESSAGE_BYTES_MAX)
                                .handshakeTimeoutMillis(CONNECT_MILLIS_MAX)
                                .build();
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MESSAGE_BYTES_MAX),
                                        new WebSocketClientProtocolHandler(config),
                                        new ChatSocket(channel, listener));
                    }
                })
                .connect(server.getHost(), server.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        listener.failed(connected.cause());
                    }
                });
    }

    /** Cuts all connections. */
    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
