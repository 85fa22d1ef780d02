package chat.server.store;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One room's newest events in a ring. Guarded by the {@link MemoryMessageStore} that owns it. */
final class MemoryLog {
    private static final int CAPACITY_MIN = 16;

    private final RoomName room;
    private final RoomTitle title;
    private RoomEvent[] ring = new RoomEvent[CAPACITY_MIN];
    private long first = 1;
    private long last;
    private long weightBytes;

    MemoryLog(RoomName room, RoomTitle title) {
        this.room = room;
        this.title = title;
    }

    StoredRoom asStoredRoom() {
        return new StoredRoom(room, title, Topic.NONE, last);
    }

    long nextSeq() {
        return last + 1;
    }

    int size() {
        return (int) (last - first + 1);
    }

    long weightBytes() {
        return weightBytes;
    }

    void add(RoomEvent event) {
        if (size() == ring.length) {
            grow();
        }
        last = event.seq();
        ring[slot(last)] = event;
        weightBytes += weight(event);
    }

    /** Forgets the oldest event and returns what it weighed. */
    @SuppressWarnings("NullAway") // a free slot of the ring holds null, and is not read before it is filled
    int dropOldest() {
        int dropped = weight(ring[slot(first)]);
        ring[slot(first)] = null;
        first++;
        weightBytes -= dropped;
        if (size() == 0 && ring.length > CAPACITY_MIN) {
            // Whoever lost all its events was not written to for long; its ring would outlive the cap on all rooms.
            ring = new RoomEvent[CAPACITY_MIN];
        }
        return dropped;
    }

    /** How many events the ring has place for, filled or not. */
    int capacity() {
        return ring.length;
    }

    Page page(PageRequest request) {
        List<RoomEvent> events = new ArrayList<>();
        int bytesLeft = request.bytesMax();
        boolean forward = request.direction() == PageRequest.Direction.AFTER;
        long seq = forward ? Math.max(request.seq(), first - 1) + 1 : Math.min(request.seq() - 1, last);
        while (seq >= first && seq <= last && events.size() < request.eventsMax()) {
            RoomEvent event = ring[slot(seq)];
            bytesLeft -= weight(event);
            if (bytesLeft < 0 && !events.isEmpty()) {
                break;
            }
            events.add(event);
            seq += forward ? 1 : -1;
        }
        if (!forward) {
            Collections.reverse(events);
        }
        return new Page(List.copyOf(events), first, last);
    }

    private void grow() {
        RoomEvent[] old = ring;
        ring = new RoomEvent[old.length * 2];
        for (long seq = first; seq <= last; seq++) {
            ring[slot(seq)] = old[(int) (seq & (old.length - 1))];
        }
    }

    private int slot(long seq) {
        return (int) (seq & (ring.length - 1));
    }

    private static int weight(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            return Draft.weightBytes(posted.text());
        }
        throw new IllegalStateException("event: " + event.getClass().getSimpleName() + " (expected: Posted)");
    }
}
