package chat.protocol;

import java.text.Normalizer;

/**
 * What pages show for a room.
 *
 * @param value 1 to {@link ProtocolLimits#ROOM_TITLE_CODE_POINTS_MAX} code points without controls, at least one to be seen
 */
public record RoomTitle(String value) {
    private static final String RULE = "1 to 64 characters, no control characters";

    /** Checks the value; clients' input goes through {@link #parse}. */
    public RoomTitle {
        if (!isValid(value)) {
            throw new IllegalArgumentException("title: " + value.length() + " characters (expected: " + RULE + ")");
        }
    }

    /** A client's input as a title. */
    public static RoomTitle parse(String text) throws ProtocolException {
        String value = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (!isValid(value)) {
            throw new ProtocolException(ErrorCode.INVALID_FIELD, "title", "title: " + RULE);
        }
        return new RoomTitle(value);
    }

    /** A room's name as its title. */
    public static RoomTitle of(RoomName room) {
        return new RoomTitle(room.value());
    }

    private static boolean isValid(String value) {
        int length = value.codePointCount(0, value.length());
        return length >= 1
                && length <= ProtocolLimits.ROOM_TITLE_CODE_POINTS_MAX
                && value.codePoints().anyMatch(Characters::isVisible)
                && value.codePoints().allMatch(Characters::isPrintable);
    }

    @Override
    public String toString() {
        return value;
    }
}
