package chat.load.drive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Random;

/**
 * The text of a message: {@code #RUN:TIME.SENDER.NUMBER} and words up to its size. All numbers have a fixed width, so that
 * reading them needs no search once it is known where they stand; the name of the run keeps messages of others apart.
 *
 * <p>On one event loop only.
 */
final class Body {
    /** How long the name of a run is; of {@code a-z 0-9}. */
    static final int RUN_LENGTH = 6;

    private static final int TIME_DIGITS = 13;
    private static final int SENDER_DIGITS = 6;
    private static final int NUMBER_DIGITS = 9;
    private static final int MARK_LENGTH = RUN_LENGTH + 2;
    private static final int SENDER_AT = MARK_LENGTH + TIME_DIGITS + 1;
    private static final int NUMBER_AT = SENDER_AT + SENDER_DIGITS + 1;
    private static final int HEAD_LENGTH = NUMBER_AT + NUMBER_DIGITS;

    /** A head, a space and a full stop. */
    static final int BYTES_MIN = HEAD_LENGTH + 2;

    /** Words enough that messages after each other have different ones. */
    private static final int WORDS_BYTES = 65_536;

    private static final String SYLLABLES = "casamerolitudopemanovirateboju";

    private final byte[] mark;
    private final int sizeBytes;
    private final byte[] words;

    /**
     * Texts of a run.
     *
     * @param sizeBytes at least {@link #BYTES_MIN}
     */
    Body(String run, int sizeBytes) {
        this.mark = ("#" + run + ":").getBytes(US_ASCII);
        this.sizeBytes = sizeBytes;
        this.words = words(WORDS_BYTES + sizeBytes);
    }

    /** About as compressible as what people write. */
    private static byte[] words(int bytes) {
        Random random = new Random(1);
        StringBuilder words = new StringBuilder(bytes + 20);
        while (words.length() < bytes) {
            for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
                int at = 2 * random.nextInt(SYLLABLES.length() / 2);
                words.append(SYLLABLES, at, at + 2);
            }
            words.append(' ');
        }
        return words.toString().getBytes(US_ASCII);
    }

    /** Writes one; returns where it ends. */
    int write(byte[] out, int at, long time, int sender, int number) {
        System.arraycopy(mark, 0, out, at, MARK_LENGTH);
        digits(out, at + MARK_LENGTH, TIME_DIGITS, time);
        out[at + SENDER_AT - 1] = '.';
        digits(out, at + SENDER_AT, SENDER_DIGITS, sender);
        out[at + NUMBER_AT - 1] = '.';
        digits(out, at + NUMBER_AT, NUMBER_DIGITS, number);
        out[at + HEAD_LENGTH] = ' ';
        int rest = sizeBytes - BYTES_MIN;
        System.arraycopy(words, (int) (number * 61L % WORDS_BYTES), out, at + HEAD_LENGTH + 1, rest);
        // A text that ends in a space might come back without it.
        out[at + sizeBytes - 1] = '.';
        return at + sizeBytes;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    /**
     * Where a message of this run begins, or -1.
     *
     * @param guess where one began last time, counted from {@code from}
     */
    int find(byte[] bytes, int from, int to, int guess) {
        if (isAt(bytes, from + guess, to)) {
            return from + guess;
        }
        for (int at = from; at <= to - BYTES_MIN; at++) {
            if (bytes[at] == '#' && isAt(bytes, at, to)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int at, int to) {
        if (at > to - BYTES_MIN) {
            return false;
        }
        for (int i = 0; i < MARK_LENGTH; i++) {
            if (bytes[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The time of the message that begins there. */
    static long time(byte[] bytes, int at) {
        return number(bytes, at + MARK_LENGTH, TIME_DIGITS);
    }

    static int sender(byte[] bytes, int at) {
        return (int) number(bytes, at + SENDER_AT, SENDER_DIGITS);
    }

    static int number(byte[] bytes, int at) {
        return (int) number(bytes, at + NUMBER_AT, NUMBER_DIGITS);
    }

    /** Writes a number with leading zeros. */
    static void digits(byte[] out, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Reads a number of so many digits. */
    static long number(byte[] bytes, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return value;
    }
}
