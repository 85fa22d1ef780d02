package chat.protocol;

import java.text.Normalizer;

/**
 * What a room is for, in some lines.
 *
 * @param value 0 to {@link ProtocolLimits#DESCRIPTION_CODE_POINTS_MAX} code points; line ends are {@code \n}, there are no
 *     other controls; empty: no description
 */
public record Description(String value) {
    /** A room without a description. */
    public static final Description NONE = new Description("");

    private static final String RULE = "at most 1000 characters, no control characters other than newline";

    /** Checks the value; clients' input goes through {@link #parse}. */
    public Description {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "description: " + value.length() + " characters (expected: " + RULE + ")");
        }
    }

    /** A client's input as a description; one that shows nothing is none. */
    public static Description parse(String text) throws ProtocolException {
        // What is far too long is not worth normalising.
        if (text.length() <= 4 * ProtocolLimits.DESCRIPTION_CODE_POINTS_MAX) {
            String lines = text.replace("\r\n", "\n").replace('\r', '\n');
            String value = Normalizer.normalize(lines, Normalizer.Form.NFC).strip();
            if (isValid(value)) {
                return value.codePoints().anyMatch(Characters::isVisible) ? new Description(value) : NONE;
            }
        }
        throw new ProtocolException(ErrorCode.INVALID_FIELD, "description", "description: " + RULE);
    }

    private static boolean isValid(String value) {
        return value.codePointCount(0, value.length()) <= ProtocolLimits.DESCRIPTION_CODE_POINTS_MAX
                && value.codePoints().allMatch(c -> c == '\n' || Characters.isPrintable(c));
    }

    @Override
    public String toString() {
        return value;
    }
}
