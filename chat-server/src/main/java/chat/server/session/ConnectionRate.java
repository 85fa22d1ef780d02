package chat.server.session;

import chat.server.config.ServerConfig;
import chat.server.room.TokenBucket;
import java.util.Optional;

/**
 * How much one connection may say, whatever it is: what is refused, or not understood, or asks for little, has no other rate.
 * Any thread.
 */
final class ConnectionRate {
    /** So many seconds' worth may come at once, as when a page comes back to all its rooms. */
    private static final long BURST_SECONDS = 10;

    private final Optional<TokenBucket> bucket;

    ConnectionRate(ServerConfig config, long nowNanos) {
        int perSecond = config.sessions().commandsPerSecond();
        bucket = config.sessions().rateLimit()
                ? Optional.of(new TokenBucket(BURST_SECONDS * perSecond, perSecond, nowNanos))
                : Optional.empty();
    }

    /** One more message. Returns 0 when it may be, else after how many nanoseconds it may. */
    long take(long nowNanos) {
        return bucket.isPresent() ? bucket.get().take(nowNanos) : 0;
    }
}
