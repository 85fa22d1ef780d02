package chat.protocol;

/**
 * How far a user has read a room, on whatever device.
 *
 * @param seq the newest event read, 0 when nothing was
 * @param unread messages of others behind it that are not deleted: exact up to {@link ProtocolLimits#UNREAD_MAX}, one
 *     more than that means more
 * @param mentions how many of the unread call the user, by name or with everybody; counted like {@code unread}
 * @param asOf the room's newest event when this was counted: later ones are not in {@code unread}, others are
 */
public record ReadMark(RoomName room, long seq, int unread, int mentions, long asOf) {
    /** Nothing is read, and nothing is there. */
    public static ReadMark none(RoomName room) {
        return new ReadMark(room, 0, 0, 0, 0);
    }
}
