package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JDK's decoder is the judge of what is UTF-8. */
class Utf8Test {
    private final List<String> disagreements = new ArrayList<>();

    private static boolean isValid(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(bytes.length);
        return !decoder.decode(ByteBuffer.wrap(bytes), out, true).isError();
    }

    private static boolean check(byte[] bytes) {
        return Utf8.check(Utf8.COMPLETE, bytes, 0, bytes.length) == Utf8.COMPLETE;
    }

    /** Judges the bytes and notes where the JDK is of another opinion. */
    private void compare(byte[] bytes) {
        if (check(bytes) != isValid(bytes)) {
            disagreements.add(HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void everySequenceOfThreeBytesIsJudgedAsByTheJdk() {
        for (int i = 0x70; i < 0x100; i++) {
            for (int j = 0; j < 0x100; j += 3) {
                for (int k = 0; k < 0x100; k += 5) {
                    compare(new byte[] {(byte) i, (byte) j, (byte) k});
                }
            }
        }
        assertThat(disagreements).isEmpty();
    }

    @Test
    void theEdgesOfFourBytesAreJudgedAsByTheJdk() {
        for (int first = 0xef; first <= 0xff; first++) {
            for (int second = 0; second < 0x100; second++) {
                compare(new byte[] {(byte) first, (byte) second, (byte) 0x80, (byte) 0xbf});
            }
        }
        assertThat(disagreements).isEmpty();
    }

    @Test
    void everyCharacterIsValidInPiecesOfAnySize() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += 7) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= 9; piece++) {
            int state = Utf8.COMPLETE;
            for (int from = 0; from < bytes.length; from += piece) {
                state = Utf8.check(state, bytes, from, Math.min(bytes.length, from + piece));
            }
            assertThat(state).isEqualTo(Utf8.COMPLETE);
        }
    }

    @Test
    void aMistakeBetweenAsciiIsFoundWhereverItIs() {
        Random random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = "a".repeat(1 + random.nextInt(40)).getBytes(StandardCharsets.US_ASCII);
            bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
            assertThat(check(bytes)).isFalse();
        }
    }

    @Test
    void aMistakeIsNotForgotten() {
        int state = Utf8.check(Utf8.COMPLETE, new byte[] {(byte) 0xff}, 0, 1);

        assertThat(Utf8.check(state, new byte[] {'a'}, 0, 1)).isEqualTo(Utf8.INVALID);
    }
}
