package chat.server.transport;

import chat.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Inflates and deflates whole messages, RFC 7692 section 7.2. Messages share no context, so one instance serves all
 * connections of an event loop; only its loop touches it.
 */
final class Deflation {
    /** What a sender leaves off at the end of a message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private static final int SCRATCH_BYTES_MIN = 8_192;

    private final int messageBytesMax;
    private final Inflater inflater = new Inflater(true);
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] scratch = new byte[SCRATCH_BYTES_MIN];

    /** @param messageBytesMax a message that inflates to more is a violation, found before more is allocated */
    Deflation(int messageBytesMax) {
        this.messageBytesMax = messageBytesMax;
    }

    /** The message that was sent as these bytes. */
    byte[] inflate(byte[] compressed, int length) throws Violation {
        byte[] input = Arrays.copyOf(compressed, length + TAIL.length);
        System.arraycopy(TAIL, 0, input, length, TAIL.length);
        inflater.reset();
        inflater.setInput(input);
        int inflated = 0;
        try {
            while (inflater.getRemaining() > 0 || inflated == scratch.length) {
                inflated += inflateMore(inflated);
                if (inflater.finished()) {
                    // A final block ends the stream, not the message: the rest is a stream of its own.
                    int rest = inflater.getRemaining();
                    inflater.reset();
                    inflater.setInput(input, input.length - rest, rest);
                }
            }
        } catch (DataFormatException e) {
            throw new Violation(CloseCode.PROTOCOL_ERROR, "compressed data: malformed");
        }
        return Arrays.copyOf(scratch, inflated);
    }

    private int inflateMore(int inflated) throws DataFormatException, Violation {
        if (inflated == scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.min(2 * scratch.length, messageBytesMax + 1));
        }
        int more = inflater.inflate(scratch, inflated, scratch.length - inflated);
        if (inflated + more > messageBytesMax) {
            throw new Violation(CloseCode.TOO_BIG, "message: more than " + messageBytesMax + " bytes inflated");
        }
        if (more == 0 && !inflater.finished() && !inflater.needsInput()) {
            throw new DataFormatException("no progress");
        }
        return more;
    }

    /** Writes these bytes compressed, without the tail. */
    void deflate(byte[] plain, ByteBuf out) {
        deflater.reset();
        deflater.setInput(plain);
        int from = out.writerIndex();
        int written;
        do {
            written = deflater.deflate(scratch, 0, scratch.length, Deflater.SYNC_FLUSH);
            out.writeBytes(scratch, 0, written);
        } while (written == scratch.length);
        out.writerIndex(Math.max(from, out.writerIndex() - TAIL.length));
    }
}
