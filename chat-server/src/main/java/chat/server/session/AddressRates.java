package chat.server.session;

import chat.server.config.ServerConfig;
import chat.server.room.TokenBucket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What one address may do how often, whoever it says it is. A class or an office may share an address, so it may do several
 * times what one user may. Any thread.
 */
final class AddressRates {
    /** Addresses that are remembered; those not heard of for longest are forgotten first. */
    private static final int ADDRESSES_MAX = 10_000;

    /** So many times what one user may; they do not make rooms all at once. */
    private static final int ROOM_MAKERS = 4;

    /** So many times what one user may, who writes as fast as possible. */
    private static final int WRITERS = 20;

    private final ServerConfig config;

    /** Guarded by this. */
    private final Map<String, Rate> rates = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rate> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    /** What is left to one address. Any thread. */
    record Rate(Optional<Buckets> buckets) {
        /** One more message. Returns 0 when it may go, else after how many nanoseconds it may. */
        long takeSend(long nowNanos) {
            return buckets.isEmpty() ? 0 : buckets.get().sends.take(nowNanos);
        }

        /** The message was one sent before, and costs nothing. */
        void giveBackSend() {
            buckets.ifPresent(each -> each.sends.giveBack());
        }

        /** One more new room. Returns 0 when it may be made, else after how many nanoseconds it may. */
        long takeRoomCreation(long nowNanos) {
            return buckets.isEmpty() ? 0 : buckets.get().roomCreations.take(nowNanos);
        }
    }

    private record Buckets(TokenBucket sends, TokenBucket roomCreations) {}

    AddressRates(ServerConfig config) {
        this.config = config;
    }

    /** The rate of an {@linkplain Addresses address}; a connection keeps it, so that no message has to look for it. */
    Rate of(String address, long nowNanos) {
        if (!config.sessions().rateLimit()) {
            return new Rate(Optional.empty());
        }
        synchronized (this) {
            return rates.computeIfAbsent(address, unknown -> rate(nowNanos));
        }
    }

    private Rate rate(long nowNanos) {
        ServerConfig.Sessions user = config.sessions();
        int rooms = ROOM_MAKERS * config.rooms().roomCreationsPerMinute();
        return new Rate(Optional.of(new Buckets(
                new TokenBucket(WRITERS * user.sendBurst(), (double) WRITERS * user.sendsPerSecond(), nowNanos),
                new TokenBucket(rooms, (double) rooms / TimeUnit.MINUTES.toSeconds(1), nowNanos))));
    }
}
