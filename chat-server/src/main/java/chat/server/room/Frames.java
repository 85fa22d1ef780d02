package chat.server.room;

import io.netty.buffer.ByteBuf;
import java.util.zip.Deflater;

/** Writes whole, unmasked WebSocket text frames (RFC 6455 section 5.2) into a buffer. */
public final class Frames {
    private static final int FIN_TEXT = 0x81;
    private static final int RSV1 = 0x40;

    /** A payload shorter than this gains nothing from compression. */
    static final int COMPRESS_BYTES_MIN = 128;

    /** The longest frame header without a mask. */
    private static final int HEADER_BYTES_MAX = 10;

    /** What every compressed message would end with, and therefore leaves out (RFC 7692 section 7.2.1). */
    private static final int DEFLATE_TAIL_BYTES = 4;

    private Frames() {}

    /** An upper bound for the frame of a payload, compressed or not. */
    static int bytesMax(int payloadBytes) {
        return HEADER_BYTES_MAX + payloadBytes;
    }

    /** Appends one text frame. */
    public static void appendText(ByteBuf out, byte[] payload) {
        appendHeader(out, FIN_TEXT, payload.length);
        out.writeBytes(payload);
    }

    /**
     * Appends one text frame, compressed (RFC 7692) when that makes it shorter. No state is kept between messages, so one
     * frame serves every receiver.
     *
     * @param deflater raw; used by one thread at a time
     */
    static void appendCompressed(ByteBuf out, byte[] payload, Deflater deflater) {
        if (payload.length < COMPRESS_BYTES_MIN) {
            appendText(out, payload);
            return;
        }
        byte[] compressed = new byte[payload.length];
        deflater.reset();
        deflater.setInput(payload);
        int length = deflater.deflate(compressed, 0, compressed.length, Deflater.SYNC_FLUSH);
        if (length >= compressed.length) {
            appendText(out, payload);
            return;
        }
        appendHeader(out, FIN_TEXT | RSV1, length - DEFLATE_TAIL_BYTES);
        out.writeBytes(compressed, 0, length - DEFLATE_TAIL_BYTES);
    }

    private static void appendHeader(ByteBuf out, int first, int length) {
        out.writeByte(first);
        if (length < 126) {
            out.writeByte(length);
        } else if (length <= 0xffff) {
            out.writeByte(126);
            out.writeShort(length);
        } else {
            out.writeByte(127);
            out.writeLong(length);
        }
    }
}
