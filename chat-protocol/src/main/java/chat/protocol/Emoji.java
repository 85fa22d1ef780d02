package chat.protocol;

/**
 * What somebody reacts with: one emoji, in whatever sequence of code points it takes.
 *
 * @param value 1 to {@link ProtocolLimits#EMOJI_CODE_POINTS_MAX} code points, at least one of them beyond ASCII; no
 *     letters, blanks and controls, so that it is no way to post a text
 */
public record Emoji(String value) {
    private static final String RULE = "one emoji, at most 16 code points";

    /** Checks the value; clients' input goes through {@link #parse}. */
    public Emoji {
        if (!isValid(value)) {
            throw new IllegalArgumentException("emoji: " + value.length() + " characters (expected: " + RULE + ")");
        }
    }

    /** A client's input as an emoji. */
    public static Emoji parse(String value) throws ProtocolException {
        if (!isValid(value)) {
            throw new ProtocolException(ErrorCode.INVALID_FIELD, "emoji", "emoji: " + RULE);
        }
        return new Emoji(value);
    }

    private static boolean isValid(String value) {
        return value.length() <= 2 * ProtocolLimits.EMOJI_CODE_POINTS_MAX
                && value.codePointCount(0, value.length()) <= ProtocolLimits.EMOJI_CODE_POINTS_MAX
                && value.codePoints().anyMatch(c -> c > 0x7f && !isJoiner(c))
                && value.codePoints().allMatch(Emoji::isAllowed);
    }

    /** Zero width joiner, variation selectors, keycap and tags: parts of an emoji, but none alone. */
    private static boolean isJoiner(int c) {
        return c == 0x200d || c == 0xfe0e || c == 0xfe0f || c == 0x20e3 || (c >= 0xe0020 && c <= 0xe007f);
    }

    private static boolean isAllowed(int c) {
        if (isJoiner(c)) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.OTHER_SYMBOL, Character.MODIFIER_SYMBOL, Character.MATH_SYMBOL -> true;
            // Keycaps, and the two punctuation marks that are emoji.
            case Character.DECIMAL_DIGIT_NUMBER -> c <= 0x7f;
            default -> c == '#' || c == '*' || c == 0x203c || c == 0x2049 || c == 0x3030;
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
