package chat.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;

/**
 * Lets one request's bytes at a time through to the HTTP codec, and only such as every reader of HTTP agrees on: no bare CR
 * or LF, no folded lines, no control characters, bounded in bytes and lines. While an answer is due or unread the following
 * bytes wait here and the network is not read, so that a client which pipelines without reading costs one read buffer.
 *
 * <p>A body comes through when {@link RequestHandler} has asked for it, as many bytes as were announced; every other request
 * that announces one is refused and closed.
 */
final class RequestGuard extends ByteToMessageDecoder {
    /** The request line, in bytes. */
    static final int LINE_BYTES_MAX = 4_096;

    /** Header lines of one request. */
    static final int HEADER_LINES_MAX = 100;

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final int EMPTY_LINE_BYTES = 2;

    private final int headerBytesMax;
    private boolean awaitingAnswer;

    /** Bytes of the body that were asked for and have not come yet. */
    private int bodyBytes;

    // How far the request at the reader index is checked; all offsets count from there.
    private int checked;
    private int lineStart;
    private int lines;
    private int requestLineBytes;

    /** @param headerBytesMax all header lines of one request together */
    RequestGuard(int headerBytesMax) {
        this.headerBytesMax = headerBytesMax;
    }

    /** The request that was let through is answered; the next one may come. */
    void answered(ChannelHandlerContext ctx) {
        awaitingAnswer = false;
        proceed(ctx);
    }

    /** The request that was let through is to be followed by a body of so many bytes. */
    void expectBody(int bytes) {
        bodyBytes = bytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (bodyBytes > 0) {
            int some = Math.min(bodyBytes, in.readableBytes());
            bodyBytes -= some;
            out.add(in.readRetainedSlice(some));
            return;
        }
        if (!mayProceed(ctx)) {
            ctx.channel().config().setAutoRead(false);
            return;
        }
        int length = endOfRequest(in);
        if (length == 0) {
            return;
        }
        checked = 0;
        lineStart = 0;
        lines = 0;
        if (length == EMPTY_LINE_BYTES) {
            // RFC 9112 section 2.2: empty lines before a request are to be ignored.
            in.skipBytes(length);
        } else {
            awaitingAnswer = true;
            out.add(in.readRetainedSlice(length));
        }
    }

    /** Nothing waits here when the connection ends. */
    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        ctx.flush();
        if (ctx.channel().config().isAutoRead()) {
            super.channelReadComplete(ctx);
        } else {
            // Not the superclass: it would read on, because nothing was decoded.
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            proceed(ctx);
        }
        ctx.fireChannelWritabilityChanged();
    }

    private void proceed(ChannelHandlerContext ctx) {
        if (!ctx.channel().config().isAutoRead()) {
            // A task of its own, because this may be called from within the decoding of the bytes in question.
            ctx.executor().execute(() -> resume(ctx));
        }
    }

    private void resume(ChannelHandlerContext ctx) {
        if (ctx.isRemoved() || !mayProceed(ctx)) {
            return;
        }
        ctx.channel().config().setAutoRead(true);
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
        ctx.flush();
    }

    private boolean mayProceed(ChannelHandlerContext ctx) {
        if (awaitingAnswer) {
            return false;
        }
        if (!ctx.channel().isWritable()) {
            ctx.flush();
        }
        return ctx.channel().isWritable();
    }

    /** The length of the request with its empty line; 0 when that has not come yet. */
    private int endOfRequest(ByteBuf in) {
        int start = in.readerIndex();
        int available = in.readableBytes();
        while (checked < available) {
            byte b = in.getByte(start + checked);
            byte before = checked == 0 ? 0 : in.getByte(start + checked - 1);
            checkByte(b, before);
            checked++;
            if (b == LF && endsLine()) {
                return checked;
            }
            checkLength();
        }
        return 0;
    }

    private void checkByte(byte b, byte before) {
        if ((b == LF) != (before == CR)) {
            throw bad("A line ends with CR and LF, and neither stands alone.");
        }
        boolean lineBegins = checked == lineStart;
        if (lineBegins && (b == ' ' || b == '\t')) {
            throw bad("Lines must not be folded.");
        }
        boolean control = (b >= 0 && b < ' ' && b != CR && b != LF) || b == 0x7f;
        if (control && (b != '\t' || lines == 0)) {
            throw bad("Control characters have no place in a request.");
        }
    }

    /** Whether the line that just ended was the empty one. */
    private boolean endsLine() {
        boolean empty = checked - lineStart == EMPTY_LINE_BYTES;
        lineStart = checked;
        if (lines++ == 0) {
            requestLineBytes = checked;
        }
        if (lines > HEADER_LINES_MAX + 2) {
            throw Refusal.closing(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "At most " + HEADER_LINES_MAX + " headers.");
        }
        return empty;
    }

    private void checkLength() {
        if (lines == 0 && checked > LINE_BYTES_MAX) {
            throw Refusal.closing(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG,
                    "A request line has at most " + LINE_BYTES_MAX + " bytes.");
        }
        if (lines > 0 && checked - requestLineBytes > headerBytesMax) {
            throw Refusal.closing(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "Headers have at most " + headerBytesMax + " bytes together.");
        }
    }

    private static Refusal bad(String reason) {
        return Refusal.closing(HttpResponseStatus.BAD_REQUEST, reason);
    }
}
