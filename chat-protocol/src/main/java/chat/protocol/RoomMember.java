package chat.protocol;

/**
 * Somebody in a list of a room's members.
 *
 * @param absent a member of a private room who is not connected to it now
 */
public record RoomMember(User user, Role role, boolean absent) {
    /** Somebody who is there, without a special role. */
    public static RoomMember of(User user) {
        return new RoomMember(user, Role.MEMBER, false);
    }
}
