package chat.server.room;

import chat.protocol.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is committed while a question about the log is under way. Whoever asks may have been told of it before the answer
 * comes; so the answer is brought up to then, or looked for once more. Confined to the room's executor; bounded by
 * {@link #EVENTS_MAX}.
 */
final class Meanwhile {
    /** With more the answer is looked for once more. */
    static final int EVENTS_MAX = 10_000;

    private final List<RoomEvent> events = new ArrayList<>();
    private boolean whole = true;

    void add(List<RoomEvent> committed) {
        if (events.size() + committed.size() > EVENTS_MAX) {
            lose();
        } else {
            events.addAll(committed);
        }
    }

    /** The log went on, or was changed, by what is not known here. */
    void lose() {
        whole = false;
        events.clear();
    }

    /** Whether all is known that was committed, and none of it is such that an answer cannot be brought up to it. */
    boolean allows(Predicate<RoomEvent> upsets) {
        return whole && events.stream().noneMatch(upsets);
    }

    /** A part of the log, read since this began, as it is now. */
    List<RoomEvent> applyTo(List<RoomEvent> page) {
        if (events.isEmpty()) {
            return page;
        }
        TreeMap<Long, RoomEvent> present = new TreeMap<>();
        page.forEach(event -> present.put(event.seq(), event));
        events.forEach(event -> Present.apply(event, present, changed -> present.put(changed.seq(), changed)));
        return List.copyOf(present.values());
    }
}
