package chat.protocol;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The key of a room, which never changes: NFKC, lower case, letters (with their marks), digits, {@code - _ .}
 *
 * @param value 1 to {@link ProtocolLimits#ROOM_NAME_CODE_POINTS_MAX} code points
 */
public record RoomName(String value) implements Comparable<RoomName> {
    private static final String RULE = "1 to 64 letters, digits, - _ or .";

    /** The room everybody finds. */
    public static final RoomName LOBBY = new RoomName("lobby");

    /** Checks that the value is a key already; clients' input goes through {@link #parse}. */
    public RoomName {
        if (!isKey(value)) {
            throw new IllegalArgumentException("room: " + value + " (expected: " + RULE + ", lower case, NFKC)");
        }
    }

    /** A client's input as a room's key, folded; {@code Café} and {@code CAFÉ} are one room. */
    public static RoomName parse(String text) throws ProtocolException {
        // Folding can only shorten what is far too long by so much; this keeps normalisation cheap.
        if (text.length() <= 4 * ProtocolLimits.ROOM_NAME_CODE_POINTS_MAX) {
            String key = isAsciiKey(text) ? text : fold(text);
            if (isKey(key)) {
                return new RoomName(key);
            }
        }
        throw new ProtocolException(ErrorCode.INVALID_FIELD, "room", "room: " + RULE);
    }

    /** Most rooms: nothing to fold, and this is asked for every message. */
    private static boolean isAsciiKey(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= ProtocolLimits.ROOM_NAME_CODE_POINTS_MAX;
    }

    private static String fold(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private static boolean isKey(String value) {
        if (isAsciiKey(value)) {
            return true;
        }
        int length = value.codePointCount(0, value.length());
        return length >= 1
                && length <= ProtocolLimits.ROOM_NAME_CODE_POINTS_MAX
                && value.codePoints().allMatch(RoomName::isAllowed)
                && !Characters.isMark(value.codePointAt(0))
                && fold(value).equals(value);
    }

    private static boolean isAllowed(int c) {
        return c == '-' || c == '_' || c == '.' || Characters.isForNames(c);
    }

    @Override
    public int compareTo(RoomName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
