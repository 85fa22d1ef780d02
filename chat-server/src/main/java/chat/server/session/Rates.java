package chat.server.session;

import chat.server.config.ServerConfig;
import chat.server.room.TokenBucket;
import java.util.concurrent.TimeUnit;

/** What one user may do how often, over all its connections. Any thread. */
interface Rates {
    /** One more message. Returns 0 when it may go, else after how many nanoseconds it may. */
    long takeSend(long nowNanos);

    /** The message was one sent before, and costs nothing. */
    void giveBackSend();

    /** One more join, which others are told of. Returns 0 when it may go, else after how many nanoseconds it may. */
    long takeJoin(long nowNanos);

    /** One more new room. Returns 0 when it may be made, else after how many nanoseconds it may. */
    long takeRoomCreation(long nowNanos);

    /** One more search. Returns 0 when it may be made, else after how many nanoseconds it may. */
    long takeSearch(long nowNanos);

    /** One more look into a log, or at a list of members. Returns 0 when it may be had, else after how many nanoseconds. */
    long takePage(long nowNanos);

    /** One more word about what was read, or question about it. Returns 0 or after how many nanoseconds it may come. */
    long takeRead(long nowNanos);

    /** The rates as configured. */
    static Rates of(ServerConfig config, long nowNanos) {
        return config.sessions().rateLimit() ? new Limited(config, nowNanos) : Unlimited.INSTANCE;
    }

    /** No limits, for load tests. */
    enum Unlimited implements Rates {
        INSTANCE;

        @Override
        public long takeSend(long nowNanos) {
            return 0;
        }

        @Override
        public void giveBackSend() {
            // Nothing was taken.
        }

        @Override
        public long takeJoin(long nowNanos) {
            return 0;
        }

        @Override
        public long takeRoomCreation(long nowNanos) {
            return 0;
        }

        @Override
        public long takeSearch(long nowNanos) {
            return 0;
        }

        @Override
        public long takePage(long nowNanos) {
            return 0;
        }

        @Override
        public long takeRead(long nowNanos) {
            return 0;
        }
    }

    /** One bucket for each kind of act. */
    final class Limited implements Rates {
        private static final int JOINS_PER_SECOND = 5;
        private static final int JOIN_BURST_MIN = 50;
        private static final int SEARCH_BURST = 10;
        private static final int SEARCHES_PER_SECOND = 2;
        private static final int PAGE_BURST_MIN = 60;
        private static final int PAGES_PER_SECOND = 10;
        private static final int READ_BURST = 50;
        private static final int READS_PER_SECOND = 10;

        private final TokenBucket sends;
        private final TokenBucket joins;
        private final TokenBucket roomCreations;
        private final TokenBucket searches;
        private final TokenBucket pages;
        private final TokenBucket marks;

        private Limited(ServerConfig config, long nowNanos) {
            ServerConfig.Sessions sessions = config.sessions();
            int perMinute = config.rooms().roomCreationsPerMinute();
            sends = new TokenBucket(sessions.sendBurst(), sessions.sendsPerSecond(), nowNanos);
            // Two connections that come back to all their rooms, and then no faster than people click.
            int joinBurst = Math.max(JOIN_BURST_MIN, 2 * config.rooms().roomsPerConnectionMax());
            joins = new TokenBucket(joinBurst, JOINS_PER_SECOND, nowNanos);
            roomCreations = new TokenBucket(perMinute, (double) perMinute / TimeUnit.MINUTES.toSeconds(1), nowNanos);
            searches = new TokenBucket(SEARCH_BURST, SEARCHES_PER_SECOND, nowNanos);
            // All rooms at once, as a page may that was just opened, and then as fast as people scroll.
            int pageBurst = Math.max(PAGE_BURST_MIN, 2 * config.rooms().roomsPerConnectionMax());
            pages = new TokenBucket(pageBurst, PAGES_PER_SECOND, nowNanos);
            marks = new TokenBucket(READ_BURST, READS_PER_SECOND, nowNanos);
        }

        @Override
        public long takeSend(long nowNanos) {
            return sends.take(nowNanos);
        }

        @Override
        public void giveBackSend() {
            sends.giveBack();
        }

        @Override
        public long takeJoin(long nowNanos) {
            return joins.take(nowNanos);
        }

        @Override
        public long takeRoomCreation(long nowNanos) {
            return roomCreations.take(nowNanos);
        }

        @Override
        public long takeSearch(long nowNanos) {
            return searches.take(nowNanos);
        }

        @Override
        public long takePage(long nowNanos) {
            return pages.take(nowNanos);
        }

        @Override
        public long takeRead(long nowNanos) {
            return marks.take(nowNanos);
        }
    }
}
