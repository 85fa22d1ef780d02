package chat.server.room;

import chat.protocol.UserId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long members of a room wait from one message to the next, where it takes its time. Confined to the room's executor.
 */
final class SlowMode {
    /** Users whose last message is remembered; of more, those who have waited longest are let through. */
    static final int USERS_MAX = 10_000;

    /** When each posted last, the oldest first. */
    private final Map<UserId, Long> postedNanos = new LinkedHashMap<>(2);

    /** For how many nanoseconds a user has to wait; 0: not at all. */
    long waitNanos(UserId user, int slowSeconds, long nowNanos) {
        Long last = slowSeconds == 0 ? null : postedNanos.get(user);
        if (last == null) {
            return 0;
        }
        return Math.max(0, last + TimeUnit.SECONDS.toNanos(slowSeconds) - nowNanos);
    }

    /** A user posts. */
    void note(UserId user, int slowSeconds, long nowNanos) {
        if (slowSeconds == 0) {
            postedNanos.clear();
            return;
        }
        postedNanos.remove(user);
        postedNanos.put(user, nowNanos);
        Iterator<Long> oldest = postedNanos.values().iterator();
        long since = nowNanos - TimeUnit.SECONDS.toNanos(slowSeconds);
        while (oldest.hasNext() && (oldest.next() - since <= 0 || postedNanos.size() > USERS_MAX)) {
            oldest.remove();
        }
    }

    /** What a user posted was not stored. */
    void forget(UserId user) {
        postedNanos.remove(user);
    }
}
