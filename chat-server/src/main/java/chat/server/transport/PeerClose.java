package chat.server.transport;

import chat.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * A valid close frame of the peer.
 *
 * @param code -1 when it said nothing
 */
record PeerClose(int code) {
    private static final int NOTHING_SAID = -1;

    /** Reads a close frame's payload, RFC 6455 section 5.5.1. */
    static PeerClose read(ByteBuf payload) throws Violation {
        if (!payload.isReadable()) {
            return new PeerClose(NOTHING_SAID);
        }
        byte[] bytes = ByteBufUtil.getBytes(payload);
        int code = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        if (!maySend(code)) {
            throw new Violation(CloseCode.PROTOCOL_ERROR, "close code: one that may be sent");
        }
        if (Utf8.check(Utf8.COMPLETE, bytes, 2, bytes.length) != Utf8.COMPLETE) {
            throw new Violation(CloseCode.INVALID_TEXT, "close reason: UTF-8");
        }
        return new PeerClose(code);
    }

    /** Section 7.4 and the registry: what has a meaning on the wire, and the ranges for libraries and applications. */
    private static boolean maySend(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    /** The close frame that answers it: the same code. */
    void writeAnswer(ByteBuf out) {
        if (code == NOTHING_SAID) {
            Frames.writeEmptyClose(out);
        } else {
            Frames.writeClose(out, code, "");
        }
    }
}
