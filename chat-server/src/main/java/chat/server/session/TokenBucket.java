package chat.server.session;

import java.util.concurrent.TimeUnit;

/**
 * So many at once, then so many a second. Safe for any thread: a user may have connections on several loops.
 */
final class TokenBucket {
    private final double capacity;
    private final double perNano;
    private double tokens;
    private long filledAtNanos;

    TokenBucket(int burst, double perSecond, long nowNanos) {
        capacity = burst;
        perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        tokens = burst;
        filledAtNanos = nowNanos;
    }

    /** Takes a token. Returns 0 when there was one, else after how many nanoseconds there will be. */
    synchronized long take(long nowNanos) {
        refill(nowNanos);
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - tokens) / perNano));
    }

    /** Gives a token back that was not needed after all. */
    synchronized void giveBack() {
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
