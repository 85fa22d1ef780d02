package chat.server.transport;

import chat.protocol.CloseCode;
import chat.server.config.WebSocket;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A message of which more fragments are to come. Bounded in bytes and in fragments; plain text is checked as it comes, so
 * that invalid text fails at once.
 */
final class FragmentedMessage {
    private static final int BYTES_MIN = 256;

    private final WebSocket limits;
    private final boolean text;
    private final boolean compressed;
    private byte[] bytes = new byte[BYTES_MIN];
    private int length;
    private int fragments;
    private int utf8 = Utf8.COMPLETE;

    FragmentedMessage(WebSocket limits, boolean text, boolean compressed) {
        this.limits = limits;
        this.text = text;
        this.compressed = compressed;
    }

    boolean isText() {
        return text;
    }

    void add(ByteBuf fragment) throws Violation {
        int more = fragment.readableBytes();
        if (++fragments > limits.fragmentsMax()) {
            throw new Violation(CloseCode.POLICY_VIOLATION, "message: at most " + limits.fragmentsMax() + " fragments");
        }
        if (length + more > limits.messageBytesMax()) {
            throw new Violation(CloseCode.TOO_BIG, "message: at most " + limits.messageBytesMax() + " bytes");
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limits.messageBytesMax(), Math.max(2 * bytes.length, length + more)));
        }
        fragment.getBytes(fragment.readerIndex(), bytes, length, more);
        if (text && !compressed) {
            utf8 = Utf8.check(utf8, bytes, length, length + more);
            if (utf8 == Utf8.INVALID) {
                throw FrameHandler.notUtf8();
            }
        }
        length += more;
    }

    /** The whole message; nothing may be added any more. */
    byte[] finish(Deflation deflation) throws Violation {
        if (compressed) {
            byte[] inflated = deflation.inflate(bytes, length);
            return text ? FrameHandler.checkText(inflated) : inflated;
        }
        if (utf8 != Utf8.COMPLETE) {
            throw FrameHandler.notUtf8();
        }
        return Arrays.copyOf(bytes, length);
    }
}
