package chat.protocol;

/**
 * Who somebody is, whatever the name: made by the server, public, never reused.
 *
 * @param value 1 to 32 characters of {@code a-z 0-9}
 */
public record UserId(String value) implements Comparable<UserId> {
    private static final String RULE = "1 to 32 characters of a-z 0-9";

    /** Checks the value; clients' input goes through {@link #parse}. */
    public UserId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("user id: " + value + " (expected: " + RULE + ")");
        }
    }

    /** A client's input as a user id. */
    public static UserId parse(String value) throws ProtocolException {
        if (!isValid(value)) {
            throw new ProtocolException(ErrorCode.INVALID_FIELD, null, RULE);
        }
        return new UserId(value);
    }

    private static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > 32) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
