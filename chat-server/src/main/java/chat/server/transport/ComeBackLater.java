package chat.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** All there is to a connection above the limit: one answer, whatever was asked, and a close. */
final class ComeBackLater extends ChannelInboundHandlerAdapter {
    private static final String TEXT = "Too many connections; come back later.\n";
    private static final ByteBuf ANSWER =
            LastingBytes.of(("HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n"
                            + "content-type: text/plain; charset=utf-8\r\ncontent-length: " + TEXT.length() + "\r\n\r\n"
                            + TEXT)
                    .getBytes(StandardCharsets.US_ASCII));

    private final Watch watch;

    ComeBackLater(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Linger.after(ctx.writeAndFlush(ANSWER.duplicate()), ctx, watch);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
    }
}
