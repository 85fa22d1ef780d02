package chat.server.room;

import chat.protocol.RoomEvent;
import java.util.List;

/**
 * A page of a room's log, as a client may see it.
 *
 * @param events oldest first
 * @param first the oldest event that the log still has; one more than the newest when it has none
 * @param more there is more in the direction that was asked for
 */
public record LogPage(List<RoomEvent> events, long first, boolean more) {}
