package chat.server.room;

import chat.protocol.RoomEvent;
import chat.server.store.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A room's newest events, so that whoever is a little behind seldom costs a read of the store. As in the store, messages are
 * here in their present state, and a deleted text is nowhere. Confined to the room's executor; bounded by
 * {@link #EVENTS_MAX} events and {@link #BYTES_MAX}.
 */
final class RecentEvents {
    static final int EVENTS_MAX = 256;

    /** What they may weigh together, but that the newest one stays. */
    static final int BYTES_MAX = 256 * 1024;

    private final TreeMap<Long, RoomEvent> events = new TreeMap<>();
    private int bytes;

    /** Adds events that follow what is here. */
    void add(List<RoomEvent> newest) {
        for (RoomEvent event : newest) {
            events.put(event.seq(), event);
            bytes += Draft.weightBytes(event);
            Present.apply(event, events, this::replace);
        }
        while (events.size() > EVENTS_MAX || (bytes > BYTES_MAX && events.size() > 1)) {
            bytes -= Draft.weightBytes(events.pollFirstEntry().getValue());
        }
    }

    private void replace(RoomEvent event) {
        RoomEvent before = events.put(event.seq(), event);
        bytes += Draft.weightBytes(event) - (before == null ? 0 : Draft.weightBytes(before));
    }

    /** Between what is here and what comes next there is a hole, or what is here is no longer so. */
    void forget() {
        events.clear();
        bytes = 0;
    }

    /**
     * The events right after {@code seq}; nothing when they are not all here. The page ends at {@code eventsMax}, or before
     * {@code bytesMax} is passed, but holds at least one event when there is one.
     */
    Optional<List<RoomEvent>> after(long seq, int eventsMax, int bytesMax) {
        if (events.isEmpty() || events.firstKey() > seq + 1) {
            return Optional.empty();
        }
        List<RoomEvent> page = new ArrayList<>();
        int pageBytes = 0;
        for (RoomEvent event : events.tailMap(seq, false).values()) {
            pageBytes += Draft.weightBytes(event);
            if (page.size() == eventsMax || (pageBytes > bytesMax && !page.isEmpty())) {
                break;
            }
            page.add(event);
        }
        return Optional.of(page);
    }
}
