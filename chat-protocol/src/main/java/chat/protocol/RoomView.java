package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A room as somebody who is in it sees it.
 *
 * @param role what they are in it
 * @param mutedUntil until when they are muted, epoch milliseconds; 0: for ever; absent: they are not
 */
public record RoomView(
        RoomName room,
        Visibility visibility,
        RoomSettings settings,
        Topic topic,
        Role role,
        @Nullable Long mutedUntil) {

    /** With the visibility that the room's key tells. */
    public static RoomView of(RoomName room, RoomSettings settings, Topic topic, Role role, @Nullable Long mutedUntil) {
        return new RoomView(room, room.visibility(), settings, topic, role, mutedUntil);
    }
}
