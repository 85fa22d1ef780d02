package chat.server.room;

import java.util.ArrayDeque;

/**
 * Bounds how many reads of the store are under way at a time, over all rooms: the others wait in line, first come, first
 * served. So however many come back at once, the store and the event loops have time for those who are here.
 *
 * <p>Whoever waits costs one entry; what is read for it, it gets when its turn comes. Any thread; one lock, held for
 * microseconds.
 */
final class ReadLine {
    /** Reads under way at most. */
    static final int UNDER_WAY_MAX = 16;

    // Guarded by this.
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private int underWay;

    private record Turn(RoomLoop loop, Runnable begin) {}

    /**
     * Begins a read: at once when there is place, else later by a task of {@code loop}. Each is paid back by one
     * {@link #leave}.
     */
    void enter(RoomLoop loop, Runnable begin) {
        synchronized (this) {
            if (underWay == UNDER_WAY_MAX) {
                waiting.addLast(new Turn(loop, begin));
                return;
            }
            underWay++;
        }
        begin.run();
    }

    /** A read is over, and all that comes of it done. */
    void leave() {
        Turn next;
        synchronized (this) {
            next = waiting.pollFirst();
            if (next == null) {
                underWay--;
                return;
            }
        }
        next.loop().eventLoop().execute(next.begin());
    }

    synchronized int underWay() {
        return underWay;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
