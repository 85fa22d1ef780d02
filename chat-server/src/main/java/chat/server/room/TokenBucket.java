package chat.server.room;

import java.util.concurrent.TimeUnit;

/**
 * So many at once, then so many a second. Kept as the moment at which it is full again, in whole nanoseconds: whoever waits as
 * long as told finds a token. Any thread.
 */
public final class TokenBucket {
    /** Longer ago than clocks of two threads differ. */
    private static final long LONG_AGO_NANOS = TimeUnit.HOURS.toNanos(1);

    private final long tokenNanos;
    private final long emptyNanos;
    private long fullAtNanos;

    /**
     * A full one.
     *
     * @param burst so many at once
     */
    public TokenBucket(long burst, double perSecond, long nowNanos) {
        tokenNanos = Math.max(1, (long) (TimeUnit.SECONDS.toNanos(1) / perSecond));
        emptyNanos = (burst - 1) * tokenNanos;
        fullAtNanos = nowNanos - LONG_AGO_NANOS;
    }

    /** Takes a token. Returns 0 when there was one, else after how many nanoseconds there will be. */
    public synchronized long take(long nowNanos) {
        long fillsNanos = Math.max(0, fullAtNanos - nowNanos);
        if (fillsNanos <= emptyNanos) {
            fullAtNanos = nowNanos + fillsNanos + tokenNanos;
            return 0;
        }
        return fillsNanos - emptyNanos;
    }

    /** Gives a token back that was not needed after all. */
    public synchronized void giveBack() {
        fullAtNanos -= tokenNanos;
    }
}
