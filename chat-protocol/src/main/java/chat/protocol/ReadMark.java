package chat.protocol;

/**
 * How far a user has read a room, on whatever device.
 *
 * @param seq the newest event read, 0 when nothing was
 * @param unread messages of others behind it that are not deleted: exact up to {@link ProtocolLimits#UNREAD_MAX}, one
 *     more than that means more
 */
public record ReadMark(RoomName room, long seq, int unread) {}
