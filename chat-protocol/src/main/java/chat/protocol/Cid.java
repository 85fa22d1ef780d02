package chat.protocol;

/**
 * A client's own name for one message, unique per user; pages use a UUID.
 *
 * @param value 1 to {@link ProtocolLimits#CID_LENGTH_MAX} characters of {@code A-Z a-z 0-9 . _ : -}
 */
public record Cid(String value) {
    private static final String RULE = "1 to 64 characters of A-Z a-z 0-9 . _ : -";

    /** Checks the value; wrong ones are a bug of the caller, clients' input goes through {@link #parse}. */
    public Cid {
        if (!isValid(value)) {
            throw new IllegalArgumentException("cid: " + value.length() + " characters (expected: " + RULE + ")");
        }
    }

    /** A client's input as a cid. */
    public static Cid parse(String value) throws ProtocolException {
        if (!isValid(value)) {
            throw new ProtocolException(ErrorCode.INVALID_FIELD, "cid", "cid: " + RULE);
        }
        return new Cid(value);
    }

    static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > ProtocolLimits.CID_LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '-' && c <= ':') || c == '_';
            if (!allowed || c == '/') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
