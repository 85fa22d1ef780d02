package chat.server.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Forgets old names of drafts, a few at a time. The clock of the machine may jump; so nothing is forgotten for a while after
 * it did, and names that were given in what is the future now do not keep those behind them. The writer's thread; outlives
 * connections.
 */
final class CidPurge {
    /**
     * How long a draft's name is known: sending it again within a day is found out, even when the clock jumps by a day.
     */
    static final Duration CIDS_KEPT = Duration.ofDays(2);

    /** Names forgotten in one transaction, at most: it takes a few milliseconds. */
    static final int PURGE_MAX = 500;

    private static final long PURGE_MILLIS = 60_000;

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ClockTrust trust;
    private long purgeAt;
    private boolean purging;

    /** Names up to this id are in the future, and passed over. */
    private long passed;

    /**
     * Forgets nothing yet.
     *
     * @param nanos {@link System#nanoTime}, or a test's
     */
    CidPurge(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.trust = new ClockTrust(clock, nanos, Duration.ZERO, CIDS_KEPT);
        this.purgeAt = nanos.getAsLong();
    }

    /** Whether there may be more to forget at once. */
    boolean isAtIt() {
        return purging;
    }

    boolean isDue() {
        return purging || nanos.getAsLong() - purgeAt >= 0;
    }

    /** When it is due: forgets some, in a transaction that others begin and end. */
    void run(Statements statements) throws SQLException {
        purging = trust.isTrusted() && purge(statements);
        purgeAt = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(PURGE_MILLIS);
    }

    private boolean purge(Statements statements) throws SQLException {
        long now = clock.millis();
        long before = now - CIDS_KEPT.toMillis();
        PreparedStatement oldest =
                statements.get("SELECT id, at FROM cids WHERE id > ? ORDER BY id LIMIT " + PURGE_MAX);
        oldest.setLong(1, passed);
        long old = 0;
        long last = 0;
        int inTheFuture = 0;
        try (ResultSet row = oldest.executeQuery()) {
            while (row.next()) {
                last = row.getLong(1);
                if (row.getLong(2) < before) {
                    old = last;
                } else if (row.getLong(2) > now) {
                    inTheFuture++;
                }
            }
        }
        if (inTheFuture == PURGE_MAX) {
            passed = last;
            return true;
        }
        return old > 0 && forget(statements, old, before, now) == PURGE_MAX;
    }

    /** What was given before something old is old too, whatever the clock said. */
    private static int forget(Statements statements, long upTo, long before, long now) throws SQLException {
        PreparedStatement purge = statements.get("DELETE FROM cids WHERE id IN (SELECT id FROM cids WHERE id <= ?"
                + " AND (at < ? OR at > ?) ORDER BY id LIMIT " + PURGE_MAX + ")");
        purge.setLong(1, upTo);
        purge.setLong(2, before);
        purge.setLong(3, now);
        return purge.executeUpdate();
    }
}
