package chat.server.transport;

import chat.protocol.CloseCode;
import chat.server.config.WebSocket;
import chat.server.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inbound half of a WebSocket, and the last handler of the pipeline: makes whole messages of frames and gives them to the
 * session, answers pings, sends heartbeats, and takes every violation to the one way out, {@link Session#close}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Failed writes end the connection by way of exceptionCaught.
class FrameHandler extends WatchedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);
    private static final int RSV1 = 0x4;

    private final Shared shared;
    private final LoopLocal loop;
    private final WebSocketConnection connection;
    private final Session session;
    private @Nullable FragmentedMessage fragmented;
    private boolean heard;
    private long lastHeardNanos;
    private long nextHeartbeatNanos;
    private long unreadBytes;
    private final Lasting stalled = new Lasting();

    FrameHandler(Shared shared, LoopLocal loop, WebSocketConnection connection, Session session) {
        super(loop.watch());
        this.shared = shared;
        this.loop = loop;
        this.connection = connection;
        this.session = session;
        lastHeardNanos = now();
        // Connections that came together must not all be pinged together.
        nextHeartbeatNanos = now() + ThreadLocalRandom.current().nextLong(heartbeatNanos() + 1);
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (msg instanceof WebSocketFrame frame && !connection.isClosing()) {
                heard = true;
                receive(frame);
            }
        } catch (Violation violation) {
            violated(ctx, violation.code(), violation.getMessage());
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void receive(WebSocketFrame frame) throws Violation {
        checkReservedBits(frame);
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            receiveFirst(frame);
        } else if (frame instanceof ContinuationWebSocketFrame) {
            receiveNext(frame);
        } else if (frame instanceof PingWebSocketFrame) {
            pong(frame.content());
        } else if (frame instanceof CloseWebSocketFrame) {
            connection.peerCloses(PeerClose.read(frame.content()));
            session.close(CloseCode.NORMAL);
        } else if (!(frame instanceof PongWebSocketFrame)) {
            throw new IllegalStateException("frame: " + frame.getClass() + " (expected: one of RFC 6455)");
        }
    }

    /** RSV1 marks the first frame of a compressed message, if compression was negotiated; the others have no meaning. */
    private void checkReservedBits(WebSocketFrame frame) throws Violation {
        boolean first = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        int allowed = first && connection.compresses() ? RSV1 : 0;
        if ((frame.rsv() & ~allowed) != 0) {
            throw new Violation(CloseCode.PROTOCOL_ERROR, "reserved bits: 0 unless an extension gives them a meaning");
        }
    }

    private void receiveFirst(WebSocketFrame frame) throws Violation {
        boolean text = frame instanceof TextWebSocketFrame;
        boolean compressed = frame.rsv() == RSV1;
        if (!frame.isFinalFragment()) {
            fragmented = new FragmentedMessage(limits(), text, compressed);
            fragmented.add(frame.content());
            return;
        }
        byte[] payload = ByteBufUtil.getBytes(frame.content());
        if (compressed) {
            payload = loop.deflation().inflate(payload, payload.length);
        }
        deliver(text, text ? checkText(payload) : payload);
    }

    private void receiveNext(WebSocketFrame frame) throws Violation {
        FragmentedMessage message = fragmented;
        if (message == null) {
            throw new Violation(CloseCode.PROTOCOL_ERROR, "continuation: after a first fragment");
        }
        message.add(frame.content());
        if (frame.isFinalFragment()) {
            fragmented = null;
            deliver(message.isText(), message.finish(loop.deflation()));
        }
    }

    private void deliver(boolean text, byte[] payload) {
        shared.metrics().messagesReceived.increment();
        if (text) {
            session.onText(payload);
        } else {
            onBinary(payload);
        }
    }

    /** A whole binary message. */
    void onBinary(byte[] payload) {
        session.onBinary();
    }

    static byte[] checkText(byte[] payload) throws Violation {
        if (Utf8.check(Utf8.COMPLETE, payload, 0, payload.length) != Utf8.COMPLETE) {
            throw notUtf8();
        }
        return payload;
    }

    static Violation notUtf8() {
        return new Violation(CloseCode.INVALID_TEXT, "text: UTF-8");
    }

    /** Whoever pings without reading our pongs gets no more of them. */
    private void pong(ByteBuf payload) {
        if (connection.isWritable()) {
            ByteBuf frame = context().alloc().ioBuffer(2 + Frames.CONTROL_BYTES_MAX);
            Frames.writePong(frame, payload);
            connection.write(frame);
        }
    }

    @Override
    public final void channelReadComplete(ChannelHandlerContext ctx) {
        connection.flush();
    }

    @Override
    public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (connection.isWritable()) {
            // A task of its own, because this happens in the middle of somebody's write or flush.
            ctx.executor().execute(this::writable);
        }
    }

    private void writable() {
        if (!connection.isClosing() && connection.isWritable()) {
            session.onWritable();
        }
    }

    @Override
    final void excuse(long nanos) {
        lastHeardNanos += nanos;
    }

    @Override
    final void sweep(long nowNanos) {
        if (connection.isClosing()) {
            return;
        }
        if (heard || connection.isPaused()) {
            heard = false;
            lastHeardNanos = nowNanos;
        } else if (nowNanos - lastHeardNanos >= TimeUnit.MILLISECONDS.toNanos(limits().deadAfterMillis())) {
            shared.metrics().heartbeatsLost.increment();
            session.close(CloseCode.HEARTBEAT_LOST);
            return;
        }
        if (hasStalled(nowNanos)) {
            session.close(CloseCode.SLOW_READER);
            return;
        }
        if (nowNanos - nextHeartbeatNanos >= 0) {
            nextHeartbeatNanos = nowNanos + heartbeatNanos();
            heartbeat();
        }
        if (!connection.isClosing()) {
            session.onTick(nowNanos);
        }
    }

    /** Whether the peer has read nothing for too long of what fills the connection: answers, that is, no less than events. */
    private boolean hasStalled(long nowNanos) {
        long before = unreadBytes;
        unreadBytes = connection.unreadBytes();
        boolean stalls = !connection.isWritable() && unreadBytes >= before;
        return stalled.nanos(stalls, nowNanos)
                >= TimeUnit.MILLISECONDS.toNanos(shared.config().rooms().catchUpMillisMax());
    }

    private void heartbeat() {
        if (connection.isWritable()) {
            connection.write(Frames.PING.duplicate());
        }
        session.onHeartbeat();
        connection.flush();
    }

    @Override
    final void shutDown() {
        if (!connection.isClosing()) {
            session.close(CloseCode.RESTART);
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        shared.metrics().webSocketsClosed.increment();
        session.onClosed();
    }

    /** {@link WebSocketConnection} says so when too much is unwritten. */
    @Override
    public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof CloseCode code) {
            session.close(code);
        }
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            violated(ctx, codeOf(corrupted), corrupted.getMessage());
        } else if (cause instanceof IOException) {
            LOG.debug("{} failed: {}", ctx.channel(), cause.toString());
            ctx.close();
        } else {
            LOG.error("{} met a bug of ours; closing it", ctx.channel(), cause);
            closeBecauseOfBug();
        }
    }

    private void violated(ChannelHandlerContext ctx, CloseCode code, @Nullable String rule) {
        if (!connection.isClosing()) {
            shared.metrics().violations.increment();
            LOG.debug("{} broke a rule of WebSocket ({}): {}", ctx.channel(), code.code(), rule);
            session.close(code);
        }
    }

    private static CloseCode codeOf(CorruptedWebSocketFrameException corrupted) {
        int status = corrupted.closeStatus().code();
        if (status == CloseCode.TOO_BIG.code()) {
            return CloseCode.TOO_BIG;
        }
        return status == CloseCode.INVALID_TEXT.code() ? CloseCode.INVALID_TEXT : CloseCode.PROTOCOL_ERROR;
    }

    private void closeBecauseOfBug() {
        try {
            session.close(CloseCode.INTERNAL_ERROR);
        } catch (RuntimeException another) {
            LOG.error("The session cannot even close", another);
            connection.close(CloseCode.INTERNAL_ERROR);
        }
    }

    private WebSocket limits() {
        return shared.config().webSocket();
    }

    private long heartbeatNanos() {
        return TimeUnit.MILLISECONDS.toNanos(limits().heartbeatMillis());
    }
}
