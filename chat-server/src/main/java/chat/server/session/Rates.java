package chat.server.session;

import chat.server.config.ServerConfig;
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
    }

    /** One bucket for each kind of act. */
    final class Limited implements Rates {
        private static final int JOINS_PER_SECOND = 5;

        private final TokenBucket sends;
        private final TokenBucket joins;
        private final TokenBucket roomCreations;

        private Limited(ServerConfig config, long nowNanos) {
            ServerConfig.Sessions sessions = config.sessions();
            int perMinute = config.rooms().roomCreationsPerMinute();
            sends = new TokenBucket(sessions.sendBurst(), sessions.sendsPerSecond(), nowNanos);
            // Two connections that come back to all their rooms, and then no faster than people click.
            joins = new TokenBucket(2 * config.rooms().roomsPerConnectionMax(), JOINS_PER_SECOND, nowNanos);
            roomCreations = new TokenBucket(perMinute, (double) perMinute / TimeUnit.MINUTES.toSeconds(1), nowNanos);
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
    }
}
