package chat.server.store.sql;

import java.util.concurrent.TimeUnit;

/**
 * When to try again what somebody is in the way of: after a second, and after twice as long each time, up to half a minute.
 * One thread.
 */
final class BackOff {
    static final long MILLIS_MIN = 1_000;
    static final long MILLIS_MAX = 30_000;

    private int failures;

    /** {@link System#nanoTime}. */
    private long at = System.nanoTime();

    boolean isDue() {
        return System.nanoTime() - at >= 0;
    }

    /** It was tried, and somebody was in the way. Answers how long to wait, in milliseconds. */
    long failed() {
        long millis = Math.min(MILLIS_MAX, MILLIS_MIN << Math.min(failures, 16));
        failures++;
        at = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        return millis;
    }

    /** It was done. */
    void succeeded() {
        failures = 0;
        at = System.nanoTime();
    }
}
