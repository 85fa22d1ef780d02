package chat.server.room;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How somebody comes into a room.
 *
 * @param after the last {@code seq} seen; absent: live from now on
 * @param epoch the epoch that was counted in; absent: the present one
 */
public record Arrival(Visitor visitor, OptionalLong after, Optional<String> epoch) {}
