package chat.server.room;

import chat.protocol.RoomMember;
import chat.protocol.User;
import java.util.List;

/**
 * Some of a room's members, in the order of their ids.
 *
 * @param count how many there are in all
 * @param more some come after these
 */
public record RosterPage(int count, List<User> users, boolean more) {
    /** The same as a list of members tells them. */
    public List<RoomMember> members() {
        return users.stream().map(RoomMember::of).toList();
    }
}
