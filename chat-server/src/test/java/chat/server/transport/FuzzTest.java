package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.test.LeakPresenceExtension;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random requests and frames, cut at random. Whatever comes: no warning, no leak, at most one close frame, and nothing after
 * it. The system property {@code fuzz.rounds} says how many; a failure names its seed.
 */
@ExtendWith(LeakPresenceExtension.class)
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1_000);
    private static final byte[] OPCODES = {
        0x00,
        0x01,
        0x02,
        (byte) 0x80,
        (byte) 0x81,
        (byte) 0x82,
        (byte) 0x88,
        (byte) 0x89,
        (byte) 0x8a,
        0x41,
        (byte) 0xc1,
        (byte) 0xc2
    };

    @Test
    void framesOfEveryKind() {
        try (LogTracker log = new LogTracker()) {
            for (int seed = 0; seed < ROUNDS; seed++) {
                Random random = new Random(seed);
                String[] headers = random.nextBoolean()
                        ? new String[] {"Sec-WebSocket-Extensions: permessage-deflate"}
                        : new String[0];
                try (TestPipeline pipeline = TestPipeline.open(TestConfig.defaults(), headers)) {
                    byte[] input = frames(random);
                    ByteArrayOutputStream sent = new ByteArrayOutputStream();
                    for (int from = 0; from < input.length; ) {
                        int to = Math.min(input.length, from + 1 + random.nextInt(64));
                        pipeline.receive(Arrays.copyOfRange(input, from, to));
                        sent.writeBytes(pipeline.sent());
                        from = to;
                    }
                    assertNothingAfterAClose(seed, sent.toByteArray());
                }
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void requestsOfEveryKind() {
        byte[] alphabet = "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n :\t\0\n\r%?"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] sound = TestPipeline.upgrade("/ws").getBytes(StandardCharsets.US_ASCII);
        try (LogTracker log = new LogTracker()) {
            for (int seed = 0; seed < ROUNDS; seed++) {
                Random random = new Random(seed);
                byte[] input = sound.clone();
                for (int i = random.nextInt(6); i > 0; i--) {
                    input[random.nextInt(input.length)] = alphabet[random.nextInt(alphabet.length)];
                }
                try (TestPipeline pipeline = new TestPipeline(TestConfig.defaults())) {
                    int cut = random.nextInt(input.length);
                    pipeline.receive(Arrays.copyOf(input, cut));
                    pipeline.receive(Arrays.copyOfRange(input, cut, input.length));
                    assertThat(pipeline.sentText()).as("seed %d", seed).matches("(?s)|HTTP/1\\.1 .*");
                }
            }
            assertThat(log.lines()).isEmpty();
        }
    }

    private static byte[] frames(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = random.nextInt(12); i >= 0; i--) {
            byte[] payload = new byte[random.nextInt(200)];
            if (random.nextInt(3) == 0) {
                random.nextBytes(payload);
            } else {
                Arrays.fill(payload, (byte) 'a');
            }
            byte[] frame = RawClient.masked(OPCODES[random.nextInt(OPCODES.length)] & 0xff, payload);
            if (random.nextInt(20) == 0) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }

    /** Walks over the server's frames, which all are short enough for 7 or 16 bits of length. */
    private static void assertNothingAfterAClose(int seed, byte[] sent) {
        int at = 0;
        while (at < sent.length) {
            int length = sent[at + 1] & 0xff;
            int header = 2;
            if (length == 126) {
                length = (sent[at + 2] & 0xff) << 8 | (sent[at + 3] & 0xff);
                header = 4;
            }
            boolean close = sent[at] == (byte) 0x88;
            at += header + length;
            assertThat(!close || at == sent.length)
                    .as("seed %d: the end after a close frame", seed)
                    .isTrue();
        }
        assertThat(at).as("seed %d: whole frames", seed).isEqualTo(sent.length);
    }
}
