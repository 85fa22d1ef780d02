package chat.server.session;

import chat.server.config.ServerConfig;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one address may do how often, whoever it says it is. A class or an office may share an address, so it may do several
 * times what one user may. Any thread.
 */
final class AddressRates {
    /** Addresses that are remembered; those not heard of for longest are forgotten first. */
    private static final int ADDRESSES_MAX = 10_000;

    /** So many times what one user may do. */
    private static final int USERS_PER_ADDRESS = 4;

    private final boolean limited;
    private final int roomCreationsPerMinute;

    /** Guarded by this. */
    private final Map<Object, TokenBucket> roomCreations = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, TokenBucket> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    AddressRates(ServerConfig config) {
        limited = config.sessions().rateLimit();
        roomCreationsPerMinute = USERS_PER_ADDRESS * config.rooms().roomCreationsPerMinute();
    }

    /** One more new room. Returns 0 when it may be made, else after how many nanoseconds it may. */
    synchronized long takeRoomCreation(SocketAddress address, long nowNanos) {
        if (!limited) {
            return 0;
        }
        // Without the port, which is another one for each connection.
        Object key =
                address instanceof InetSocketAddress inet && inet.getAddress() != null ? inet.getAddress() : address;
        return roomCreations
                .computeIfAbsent(
                        key,
                        unknown -> new TokenBucket(
                                roomCreationsPerMinute,
                                (double) roomCreationsPerMinute / TimeUnit.MINUTES.toSeconds(1),
                                nowNanos))
                .take(nowNanos);
    }
}
