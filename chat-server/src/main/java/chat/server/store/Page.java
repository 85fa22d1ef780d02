package chat.server.store;

import chat.protocol.RoomEvent;
import java.util.List;

/**
 * A stretch of a room's log.
 *
 * @param events oldest first, without a gap
 * @param first the oldest event the log still has; {@code last + 1} when it has none
 * @param last the newest event, 0 when there was never one
 */
public record Page(List<RoomEvent> events, long first, long last) {}
