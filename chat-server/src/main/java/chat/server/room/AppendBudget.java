package chat.server.room;

import chat.server.store.Draft;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what is on its way into the store, over all rooms. Any thread. */
final class AppendBudget {
    /** Events on their way at most. */
    static final int EVENTS_MAX = 10_000;

    /** What they may weigh together, in bytes. */
    static final long BYTES_MAX = 32L * 1024 * 1024;

    /** One event costs at least this, so that bytes bound the events too. */
    private static final long EVENT_BYTES_MIN = (BYTES_MAX + EVENTS_MAX - 1) / EVENTS_MAX;

    private final AtomicLong bytes = new AtomicLong();

    /** Takes room for one event; false when there is none. */
    boolean take(int weightBytes) {
        long cost = cost(weightBytes);
        if (bytes.addAndGet(cost) <= BYTES_MAX) {
            return true;
        }
        bytes.addAndGet(-cost);
        return false;
    }

    /** Takes room for all of these, or for none. */
    boolean takeAll(List<Draft> drafts) {
        for (int i = 0; i < drafts.size(); i++) {
            if (!take(drafts.get(i).weightBytes())) {
                drafts.subList(0, i).forEach(taken -> giveBack(taken.weightBytes()));
                return false;
            }
        }
        return true;
    }

    void giveBack(int weightBytes) {
        bytes.addAndGet(-cost(weightBytes));
    }

    long bytes() {
        return bytes.get();
    }

    private static long cost(int weightBytes) {
        return Math.max(EVENT_BYTES_MIN, weightBytes);
    }
}
