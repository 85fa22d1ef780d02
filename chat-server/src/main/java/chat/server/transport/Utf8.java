package chat.server.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks UTF-8 piece by piece. The state between two pieces is an {@code int}: {@link #COMPLETE} between two characters,
 * {@link #INVALID} forever after a mistake, otherwise how many bytes the character still needs and in which range the next
 * one lies (that range is what keeps out overlong forms, surrogates and everything beyond U+10FFFF).
 */
final class Utf8 {
    /** Everything so far is valid, and no character is half done. */
    static final int COMPLETE = 0;

    /** Something was wrong. */
    static final int INVALID = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** The state after the bytes from {@code from} to {@code to}, exclusive. */
    static int check(int state, byte[] bytes, int from, int to) {
        int current = state;
        int i = from;
        while (i < to && current != INVALID) {
            if (current == COMPLETE) {
                i = skipAscii(bytes, i, to);
                if (i == to) {
                    return COMPLETE;
                }
                current = begin(bytes[i] & 0xff);
            } else {
                current = continued(current, bytes[i] & 0xff);
            }
            i++;
        }
        return current;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private static int begin(int first) {
        if (first >= 0xc2 && first <= 0xdf) {
            return expecting(1, 0x80, 0xbf);
        }
        if (first >= 0xe0 && first <= 0xef) {
            return expecting(2, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
        }
        if (first >= 0xf0 && first <= 0xf4) {
            return expecting(3, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
        }
        return INVALID;
    }

    private static int continued(int state, int next) {
        int count = state >> 16;
        int low = (state >> 8) & 0xff;
        int high = state & 0xff;
        if (next < low || next > high) {
            return INVALID;
        }
        return count == 1 ? COMPLETE : expecting(count - 1, 0x80, 0xbf);
    }

    private static int expecting(int count, int low, int high) {
        return count << 16 | low << 8 | high;
    }
}
