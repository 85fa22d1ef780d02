package chat.server.room;

import chat.protocol.RoomEvent;
import chat.protocol.SeenMark;
import chat.protocol.Topic;
import chat.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new member learns before anything else.
 *
 * @param access for what the room is to this member
 * @param seq the room's newest event, 0 when it has none; with {@code reset} that of the page
 * @param seen for each user who comes in, how far the others have read; empty but in direct rooms
 * @param reset the newest page, when what was missed cannot be told whole
 */
public record Admission(
        Access access,
        Topic topic,
        long seq,
        RosterPage roster,
        Map<UserId, List<SeenMark>> seen,
        Optional<List<RoomEvent>> reset) {}
