package chat.server.room;

import java.util.concurrent.TimeUnit;

/** So many at once, then so many a second. Any thread. */
public final class TokenBucket {
    private final double capacity;
    private final double perNano;
    private double tokens;
    private long filledAtNanos;

    /**
     * A full one.
     *
     * @param burst so many at once
     */
    public TokenBucket(long burst, double perSecond, long nowNanos) {
        capacity = burst;
        perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        tokens = burst;
        filledAtNanos = nowNanos;
    }

    /** Takes a token. Returns 0 when there was one, else after how many nanoseconds there will be. */
    public synchronized long take(long nowNanos) {
        refill(nowNanos);
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - tokens) / perNano));
    }

    /** Gives a token back that was not needed after all. */
    public synchronized void giveBack() {
        tokens = Math.min(capacity, tokens + 1);
    }

    private void refill(long nowNanos) {
        long passed = nowNanos - filledAtNanos;
        if (passed > 0) {
            tokens = Math.min(capacity, tokens + passed * perNano);
            filledAtNanos = nowNanos;
        }
    }
}
