package chat.protocol;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The key of a room, which never changes. That of a public one: NFKC, lower case, letters (with their marks), digits,
 * {@code - _ .}; that of a private or direct one, which the server makes: {@code ~p} or {@code ~d} and 25 of {@code a-z 2-7}.
 *
 * @param value 1 to {@link ProtocolLimits#ROOM_NAME_CODE_POINTS_MAX} code points
 */
public record RoomName(String value) implements Comparable<RoomName> {
    private static final String RULE = "1 to 64 letters, digits, - _ or .";

    /** The room everybody finds. */
    public static final RoomName LOBBY = new RoomName("lobby");

    private static final String HIDDEN_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /** Characters behind the first two, of five bits each. */
    private static final int HIDDEN_LENGTH = 25;

    /** How many bytes a hidden key is made of; of the last one three bits are left over. */
    public static final int HIDDEN_BYTES = 16;

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
            // What the server made is never spelled in another way.
            String key = isAsciiKey(text) || isHiddenKey(text) ? text : fold(text);
            if (isHiddenKey(text) || isPublicKey(key)) {
                return new RoomName(key);
            }
        }
        throw new ProtocolException(ErrorCode.INVALID_FIELD, "room", "room: " + RULE);
    }

    /**
     * The key of a private room.
     *
     * @param random {@link #HIDDEN_BYTES} that nobody can guess
     */
    public static RoomName ofPrivate(byte[] random) {
        return new RoomName(hidden('p', random));
    }

    /**
     * The key of a direct room.
     *
     * @param mac {@link #HIDDEN_BYTES} that stand for the people in it, and that nobody else can make
     */
    public static RoomName ofDirect(byte[] mac) {
        return new RoomName(hidden('d', mac));
    }

    private static String hidden(char kind, byte[] bytes) {
        if (bytes.length != HIDDEN_BYTES) {
            throw new IllegalArgumentException("key: " + bytes.length + " bytes (expected: " + HIDDEN_BYTES + ")");
        }
        BigInteger bits = new BigInteger(1, bytes);
        StringBuilder key = new StringBuilder().append('~').append(kind);
        for (int i = 0; i < HIDDEN_LENGTH; i++) {
            key.append(HIDDEN_ALPHABET.charAt(bits.shiftRight(5 * i).intValue() & 31));
        }
        return key.toString();
    }

    /** Who may find the room. */
    public Visibility visibility() {
        if (value.charAt(0) != '~') {
            return Visibility.PUBLIC;
        }
        return value.charAt(1) == 'p' ? Visibility.PRIVATE : Visibility.DIRECT;
    }

    /** Whether somebody else than a member may know of the room. */
    public boolean isPublic() {
        return visibility() == Visibility.PUBLIC;
    }

    private static boolean isHiddenKey(String value) {
        return value.length() == 2 + HIDDEN_LENGTH
                && (value.startsWith("~p") || value.startsWith("~d"))
                && value.chars().skip(2).allMatch(c -> HIDDEN_ALPHABET.indexOf(c) >= 0);
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
        return isHiddenKey(value) || isPublicKey(value);
    }

    private static boolean isPublicKey(String value) {
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
