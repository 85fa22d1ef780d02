package chat.server.room;

import chat.protocol.ErrorCode;
import chat.server.config.ServerConfig;
import chat.server.config.SessionLimits;
import java.util.Optional;

/** How much a room takes from all its members together: whatever is added goes to each of them. Any thread. */
interface RoomRate {
    /** One more. */
    Optional<Refusal> take(long nowNanos);

    /** The rate as configured. */
    static RoomRate of(ServerConfig config, long nowNanos) {
        SessionLimits limits = config.sessions();
        int users = limits.usersPerRoom();
        return limits.rateLimit() && users > 0
                ? new Limited(new TokenBucket(
                        (long) users * limits.sendBurst(), (double) users * limits.sendsPerSecond(), nowNanos))
                : now -> Optional.empty();
    }

    /** What so many users may who write as fast as they can. */
    record Limited(TokenBucket bucket) implements RoomRate {
        @Override
        public Optional<Refusal> take(long nowNanos) {
            long waitNanos = bucket.take(nowNanos);
            return waitNanos == 0
                    ? Optional.empty()
                    : Optional.of(Refusal.untilNanos(ErrorCode.RATE_LIMITED, waitNanos));
        }
    }
}
