package chat.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** A {@code chat.v1} client's connection. */
final class ChatSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final byte[] ERROR = start("error");
    private static final byte[] CLOSING = start("closing");

    private final Channel channel;
    private final Listener listener;

    /** What a client hears; on the clients' thread. */
    interface Listener {
        /** The connection stands. */
        void opened(ChatSocket socket);

        /** A message of the server, as JSON with {@code type} first; the buffer is only lent. */
        void heard(ChatSocket socket, ByteBuf message);

        /** There is no connection, or it ended, or the server answered with an error. */
        void failed(Throwable why);
    }

    ChatSocket(Channel channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    /** How messages of this type begin. */
    static byte[] start(String type) {
        return ("{\"type\":\"" + type + "\"").getBytes(UTF_8);
    }

    /** Whether a message begins so. */
    static boolean begins(ByteBuf message, byte[] start) {
        if (message.readableBytes() < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (message.getByte(message.readerIndex() + i) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Sends a message; any thread. */
    void say(String json) {
        channel.writeAndFlush(new TextWebSocketFrame(json), channel.voidPromise());
    }

    /** Whether what is said goes out; else the server does not read, as fast as it was said, what was said before. */
    boolean isWritable() {
        return channel.isWritable();
    }

    /** Cuts the connection; any thread. */
    void close() {
        channel.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            listener.opened(this);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            listener.failed(new IllegalStateException("handshake: timed out"));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            listener.failed(new IllegalStateException("closed: " + close.statusCode() + " " + close.reasonText()));
            return;
        }
        ByteBuf message = frame.content();
        if (begins(message, ERROR) || begins(message, CLOSING)) {
            listener.failed(new IllegalStateException("answer: " + message.toString(UTF_8)));
        } else {
            listener.heard(this, message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.failed(new IllegalStateException("connection: ended"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        listener.failed(cause);
        context.close();
    }
}
