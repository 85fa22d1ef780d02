package chat.server.store;

import chat.protocol.RoomEvent;

/** The newest events of one room, found by their {@code seq}. Guarded by whoever owns it. */
final class EventRing {
    private static final int CAPACITY_MIN = 16;

    private RoomEvent[] events = new RoomEvent[CAPACITY_MIN];
    /** When each was stored, counted over all rooms. */
    private long[] ordinals = new long[CAPACITY_MIN];

    private long first = 1;
    private long last;
    private long weightBytes;

    /** Forgets all events; the next one goes on behind the last, leaving out one number. */
    void clear() {
        events = new RoomEvent[CAPACITY_MIN];
        ordinals = new long[CAPACITY_MIN];
        last++;
        first = last + 1;
        weightBytes = 0;
    }

    /** The oldest event it has; one more than {@link #last} when it has none. */
    long first() {
        return first;
    }

    /** The newest event, 0 when there was never one. */
    long last() {
        return last;
    }

    int size() {
        return (int) (last - first + 1);
    }

    long weightBytes() {
        return weightBytes;
    }

    boolean has(long seq) {
        return seq >= first && seq <= last;
    }

    /** The event with this {@code seq}, which is there. */
    RoomEvent at(long seq) {
        return events[slot(seq)];
    }

    /** When the event with this {@code seq}, which is there, was stored. */
    long ordinal(long seq) {
        return ordinals[slot(seq)];
    }

    /** The newest event stored before {@code ordinal}; one less than {@link #first} when there is none. */
    long lastBefore(long ordinal) {
        long low = first - 1;
        long high = last;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (ordinal(middle) < ordinal) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    void add(RoomEvent event, long ordinal) {
        if (size() == events.length) {
            grow();
        }
        last = event.seq();
        events[slot(last)] = event;
        ordinals[slot(last)] = ordinal;
        weightBytes += Draft.weightBytes(event);
    }

    /** Puts another event in the place of one that is there. */
    void replace(RoomEvent event) {
        weightBytes += Draft.weightBytes(event) - Draft.weightBytes(at(event.seq()));
        events[slot(event.seq())] = event;
    }

    /** Forgets the oldest event, which is there. */
    @SuppressWarnings("NullAway") // a free slot of the ring holds null, and is not read before it is filled
    void dropOldest() {
        weightBytes -= Draft.weightBytes(at(first));
        events[slot(first)] = null;
        first++;
        if (size() == 0 && events.length > CAPACITY_MIN) {
            // Whoever lost all its events was not written to for long; its ring would outlive the cap on all rooms.
            events = new RoomEvent[CAPACITY_MIN];
            ordinals = new long[CAPACITY_MIN];
        }
    }

    /** How many events there is place for, filled or not. */
    int capacity() {
        return events.length;
    }

    private void grow() {
        RoomEvent[] oldEvents = events;
        long[] oldOrdinals = ordinals;
        events = new RoomEvent[oldEvents.length * 2];
        ordinals = new long[oldEvents.length * 2];
        for (long seq = first; seq <= last; seq++) {
            int old = (int) (seq & (oldEvents.length - 1));
            events[slot(seq)] = oldEvents[old];
            ordinals[slot(seq)] = oldOrdinals[old];
        }
    }

    private int slot(long seq) {
        return (int) (seq & (events.length - 1));
    }
}
