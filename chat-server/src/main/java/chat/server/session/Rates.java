package chat.server.session;

import chat.server.config.ServerConfig;
import chat.server.config.SessionLimits;
import chat.server.room.TokenBucket;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What somebody may do how often: a user over all its connections, or an address over all users there. Any thread. */
final class Rates {
    private static final Rates UNLIMITED = new Rates(Map.of());

    private static final int JOINS_PER_SECOND = 5;
    private static final int JOIN_BURST_MIN = 50;
    private static final int SEARCH_BURST = 10;
    private static final int SEARCHES_PER_SECOND = 2;
    private static final int PAGE_BURST_MIN = 60;
    private static final int PAGES_PER_SECOND = 10;
    private static final int READ_BURST = 50;
    private static final int READS_PER_SECOND = 10;

    /** Users of an address who make rooms all the time: rooms are few, and stay. */
    private static final int ROOM_MAKERS_MAX = 4;

    private final Map<Kind, TokenBucket> buckets;

    /** What is counted apart. */
    enum Kind {
        /** A message, or whatever else changes something. */
        SEND,
        /** A join, which others are told of. */
        JOIN,
        /** A new room. */
        ROOM_CREATION,
        /** A search. */
        SEARCH,
        /** A look into a log, or at a list. */
        PAGE,
        /** A word about what was read, or a question about it. */
        READ
    }

    private Rates(Map<Kind, TokenBucket> buckets) {
        this.buckets = buckets;
    }

    /** Those of one user. */
    static Rates ofUser(ServerConfig config, long nowNanos) {
        return config.sessions().rateLimit() ? new Rates(buckets(config, 1, nowNanos)) : UNLIMITED;
    }

    /** Those of one address. A class or an office may share one, and behind a proxy all do. */
    static Rates ofAddress(ServerConfig config, long nowNanos) {
        int users = config.sessions().usersPerAddress();
        boolean limited = config.sessions().rateLimit() && config.listen().tellsAddressesApart();
        return limited && users > 0 ? new Rates(buckets(config, users, nowNanos)) : UNLIMITED;
    }

    private static Map<Kind, TokenBucket> buckets(ServerConfig config, int users, long nowNanos) {
        Map<Kind, TokenBucket> buckets = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Pace pace = Pace.of(kind, config);
            int times = kind == Kind.ROOM_CREATION ? Math.min(users, ROOM_MAKERS_MAX) : users;
            buckets.put(kind, new TokenBucket((long) times * pace.burst, times * pace.perSecond, nowNanos));
        }
        return buckets;
    }

    /** So many at once, and then so many a second. */
    private record Pace(int burst, double perSecond) {
        static Pace of(Kind kind, ServerConfig config) {
            SessionLimits limits = config.sessions();
            int rooms = config.rooms().roomsPerConnectionMax();
            int perMinute = config.rooms().roomCreationsPerMinute();
            return switch (kind) {
                case SEND -> new Pace(limits.sendBurst(), limits.sendsPerSecond());
                // Two connections that come back to all their rooms, and then no faster than people click.
                case JOIN -> new Pace(Math.max(JOIN_BURST_MIN, 2 * rooms), JOINS_PER_SECOND);
                case ROOM_CREATION -> new Pace(perMinute, (double) perMinute / TimeUnit.MINUTES.toSeconds(1));
                case SEARCH -> new Pace(SEARCH_BURST, SEARCHES_PER_SECOND);
                // All rooms at once, as a page may that was just opened, and then as fast as people scroll.
                case PAGE -> new Pace(Math.max(PAGE_BURST_MIN, 2 * rooms), PAGES_PER_SECOND);
                case READ -> new Pace(READ_BURST, READS_PER_SECOND);
            };
        }
    }

    /** One more. Returns 0 when it may be, else after how many nanoseconds it may. */
    long take(Kind kind, long nowNanos) {
        TokenBucket bucket = buckets.get(kind);
        return bucket == null ? 0 : bucket.take(nowNanos);
    }

    /** What was taken costs nothing after all. */
    void giveBack(Kind kind) {
        TokenBucket bucket = buckets.get(kind);
        if (bucket != null) {
            bucket.giveBack();
        }
    }
}
