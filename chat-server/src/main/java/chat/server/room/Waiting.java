package chat.server.room;

import java.util.Optional;

/**
 * A member that waits for a page of the log.
 *
 * @param joining how it came, when it is not yet told that it is in
 */
record Waiting(Member member, Optional<Arrival> joining) {}
