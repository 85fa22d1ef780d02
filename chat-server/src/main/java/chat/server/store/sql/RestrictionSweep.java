package chat.server.store.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Forgets restrictions that ended, a few at a time. Not at once, and not for a while after the clock of the machine jumped:
 * it may jump back, and then they hold again. The writer's thread; outlives connections.
 */
final class RestrictionSweep {
    /** How long those that ended are kept. */
    static final Duration KEPT = Duration.ofDays(1);

    /** Restrictions forgotten in one transaction, at most. */
    private static final int SWEEP_MAX = 500;

    private static final long SWEEP_MILLIS = 60_000;

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final ClockTrust trust;
    private long sweepAt;

    /**
     * Forgets nothing yet.
     *
     * @param nanos {@link System#nanoTime}, or a test's
     */
    RestrictionSweep(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.trust = new ClockTrust(clock, nanos, Duration.ZERO, KEPT);
        this.sweepAt = nanos.getAsLong();
    }

    boolean isDue() {
        return nanos.getAsLong() - sweepAt >= 0;
    }

    /** When it is due: forgets some, in a transaction that others begin and end; whether there were any. */
    boolean run(Statements statements) throws SQLException {
        sweepAt = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);
        return trust.isTrusted()
                && new RestrictionRows(statements).forget(clock.millis() - KEPT.toMillis(), SWEEP_MAX) > 0;
    }
}
