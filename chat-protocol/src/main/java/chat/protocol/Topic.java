package chat.protocol;

import java.text.Normalizer;

/**
 * What a room is about at the moment.
 *
 * @param value 0 to {@link ProtocolLimits#TOPIC_CODE_POINTS_MAX} code points on one line, without controls; empty: no topic
 */
public record Topic(String value) {
    /** A room without a topic. */
    public static final Topic NONE = new Topic("");

    private static final String RULE = "at most 250 characters, no control characters";

    /** Checks the value; clients' input goes through {@link #parse}. */
    public Topic {
        if (!isValid(value)) {
            throw new IllegalArgumentException("topic: " + value.length() + " characters (expected: " + RULE + ")");
        }
    }

    /** A client's input as a topic; one that shows nothing is none. */
    public static Topic parse(String text) throws ProtocolException {
        // What is far too long is not worth normalising.
        if (text.length() <= 4 * ProtocolLimits.TOPIC_CODE_POINTS_MAX) {
            String value = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
            if (isValid(value)) {
                return value.codePoints().anyMatch(Characters::isVisible) ? new Topic(value) : NONE;
            }
        }
        throw new ProtocolException(ErrorCode.INVALID_FIELD, "topic", "topic: " + RULE);
    }

    private static boolean isValid(String value) {
        return value.codePointCount(0, value.length()) <= ProtocolLimits.TOPIC_CODE_POINTS_MAX
                && value.codePoints().allMatch(Characters::isPrintable);
    }

    @Override
    public String toString() {
        return value;
    }
}
