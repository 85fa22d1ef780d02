package chat.load.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** What all connections of an event loop share because only one of them is at work at a time. On that loop only. */
final class Scratch {
    private static final int BYTES_MIN = 65_536;
    private static final int HEAD_BYTES_MAX = 14;

    /** What a sender leaves off at the end of a compressed message, RFC 7692 section 7.2.1. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private byte[] incoming = new byte[BYTES_MIN];
    private byte[] outgoing = new byte[BYTES_MIN];
    private byte[] inflated = new byte[BYTES_MIN];
    private byte[] deflated = new byte[BYTES_MIN];
    private final Inflater inflater = new Inflater(true);
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

    /** The state of a xorshift generator: keys of masks need to differ, not to be secret. */
    private long random = System.nanoTime() | 1;

    /** Room for so many bytes that came in. What was there before is gone. */
    byte[] incoming(int bytes) {
        if (incoming.length < bytes) {
            incoming = new byte[Math.max(bytes, 2 * incoming.length)];
        }
        return incoming;
    }

    /** Where {@link #inflate} puts what it gets. */
    byte[] inflated() {
        return inflated;
    }

    /**
     * Inflates a message into {@link #inflated}.
     *
     * @param bytesMax more is an error
     * @return how many bytes it is
     */
    int inflate(byte[] bytes, int from, int to, int bytesMax) throws DataFormatException {
        inflater.reset();
        inflater.setInput(bytes, from, to - from);
        int length = inflate(0, bytesMax);
        inflater.setInput(TAIL);
        return inflate(length, bytesMax);
    }

    private int inflate(int from, int bytesMax) throws DataFormatException {
        int length = from;
        while (true) {
            if (length == inflated.length) {
                if (length > bytesMax) {
                    throw new DataFormatException("more than " + bytesMax + " bytes");
                }
                inflated = Arrays.copyOf(inflated, 2 * length);
            }
            int more = inflater.inflate(inflated, length, inflated.length - length);
            length += more;
            if (more == 0) {
                return length;
            }
        }
    }

    /** A text frame, compressed. */
    ByteBuf deflatedText(ByteBufAllocator allocator, byte[] payload, int length) {
        deflater.reset();
        deflater.setInput(payload, 0, length);
        int written = 0;
        while (true) {
            int more = deflater.deflate(deflated, written, deflated.length - written, Deflater.SYNC_FLUSH);
            written += more;
            if (written < deflated.length) {
                break;
            }
            deflated = Arrays.copyOf(deflated, 2 * deflated.length);
        }
        return frame(allocator, 0xc1, deflated, Math.max(0, written - TAIL.length));
    }

    /**
     * A masked frame.
     *
     * @param first its first byte: flags and kind
     */
    ByteBuf frame(ByteBufAllocator allocator, int first, byte[] payload, int length) {
        if (outgoing.length < length + HEAD_BYTES_MAX) {
            outgoing = new byte[2 * (length + HEAD_BYTES_MAX)];
        }
        byte[] out = outgoing;
        int at = 0;
        out[at++] = (byte) first;
        if (length < 126) {
            out[at++] = (byte) (0x80 | length);
        } else if (length < 65_536) {
            out[at++] = (byte) (0x80 | 126);
            out[at++] = (byte) (length >> 8);
            out[at++] = (byte) length;
        } else {
            out[at++] = (byte) (0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out[at++] = (byte) ((long) length >> shift);
            }
        }
        int key = at;
        int mask = nextMask();
        for (int i = 0; i < 4; i++) {
            out[at++] = (byte) (mask >> (8 * i));
        }
        for (int i = 0; i < length; i++) {
            out[at + i] = (byte) (payload[i] ^ out[key + (i & 3)]);
        }
        return allocator.directBuffer(at + length).writeBytes(out, 0, at + length);
    }

    private int nextMask() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (int) random;
    }
}
