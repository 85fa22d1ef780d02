package chat.protocol;

/**
 * A room in the list of rooms.
 *
 * @param members how many users are in it now
 * @param seq its newest event, 0 when it has none
 */
public record RoomSummary(RoomName room, RoomTitle title, Topic topic, int members, long seq) {}
