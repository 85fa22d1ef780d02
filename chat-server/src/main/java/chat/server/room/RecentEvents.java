package chat.server.room;

import chat.protocol.RoomEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A room's newest events, so that whoever is a little behind seldom costs a read of the store. Confined to the room's
 * executor; bounded by {@link #EVENTS_MAX} events and {@link #BYTES_MAX}.
 */
final class RecentEvents {
    static final int EVENTS_MAX = 256;

    /** What they may weigh together, but that the newest one stays. */
    static final int BYTES_MAX = 256 * 1024;

    private final ArrayDeque<RoomEvent> events = new ArrayDeque<>();
    private int bytes;

    /** Adds events that follow what is here. */
    void add(List<RoomEvent> newest) {
        for (RoomEvent event : newest) {
            events.addLast(event);
            bytes += FanOut.weightBytes(event);
        }
        while (events.size() > EVENTS_MAX || (bytes > BYTES_MAX && events.size() > 1)) {
            bytes -= FanOut.weightBytes(events.removeFirst());
        }
    }

    /** Between what is here and what comes next there is a hole. */
    void forget() {
        events.clear();
        bytes = 0;
    }

    /**
     * The events right after {@code seq}; nothing when they are not all here. The page ends at {@code eventsMax}, or before
     * {@code bytesMax} is passed, but holds at least one event when there is one.
     */
    Optional<List<RoomEvent>> after(long seq, int eventsMax, int bytesMax) {
        RoomEvent first = events.peekFirst();
        if (first == null || first.seq() > seq + 1) {
            return Optional.empty();
        }
        List<RoomEvent> page = new ArrayList<>();
        int pageBytes = 0;
        for (RoomEvent event : events) {
            if (event.seq() <= seq) {
                continue;
            }
            pageBytes += FanOut.weightBytes(event);
            if (page.size() == eventsMax || (pageBytes > bytesMax && !page.isEmpty())) {
                break;
            }
            page.add(event);
        }
        return Optional.of(page);
    }
}
