package chat.server.room;

import chat.protocol.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a room's log ends for those in it: what follows is told in order, and what was missed is read again. Confined to the
 * room's executor, but for {@link #newestSeq}.
 */
final class LogHead {
    private static final Logger LOG = LoggerFactory.getLogger(LogHead.class);

    private final Room room;
    private final FanOut fanOut;
    private final LogReader reader;
    private final Recheck recheck;
    private final Doors doors;
    private final long first;
    private long head;
    private volatile long newestSeq;

    /** What has to know of it when the log goes on. */
    record Parts(FanOut fanOut, LogReader reader, Recheck recheck, Doors doors) {}

    /** @param first where the log ends as long as it has no events: behind those of a deleted room, if there was one */
    LogHead(Room room, long seq, long first, Parts parts) {
        this.room = room;
        this.head = seq;
        this.newestSeq = seq;
        this.first = first;
        this.fanOut = parts.fanOut;
        this.reader = parts.reader;
        this.recheck = parts.recheck;
        this.doors = parts.doors;
    }

    long seq() {
        return head;
    }

    /** As {@link #seq}, a moment ago; any thread. */
    long newestSeq() {
        return newestSeq;
    }

    /** Whether the log has no events, and nobody looks whether it has. */
    boolean isFresh() {
        return head == first && !recheck.isUnderWay();
    }

    /** What was committed; what was told before is left out, and holes are filled from the store. */
    void advance(List<RoomEvent> events) {
        List<RoomEvent> fresh = new ArrayList<>(events);
        fresh.removeIf(event -> event.seq() <= head);
        if (fresh.isEmpty()) {
            return;
        }
        room.note(fresh);
        long seq = fresh.get(fresh.size() - 1).seq();
        if (!followsHead(fresh)) {
            doors.settle();
            missed(seq);
            return;
        }
        moveTo(seq);
        doors.settle();
        reader.committed(fresh);
        deliver(fresh);
    }

    /** The log has an event of which nobody here was told: its append was thought to have failed. */
    void heardOf(long seq) {
        if (seq > head) {
            missed(seq);
        }
    }

    /** What lies between the head and {@code seq} is in the store and not all here: everybody reads it from there. */
    private void missed(long seq) {
        long before = head;
        moveTo(seq);
        reader.forget();
        fanOut.missed(seq);
        recheck.missed(before);
    }

    private void deliver(List<RoomEvent> events) {
        try {
            fanOut.deliver(events);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Direct memory has a limit, and encoding needs some: nobody may miss an event because of that.
            LOG.error("room {}: cannot encode a broadcast; its members catch up", room.name(), e);
            fanOut.missed(head);
        }
    }

    private boolean followsHead(List<RoomEvent> events) {
        long expected = head + 1;
        for (RoomEvent event : events) {
            if (event.seq() != expected) {
                return false;
            }
            expected++;
        }
        return true;
    }

    private void moveTo(long seq) {
        head = seq;
        newestSeq = seq;
    }
}
