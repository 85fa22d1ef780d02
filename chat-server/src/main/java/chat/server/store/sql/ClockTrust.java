package chat.server.store.sql;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether the clock of the machine may decide what is old. It may be wrong until the network has set it right, and it may
 * jump; what was dropped meanwhile would be gone for good. So it is believed only some time after the start, and not for a
 * while after it jumped. Not thread-safe.
 */
final class ClockTrust {
    /** By how much the clock may differ from the time that passed, between two looks at it. */
    static final Duration JUMP_MAX = Duration.ofHours(1);

    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Duration afterJump;
    private long clockBefore;
    private long nanosBefore;
    private long doubtedUntil;

    /**
     * Looks at the clock for the first time.
     *
     * @param nanos {@link System#nanoTime}, or a test's
     * @param atFirst how long it is not believed from now on
     * @param afterJump how long it is not believed after a look that found a jump
     */
    ClockTrust(InstantSource clock, LongSupplier nanos, Duration atFirst, Duration afterJump) {
        this.clock = clock;
        this.nanos = nanos;
        this.afterJump = afterJump;
        this.clockBefore = clock.millis();
        this.nanosBefore = nanos.getAsLong();
        this.doubtedUntil = nanosBefore + atFirst.toNanos();
    }

    /** Looks at the clock; what it said since the look before this may be believed. */
    boolean isTrusted() {
        long nowMillis = clock.millis();
        long nowNanos = nanos.getAsLong();
        long jump = nowMillis - clockBefore - TimeUnit.NANOSECONDS.toMillis(nowNanos - nanosBefore);
        clockBefore = nowMillis;
        nanosBefore = nowNanos;
        if (Math.abs(jump) > JUMP_MAX.toMillis()) {
            doubtedUntil = nowNanos + afterJump.toNanos();
        }
        return nowNanos - doubtedUntil >= 0;
    }
}
