package chat.server.transport;

import chat.protocol.CloseCode;
import chat.server.config.WebSocket;
import chat.server.session.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/** The outbound half of a WebSocket: what session and room write. The inbound half is {@link FrameHandler}. */
@SuppressWarnings("FutureReturnValueIgnored") // Failed writes end the connection by way of exceptionCaught.
final class WebSocketConnection implements Connection {
    /** Smaller messages are not worth a deflater's time. */
    static final int COMPRESSED_BYTES_MIN = 1_024;

    private final ChannelHandlerContext decoderContext;
    private final Channel channel;
    private final WebSocket limits;
    private final LoopLocal loop;
    private final boolean compresses;
    private boolean closing;
    private boolean flushIsDue;
    private @Nullable PeerClose peerClose;

    /** @param decoderContext that of the {@link FrameDecoder}; whatever stands before it, TLS say, sees what is written */
    WebSocketConnection(ChannelHandlerContext decoderContext, WebSocket limits, LoopLocal loop, boolean compresses) {
        this.decoderContext = decoderContext;
        this.channel = decoderContext.channel();
        this.limits = limits;
        this.loop = loop;
        this.compresses = compresses;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public boolean compresses() {
        return compresses;
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void write(ByteBuf frames) {
        if (closing) {
            frames.release();
        } else {
            decoderContext.write(frames, decoderContext.voidPromise());
        }
    }

    @Override
    public void flush() {
        flushIsDue = false;
        decoderContext.flush();
    }

    @Override
    public void send(byte[] utf8) {
        if (closing || peerClose != null) {
            return;
        }
        if (unwrittenBytes() + utf8.length > limits.unwrittenBytesMax()) {
            flush();
            if (unwrittenBytes() + utf8.length > limits.unwrittenBytesMax()) {
                decoderContext.fireUserEventTriggered(CloseCode.SLOW_READER);
                return;
            }
        }
        write(frame(utf8));
        flushSoon();
    }

    private ByteBuf frame(byte[] utf8) {
        if (compresses && utf8.length >= COMPRESSED_BYTES_MIN) {
            ByteBuf payload = decoderContext.alloc().ioBuffer(utf8.length / 2);
            try {
                loop.deflation().deflate(utf8, payload);
                return framed(payload.readableBytes(), true).writeBytes(payload);
            } finally {
                payload.release();
            }
        }
        return framed(utf8.length, false).writeBytes(utf8);
    }

    private ByteBuf framed(int length, boolean compressed) {
        ByteBuf frame = decoderContext.alloc().ioBuffer(Frames.HEADER_BYTES_MAX + length);
        Frames.writeTextHeader(frame, length, compressed);
        return frame;
    }

    /** Many messages of one turn become one write to the network. */
    private void flushSoon() {
        if (!flushIsDue) {
            flushIsDue = true;
            decoderContext.executor().execute(this::flushDue);
        }
    }

    private void flushDue() {
        if (flushIsDue) {
            flush();
        }
    }

    private long unwrittenBytes() {
        return channel.isWritable()
                ? 0
                : channel.bytesBeforeWritable() + channel.config().getWriteBufferLowWaterMark();
    }

    /** Bytes that the peer has left with us, to the byte: it shrinks with every read of the slowest peer. */
    long unreadBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    @Override
    public void pauseReads(boolean paused) {
        if (!closing) {
            ((FrameDecoder) decoderContext.handler()).pause(decoderContext, paused);
        }
    }

    @Override
    public void close(CloseCode code) {
        if (closing) {
            return;
        }
        ByteBuf frame = decoderContext.alloc().ioBuffer(2 + Frames.CONTROL_BYTES_MAX);
        if (peerClose == null) {
            Frames.writeClose(frame, code.code(), code.sentence());
        } else {
            peerClose.writeAnswer(frame);
        }
        closing = true;
        Linger.after(decoderContext.writeAndFlush(frame), decoderContext, loop.watch());
    }

    /** The peer closed in a proper way; our close frame will be the answer to that. */
    void peerCloses(PeerClose close) {
        peerClose = close;
    }

    /** After our close frame nothing is written and what comes is thrown away. */
    boolean isClosing() {
        return closing;
    }

    boolean isPaused() {
        return decoderContext.handler() instanceof FrameDecoder decoder && decoder.isPaused();
    }
}
