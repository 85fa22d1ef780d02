package chat.protocol;

import java.text.Normalizer;

/**
 * Why somebody was restricted, or a message reported, in the words of who did it.
 *
 * @param value 1 to {@link ProtocolLimits#REASON_CODE_POINTS_MAX} code points on one line, at least one to be seen
 */
public record Reason(String value) {
    private static final String RULE = "1 to 500 characters, no control characters";

    /** Checks the value; clients' input goes through {@link #parse}. */
    public Reason {
        if (!isValid(value)) {
            throw new IllegalArgumentException("reason: " + value.length() + " characters (expected: " + RULE + ")");
        }
    }

    /** A client's input as a reason. */
    public static Reason parse(String text) throws ProtocolException {
        // What is far too long is not worth normalising.
        if (text.length() <= 4 * ProtocolLimits.REASON_CODE_POINTS_MAX) {
            String value = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
            if (isValid(value)) {
                return new Reason(value);
            }
        }
        throw new ProtocolException(ErrorCode.INVALID_FIELD, "reason", "reason: " + RULE);
    }

    private static boolean isValid(String value) {
        return value.codePointCount(0, value.length()) <= ProtocolLimits.REASON_CODE_POINTS_MAX
                && value.codePoints().allMatch(Characters::isPrintable)
                && value.codePoints().anyMatch(Characters::isVisible);
    }

    @Override
    public String toString() {
        return value;
    }
}
