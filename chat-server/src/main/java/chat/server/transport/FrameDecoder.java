package chat.server.transport;

import chat.server.config.WebSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;

/**
 * Netty's frame decoder, which can be paused between two frames: while it is, bytes that were read already wait here as
 * bytes, at most one read buffer and one frame of them, and the network is not read.
 *
 * <p>Violations are thrown as {@link io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException}; closing is up
 * to {@link FrameHandler}, and so are the reserved bits.
 */
final class FrameDecoder extends WebSocket13FrameDecoder {
    private boolean paused;

    FrameDecoder(WebSocket limits) {
        super(config(limits));
    }

    /** How Netty is to decode; the same for {@code WebSocketServerProtocolHandler}. */
    static WebSocketDecoderConfig config(WebSocket limits) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.messageBytesMax())
                .expectMaskedFrames(true)
                .allowMaskMismatch(false)
                .allowExtensions(true)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    boolean isPaused() {
        return paused;
    }

    void pause(ChannelHandlerContext ctx, boolean pause) {
        if (pause == paused) {
            return;
        }
        paused = pause;
        ctx.channel().config().setAutoRead(!pause);
        if (!pause && actualReadableBytes() > 0) {
            // A task of its own, because this may be called from within the decoding of these very bytes.
            ctx.executor().execute(() -> resume(ctx));
        }
    }

    private void resume(ChannelHandlerContext ctx) {
        if (ctx.isRemoved()) {
            return;
        }
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!paused) {
            super.decode(ctx, in, out);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        if (paused) {
            // Not the superclass: it would read on, because nothing was decoded.
            ctx.fireChannelReadComplete();
        } else {
            super.channelReadComplete(ctx);
        }
    }
}
