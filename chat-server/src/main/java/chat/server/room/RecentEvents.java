package chat.server.room;

import chat.protocol.RoomEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A room's newest events, so that whoever is a little behind seldom costs a read of the store. Confined to the room's
 * executor; bounded by {@link #EVENTS_MAX} events.
 */
final class RecentEvents {
    static final int EVENTS_MAX = 256;

    private final ArrayDeque<RoomEvent> events = new ArrayDeque<>();

    /** Adds events that follow what is here; after a hole everything older is forgotten. */
    void add(List<RoomEvent> newest) {
        RoomEvent last = events.peekLast();
        if (last != null && last.seq() + 1 != newest.get(0).seq()) {
            events.clear();
        }
        for (RoomEvent event : newest) {
            if (events.size() == EVENTS_MAX) {
                events.removeFirst();
            }
            events.addLast(event);
        }
    }

    /** The events right after {@code seq}, at most {@code max}; nothing when they are not all here. */
    Optional<List<RoomEvent>> after(long seq, int max) {
        RoomEvent first = events.peekFirst();
        if (first == null || first.seq() > seq + 1) {
            return Optional.empty();
        }
        List<RoomEvent> page = new ArrayList<>();
        Iterator<RoomEvent> newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            RoomEvent event = newestFirst.next();
            if (event.seq() <= seq) {
                break;
            }
            page.add(event);
        }
        Collections.reverse(page);
        return Optional.of(page.size() > max ? List.copyOf(page.subList(0, max)) : page);
    }
}
