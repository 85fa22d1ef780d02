package chat.server.room;

import chat.protocol.RoomEvent;
import java.util.List;

/**
 * A piece of the log for members that read it.
 *
 * @param upTo as far as they are behind it
 * @param last that is the head of the log: they go live
 */
record Stretch(List<RoomEvent> events, long upTo, boolean last) {
    /** As far as a member is that cannot take it now. */
    long before() {
        return events.isEmpty() ? upTo : events.get(0).seq() - 1;
    }
}
