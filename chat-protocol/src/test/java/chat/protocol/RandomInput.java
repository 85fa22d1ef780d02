package chat.protocol;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random input, leaning towards what is likely to break something. */
final class RandomInput {
    private static final String LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** What names may hold beside letters, and what only looks like it: dots, marks, ligatures, signs. */
    private static final String NEAR_LATIN = LATIN + " .-_'()İıßﬁ\u0301\u030a\u00c5Åſ";

    private static final String EDGES =
            "\u0000\t\n\r\u001b\u007f\u0085\u200b\u202e\u2028\ufeff\uffff\ud800\udfff\"\\<&";
    private static final String CID_CHARACTERS = LATIN + "._:-";
    private static final String JSON_CHARACTERS = "\"\\{}[]:,0e-.n ";

    private final Random random;

    RandomInput(Random random) {
        this.random = random;
    }

    /** From 0 to {@code bound}, without the latter. */
    int number(int bound) {
        return random.nextInt(bound);
    }

    /** Any time, the impossible ones too. */
    long at() {
        return random.nextLong();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Letters, marks and signs that names are made of, with some that they are not. */
    String word() {
        return switch (random.nextInt(4)) {
            case 0 -> characters(NEAR_LATIN, random.nextInt(41));
            case 1 -> ranges(random.nextInt(7), '\u0370', '\u06ff', '\u0900', '\u11ff');
            case 2 -> ranges(random.nextInt(41), '\u3040', '\u30ff', '\uac00', '\ud7af');
            default -> string(6);
        };
    }

    /** Any characters at all, halves of surrogate pairs too. */
    String string(int lengthMax) {
        int length = random.nextInt(lengthMax + 1);
        StringBuilder text = new StringBuilder(length + 1);
        while (text.length() < length) {
            switch (random.nextInt(5)) {
                case 0 -> text.append(characters(EDGES, 1));
                case 1 -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
                case 2 -> text.appendCodePoint(0x1_0000 + random.nextInt(0x10_0000));
                default -> text.append(characters(NEAR_LATIN, 1));
            }
        }
        return text.toString();
    }

    ClientMessage.Send send() {
        String text = MessageText.stripped(string(300));
        return new ClientMessage.Send(
                numberOrNothing(),
                RoomName.LOBBY,
                new Cid(cid()),
                new MessageText(text.isEmpty() ? "-" : text),
                numberOrNothing());
    }

    /** A place in a log, the largest too. */
    long position() {
        return random.nextInt(4) == 0 ? JsonFields.INTEGER_MAX - random.nextInt(2) : 1 + (random.nextLong() >>> 11);
    }

    /** Characters that a {@code cid} may have, as many as it may. */
    String cid() {
        return characters(CID_CHARACTERS, 1 + random.nextInt(ProtocolLimits.CID_LENGTH_MAX));
    }

    /** At least one character of any kind but controls and halves of pairs. */
    String line() {
        String text = MessageText.stripped(string(100)).replace('\t', ' ').replace('\n', ' ');
        return text.isEmpty() ? "-" : text;
    }

    /** The input with one byte overwritten. */
    byte[] damaged(byte[] input) {
        byte[] damaged = input.clone();
        boolean ofJson = random.nextBoolean();
        damaged[random.nextInt(damaged.length)] =
                (byte) (ofJson ? characters(JSON_CHARACTERS, 1).charAt(0) : random.nextInt(256));
        return damaged;
    }

    private @Nullable Long numberOrNothing() {
        return random.nextInt(4) == 0 ? null : position();
    }

    private String characters(String choices, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(choices.charAt(random.nextInt(choices.length())));
        }
        return text.toString();
    }

    /** Characters from either of two ranges, the last ones included. */
    private String ranges(int length, char from1, char to1, char from2, char to2) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextBoolean()
                            ? (char) (from1 + random.nextInt(to1 - from1 + 1))
                            : (char) (from2 + random.nextInt(to2 - from2 + 1)));
        }
        return text.toString();
    }
}
