package chat.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A WebSocket frame as a client would read it; written from RFC 6455 and RFC 7692, independent of what wrote it. */
public final class WireFrame {
    private final boolean compressed;
    private final int headerBytes;
    private final byte[] payload;

    private WireFrame(boolean compressed, int headerBytes, byte[] payload) {
        this.compressed = compressed;
        this.headerBytes = headerBytes;
        this.payload = payload;
    }

    public boolean compressed() {
        return compressed;
    }

    public int headerBytes() {
        return headerBytes;
    }

    public byte[] payload() {
        return payload;
    }

    /** All frames in a buffer, which must be whole, unfragmented, unmasked text frames; moves no index. */
    public static List<WireFrame> readAll(ByteBuf buffer) {
        ByteBuf in = buffer.duplicate();
        List<WireFrame> frames = new ArrayList<>();
        while (in.isReadable()) {
            frames.add(read(in));
        }
        return frames;
    }

    private static WireFrame read(ByteBuf in) {
        int start = in.readerIndex();
        int first = in.readUnsignedByte();
        if ((first & 0xbf) != 0x81) {
            throw new AssertionError("first byte: %02x (expected: 81 or c1)".formatted(first));
        }
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        int header = in.readerIndex() - start;
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readBytes(payload);
        return new WireFrame((first & 0x40) != 0, header, payload);
    }

    /** What the frame says. */
    public String text() {
        return new String(compressed ? inflated() : payload, UTF_8);
    }

    private byte[] inflated() {
        Inflater inflater = new Inflater(true);
        try {
            // RFC 7692 section 7.2.2: the four bytes that every message leaves out are put back.
            byte[] input = new byte[payload.length + 4];
            System.arraycopy(payload, 0, input, 0, payload.length);
            input[payload.length + 2] = (byte) 0xff;
            input[payload.length + 3] = (byte) 0xff;
            inflater.setInput(input);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[1 << 16];
            for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
                out.write(chunk, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new AssertionError("payload: not deflated", e);
        } finally {
            inflater.end();
        }
    }
}
