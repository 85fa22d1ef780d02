package chat.protocol;

/**
 * What is decided about a room, and told by one event.
 *
 * @param archived nothing more is added; what is there can be read
 * @param slowSeconds how long a member waits from one message to the next; 0 to {@link ProtocolLimits#SLOW_SECONDS_MAX}, 0:
 *     not at all
 */
public record RoomSettings(
        RoomTitle title, Description description, Posting posting, boolean archived, int slowSeconds) {

    /** Checks the number. */
    public RoomSettings {
        if (slowSeconds < 0 || slowSeconds > ProtocolLimits.SLOW_SECONDS_MAX) {
            throw new IllegalArgumentException("slowSeconds: " + slowSeconds + " (expected: 0 to 3600)");
        }
    }

    /** Those of a room about which nothing was decided: its name is its title. */
    public static RoomSettings of(RoomName room) {
        return of(RoomTitle.of(room));
    }

    /** Those of a room about which nothing else was decided. */
    public static RoomSettings of(RoomTitle title) {
        return of(title, Description.NONE);
    }

    /** Those of a room about which nothing else was decided. */
    public static RoomSettings of(RoomTitle title, Description description) {
        return new RoomSettings(title, description, Posting.ALL, false, 0);
    }
}
