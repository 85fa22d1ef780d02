package chat.server.admin;

import chat.server.store.sql.Upkeep;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops from time to time what rooms no longer keep, on a thread of its own. */
final class Sweeper implements AutoCloseable {
    /** How long after a sweep the next one begins; the first begins at once. */
    static final Duration EVERY = Duration.ofMinutes(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(Sweeper.class);

    /** How long {@link #close} waits for a sweep under way to give up. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    private final Upkeep upkeep;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sweeper");
        thread.setDaemon(true);
        return thread;
    });

    private Sweeper(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    static Sweeper start(Upkeep upkeep, Duration every) {
        Sweeper sweeper = new Sweeper(upkeep);
        sweeper.executor.scheduleWithFixedDelay(sweeper::sweep, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return sweeper;
    }

    /** Nothing it throws would be seen, and it would be the last sweep. */
    private void sweep() {
        try {
            long dropped = upkeep.sweep((what, done, total) -> {});
            if (dropped > 0) {
                LOGGER.info("retention: {} events dropped", dropped);
            }
        } catch (IOException | RuntimeException e) {
            if (!executor.isShutdown()) {
                LOGGER.warn("retention: not done, it is tried again in {} min: {}", EVERY.toMinutes(), e.toString());
                LOGGER.debug("retention: not done", e);
            }
        }
    }

    /** Breaks off what is under way; the next start goes on with it. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.warn("retention: does not end within {} s", CLOSE_MAX.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
