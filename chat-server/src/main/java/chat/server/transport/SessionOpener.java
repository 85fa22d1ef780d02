package chat.server.transport;

import chat.protocol.CloseCode;
import chat.server.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.AttributeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the pipeline around once the handshake is answered: everything of HTTP goes, so that an idle connection holds two
 * handlers and no more, and the session begins.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed close has nobody left to be told.
final class SessionOpener extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(SessionOpener.class);

    /** Where Netty keeps the handshaker, which nobody needs any more. */
    private static final AttributeKey<WebSocketServerHandshaker> HANDSHAKER =
            AttributeKey.valueOf(WebSocketServerHandshaker.class, "HANDSHAKER");

    private final Shared shared;
    private final LoopLocal loop;
    private final Upgrade upgrade;

    SessionOpener(Shared shared, LoopLocal loop, Upgrade upgrade) {
        this.shared = shared;
        this.loop = loop;
        this.upgrade = upgrade;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof HandshakeComplete)) {
            ctx.fireUserEventTriggered(event);
            return;
        }
        ctx.channel().attr(HANDSHAKER).set(null);
        ChannelPipeline pipeline = ctx.pipeline();
        FrameDecoder decoder = new FrameDecoder(shared.config().webSocket());
        pipeline.replace("wsdecoder", "frame-decoder", decoder);
        pipeline.remove("wsencoder");
        pipeline.remove("request-handler");
        pipeline.remove("upgrade");
        pipeline.remove("websocket-protocol");
        WebSocketConnection connection = new WebSocketConnection(
                pipeline.context(decoder), shared.config().webSocket(), loop, upgrade.compresses());
        open(pipeline, connection);
        pipeline.remove(this);
        // The last one to go: it passes on what the client sent before it saw our answer.
        pipeline.remove("request-guard");
        ctx.channel().config().setAutoRead(!connection.isPaused());
    }

    private void open(ChannelPipeline pipeline, WebSocketConnection connection) {
        try {
            Session session = shared.sessions().open(connection, upgrade.client());
            pipeline.addLast("frame-handler", shared.frameHandlers().create(shared, loop, connection, session));
            // Counted where there is somebody to count its end.
            shared.metrics().webSocketsOpened.increment();
        } catch (RuntimeException bug) {
            LOG.error("{} could not get a session; closing it", pipeline.channel(), bug);
            shared.metrics().closes.increment(CloseCode.INTERNAL_ERROR);
            connection.close(CloseCode.INTERNAL_ERROR);
        }
    }

    /** The client did not wait for our answer. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} failed: {}", ctx.channel(), cause.toString());
        ctx.close();
    }
}
