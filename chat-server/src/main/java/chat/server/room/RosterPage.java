package chat.server.room;

import chat.protocol.RoomMember;
import java.util.List;

/**
 * Some of a room's members, in the order of their ids.
 *
 * @param count how many there are in all
 * @param more some come after these
 */
public record RosterPage(int count, List<RoomMember> members, boolean more) {}
