package chat.server.room;

import java.util.ArrayDeque;

/**
 * Bounds how much of one kind of work is under way at a time, over all rooms: the rest waits in line, first come, first
 * served. So however many come back at once, the store and the event loops have time for those who are here.
 *
 * <p>Whoever waits costs one entry: there are no more than members, and questions that {@code session.Questions} lets under
 * way. Any thread; one lock, held for microseconds.
 */
final class WaitingLine {
    private final int underWayMax;

    // Guarded by this.
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private int underWay;

    private record Turn(RoomLoop loop, Runnable begin) {}

    WaitingLine(int underWayMax) {
        this.underWayMax = underWayMax;
    }

    /**
     * Begins: at once when there is place, else later by a task of {@code loop}. Each is paid back by one
     * {@link #leave}.
     */
    void enter(RoomLoop loop, Runnable begin) {
        synchronized (this) {
            if (underWay == underWayMax) {
                waiting.addLast(new Turn(loop, begin));
                return;
            }
            underWay++;
        }
        begin.run();
    }

    /** It is over, and all that comes of it done. */
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
