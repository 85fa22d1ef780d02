package chat.server.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may be done for each of many keys: so many times at once, then once in a while. Of each key only the
 * moment is kept at which it will have its whole allowance again. Any thread.
 */
public final class Pace {
    /** Keys that are remembered, unless it is said otherwise; those not heard of for longest are forgotten first. */
    static final int KEYS_MAX = 10_000;

    private final long everyNanos;
    private final long aheadNanosMax;

    /** Guarded by this. */
    private final Map<Object, Long> whole;

    /** So many times at once, then once in a while. */
    public Pace(int burst, Duration every) {
        this(burst, every, KEYS_MAX);
    }

    /** @param keysMax so many keys are remembered */
    Pace(int burst, Duration every, int keysMax) {
        everyNanos = every.toNanos();
        aheadNanosMax = (burst - 1) * everyNanos;
        whole = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
                return size() > keysMax;
            }
        };
    }

    /** Once more. Returns 0 when it may be, else after how many nanoseconds it may. */
    public synchronized long take(Object key, long nowNanos) {
        long from = from(key, nowNanos);
        long wait = from - nowNanos - aheadNanosMax;
        if (wait > 0) {
            return wait;
        }
        whole.put(key, from + everyNanos);
        return 0;
    }

    /** It was not what is counted after all. */
    public synchronized void giveBack(Object key) {
        whole.computeIfPresent(key, (same, until) -> until - everyNanos);
    }

    private long from(Object key, long nowNanos) {
        Long until = whole.get(key);
        return until == null || until - nowNanos < 0 ? nowNanos : until;
    }
}
