package chat.protocol;

/**
 * The text of a message: data, never markup. Tab and newline are the only controls in it, because texts reach terminals.
 *
 * @param value 1 to {@link ProtocolLimits#TEXT_CODE_POINTS_MAX} code points; line ends are {@code \n}; empty only in
 *     {@link #ERASED}
 */
public record MessageText(String value) {
    /** What is left of a text that was deleted. No client can post it. */
    public static final MessageText ERASED = new MessageText("");

    /** Checks the value; clients' input goes through {@link #parse} or {@link #stripped}. */
    public MessageText {
        if (isTooLong(value) || !isClean(value)) {
            throw new IllegalArgumentException("text: " + value.length() + " characters (expected: clean text)");
        }
    }

    /** A client's input as a text: line ends become {@code \n}, other controls are refused. */
    public static MessageText parse(String text) throws ProtocolException {
        String value = withPlainLineEnds(text);
        if (value.isEmpty()) {
            throw new ProtocolException(ErrorCode.INVALID_FIELD, "text", "text: must not be empty");
        }
        checkLength(value);
        if (!isClean(value)) {
            throw new ProtocolException(
                    ErrorCode.INVALID_FIELD, "text", "text: no control characters other than tab and newline");
        }
        return new MessageText(value);
    }

    /**
     * What a plain client typed: one trailing line end is dropped and controls are left out in silence, because it cannot
     * be told about them.
     *
     * @return the text, or the empty string when nothing is left to post
     */
    public static String stripped(String typed) {
        String text = withPlainLineEnds(typed);
        if (text.endsWith("\n")) {
            text = text.substring(0, text.length() - 1);
        }
        if (isClean(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(MessageText::isAllowed).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static void checkLength(String value) throws ProtocolException {
        if (isTooLong(value)) {
            throw new ProtocolException(ErrorCode.TOO_LARGE, "text", "text: at most 8000 characters");
        }
    }

    private static boolean isTooLong(String value) {
        return value.length() > ProtocolLimits.TEXT_CODE_POINTS_MAX
                && value.codePointCount(0, value.length()) > ProtocolLimits.TEXT_CODE_POINTS_MAX;
    }

    private static String withPlainLineEnds(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static boolean isClean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (!isAllowed(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(int c) {
        return c == '\t' || c == '\n' || (!Characters.isControl(c) && !Characters.isSurrogate(c));
    }

    @Override
    public String toString() {
        return value;
    }
}
