package chat.load.relay;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;

/** What one says, all get. */
final class Chat extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private final ChannelGroup everybody;
    private final Passing passing;

    Chat(ChannelGroup everybody, Passing passing) {
        this.everybody = everybody;
        this.passing = passing;
    }

    /** How a message gets to everybody. */
    interface Passing {
        /** Passes it on; the frame is only lent. On the event loop of its sender. */
        void pass(ChannelGroup everybody, TextWebSocketFrame frame);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof HandshakeComplete) {
            everybody.add(ctx.channel());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
        passing.pass(everybody, frame);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
