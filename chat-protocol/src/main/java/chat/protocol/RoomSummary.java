package chat.protocol;

/**
 * A room in the list of rooms.
 *
 * @param members how many users are in it now
 * @param seq its newest event, 0 when it has none
 */
public record RoomSummary(
        RoomName room,
        RoomTitle title,
        Topic topic,
        Description description,
        Posting posting,
        boolean archived,
        int members,
        long seq) {

    /** With what is told of the settings. */
    public static RoomSummary of(RoomName room, RoomSettings settings, Topic topic, int members, long seq) {
        return new RoomSummary(
                room,
                settings.title(),
                topic,
                settings.description(),
                settings.posting(),
                settings.archived(),
                members,
                seq);
    }
}
