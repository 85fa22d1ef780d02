package chat.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.LeakPresenceDetector;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/**
 * What must hold for any bytes that come over a WebSocket: nothing breaks, the answer is sound frames with one close frame
 * at most, memory is held for what came and not for what was claimed, and at the end everything is released.
 */
final class FramePath {
    private static final int CLOSE = 8;
    private static final int INTERNAL_ERROR = 1011;

    /** The first byte says who connects and how the network cuts what it brings. */
    private static final int PLAIN = 0x80;

    private static final int COMPRESSING = 0x40;
    private static final int[] CHUNKS = {Integer.MAX_VALUE, 1, 2, 3, 13, 126, 1_000, 4_096};

    /** A connection holds the bytes that came, in a buffer that may have grown for them, and its answers. */
    private static final int HELD_BYTES_MIN = 4_096;

    private FramePath() {}

    /** Conversations to start from. */
    static Stream<byte[]> seeds() {
        String hello = "{\"type\":\"hello\",\"id\":1,\"name\":\"Ana\"}";
        String join = "{\"type\":\"join\",\"id\":2,\"room\":\"lobby\",\"after\":0}";
        String send = "{\"type\":\"send\",\"id\":3,\"room\":\"lobby\",\"cid\":\"c1\",\"text\":\"olá\"}";
        byte[] chat = bytes(frame(0x81, hello), frame(0x81, join), frame(0x81, send), frame(0x89, "p"));
        byte[] pages = bytes(
                frame(0x81, hello),
                frame(0x81, join),
                frame(0x81, "{\"type\":\"history\",\"room\":\"lobby\",\"before\":9}"),
                frame(0x81, "{\"type\":\"rooms\"}"),
                frame(0x81, "{\"type\":\"members\",\"room\":\"lobby\"}"),
                frame(0x81, "{\"type\":\"createRoom\",\"room\":\"jazz\"}"),
                frame(0x81, "{\"type\":\"typing\",\"room\":\"lobby\"}"),
                frame(0x81, "{\"type\":\"leave\",\"room\":\"lobby\"}"));
        byte[] fragments = bytes(frame(0x01, hello.substring(0, 9)), frame(0x89, ""), frame(0x80, hello.substring(9)));
        byte[] lines = bytes(frame(0x81, "oi\r\n"), frame(0x01, "a"), frame(0x00, "b"), frame(0x80, "c\u001b[2J"));
        // "Hello" as RFC 7692 compresses it, whole and in two frames.
        byte[] whole = {(byte) 0xf2, 0x48, (byte) 0xcd, (byte) 0xc9, (byte) 0xc9, 0x07, 0x00};
        byte[] compressed = bytes(frame(0xc1, whole), frame(0x41, whole, 0, 3), frame(0x80, whole, 3, 7));
        byte[] close = {0x03, (byte) 0xe8, 'b', 'y', 'e'};
        byte[] claims = {(byte) 0x81, (byte) 0xfe, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0, '{'};
        byte[] lies = {(byte) 0x82, (byte) 0xff, 0x7f, 0, 0, 0, 0, 0, 0, 0};
        return Stream.of(chat, pages, fragments, lines, compressed, claims, lies, frame(0x88, close), frame(0x82, "b"))
                .flatMap(conversation -> Stream.of(0, 1, 4, COMPRESSING, PLAIN, PLAIN | COMPRESSING | 5)
                        .map(how -> bytes(new byte[] {how.byteValue()}, conversation)));
    }

    /**
     * Insists on all of it.
     *
     * @return the server's answer, frames and all
     */
    static byte[] check(byte[] input) {
        if (input.length == 0) {
            return input;
        }
        boolean plain = (input[0] & PLAIN) != 0;
        boolean compressing = (input[0] & COMPRESSING) != 0;
        int chunk = CHUNKS[input[0] & 7];
        String extension = "Sec-WebSocket-Extensions: " + (compressing ? "permessage-deflate" : "none-that-is-known");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (EmbeddedServer server = new EmbeddedServer(TestConfig.defaults())) {
            if (plain) {
                server.upgrade("/ws?name=ana&after=0", extension);
            } else {
                server.upgrade("/ws", "Sec-WebSocket-Protocol: chat.v1", extension);
            }
            answer.writeBytes(server.sent());
            int step = Math.min(chunk, input.length);
            for (int at = 1; at < input.length; at += step) {
                server.receive(input, at, Math.min(at + step, input.length));
                answer.writeBytes(server.sent());
                assertThat(server.heldBytes())
                        .as("bytes held for %d that came", at + step)
                        .isLessThanOrEqualTo(HELD_BYTES_MIN + 4L * input.length);
            }
            for (int seconds : new int[] {12, 40, 10, 10}) {
                server.pass(seconds);
                answer.writeBytes(server.sent());
            }
            assertThat(server.isOpen()).as("open, though nobody says anything").isEqualTo(server.isPaused());
        }
        LeakPresenceDetector.check();
        checkFrames(ByteBuffer.wrap(answer.toByteArray()), compressing);
        return answer.toByteArray();
    }

    private static void checkFrames(ByteBuffer in, boolean compressing) {
        while (in.hasRemaining()) {
            int first = in.get() & 0xff;
            int opcode = first & 0xf;
            assertThat(first & 0xb0).as("final, no reserved bits but the first").isEqualTo(0x80);
            assertThat(opcode).as("opcode").isIn(1, CLOSE, 9, 10);
            byte[] payload = new byte[length(in)];
            in.get(payload);
            if ((first & 0x40) != 0) {
                assertThat(compressing && opcode == 1).as("may be compressed").isTrue();
            } else if (opcode == 1) {
                assertThat(new String(payload, UTF_8).getBytes(UTF_8))
                        .as("UTF-8")
                        .isEqualTo(payload);
            }
            if (opcode == CLOSE) {
                int code = payload.length < 2 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
                assertThat(code).as("close code").isNotEqualTo(INTERNAL_ERROR);
                assertThat(in.remaining()).as("bytes after the close frame").isZero();
            }
        }
    }

    private static int length(ByteBuffer in) {
        int length = in.get() & 0xff;
        return switch (length) {
            case 126 -> in.getShort() & 0xffff;
            case 127 -> Math.toIntExact(in.getLong());
            default -> length;
        };
    }

    private static byte[] frame(int firstByte, String payload) {
        return frame(firstByte, payload.getBytes(UTF_8));
    }

    private static byte[] frame(int firstByte, byte[] payload) {
        return frame(firstByte, payload, 0, payload.length);
    }

    /** A frame with a mask that changes nothing, so that a fuzzer sees through it. */
    private static byte[] frame(int firstByte, byte[] payload, int from, int to) {
        int length = to - from;
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (length < 126) {
            frame.write(0x80 | length);
        } else {
            frame.write(0x80 | 126);
            frame.write(length >> 8);
            frame.write(length);
        }
        frame.writeBytes(new byte[4]);
        frame.write(payload, from, length);
        return frame.toByteArray();
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
