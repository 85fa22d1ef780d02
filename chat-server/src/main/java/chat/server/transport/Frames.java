package chat.server.transport;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Builds the frames that a connection gets for itself, RFC 6455 section 5.2. Frames of a server are not masked. */
final class Frames {
    /** The longest header of a frame that is not masked. */
    static final int HEADER_BYTES_MAX = 10;

    /** A control frame's payload. */
    static final int CONTROL_BYTES_MAX = 125;

    /** A ping without payload; shared by all, never released. */
    static final ByteBuf PING = LastingBytes.of(new byte[] {(byte) 0x89, 0});

    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PONG = 0xA;

    private Frames() {}

    /** The header of a whole text message of so many bytes. */
    static void writeTextHeader(ByteBuf out, int length, boolean compressed) {
        out.writeByte(FIN | (compressed ? RSV1 : 0) | TEXT);
        if (length < 126) {
            out.writeByte(length);
        } else if (length < 65_536) {
            out.writeByte(126).writeShort(length);
        } else {
            out.writeByte(127).writeLong(length);
        }
    }

    /** A pong with the payload of its ping. */
    static void writePong(ByteBuf out, ByteBuf payload) {
        out.writeByte(FIN | PONG).writeByte(payload.readableBytes()).writeBytes(payload);
    }

    /** A close frame; the reason must fit. */
    static void writeClose(ByteBuf out, int code, String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        out.writeByte(FIN | CLOSE).writeByte(2 + utf8.length).writeShort(code).writeBytes(utf8);
    }

    /** A close frame that says nothing. */
    static void writeEmptyClose(ByteBuf out) {
        out.writeByte(FIN | CLOSE).writeByte(0);
    }
}
