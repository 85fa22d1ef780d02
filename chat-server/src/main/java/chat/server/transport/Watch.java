package chat.server.transport;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One per event loop: the connections that live there, and the one timer that serves them all. Deadlines, heartbeats and
 * dead peers are found by walking an array about once a second. Only its loop touches it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The sweep ends with its loop: no visit can fail it.
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /**
     * A loop that has not swept for so long stood still, with the whole process or its machine (SIGSTOP, a lid that was
     * shut). Nobody was heard meanwhile who might have been, nor asked.
     */
    static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private long sweptNanos;
    private @Nullable WatchedHandler[] handlers = new WatchedHandler[16];
    private int size;

    /** @param nanoTime the clock; {@code System::nanoTime} unless a test has its own */
    Watch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        sweptNanos = nanoTime.getAsLong();
    }

    /** Sweeps on this loop from now on, until the loop ends. */
    void start(EventLoop loop, int sweepMillis) {
        loop.scheduleAtFixedRate(this::sweep, sweepMillis, sweepMillis, TimeUnit.MILLISECONDS);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    int size() {
        return size;
    }

    void add(WatchedHandler handler) {
        if (size == handlers.length) {
            handlers = Arrays.copyOf(handlers, size * 2);
        }
        handler.slot = size;
        handlers[size++] = handler;
    }

    void remove(WatchedHandler handler) {
        WatchedHandler last = handlers[--size];
        handlers[size] = null;
        if (last != null && last != handler) {
            last.slot = handler.slot;
            handlers[handler.slot] = last;
        }
    }

    void sweep() {
        long nowNanos = now();
        long sinceNanos = nowNanos - sweptNanos;
        sweptNanos = nowNanos;
        if (sinceNanos >= STANDSTILL_NANOS) {
            // What they sent meanwhile is read before the next time, when they are asked again.
            forEachFrom(size, size, handler -> handler.excuse(sinceNanos));
            return;
        }
        forEachFrom(size, size, handler -> handler.sweep(nowNanos));
    }

    /**
     * Tells connections that the server stops, beginning with the one before {@code end}.
     *
     * @return where to go on; 0 when everybody was told
     */
    int shutDown(int end, int batch) {
        forEachFrom(end, batch, WatchedHandler::shutDown);
        return Math.max(0, end - batch);
    }

    void cutAll() {
        forEachFrom(size, size, WatchedHandler::cut);
    }

    /**
     * From the end to the beginning, because whatever a visit removes is replaced by the last one, which was visited already.
     */
    private void forEachFrom(int end, int count, Visit visit) {
        for (int i = end - 1; i >= Math.max(0, end - count); i--) {
            WatchedHandler handler = i < size ? handlers[i] : null;
            if (handler != null) {
                visitSafely(handler, visit);
            }
        }
    }

    /**
     * Whatever one connection fails with, it costs that connection alone. Errors too: direct memory can run out in a visit,
     * and a sweep that lets one pass is never run again.
     */
    private static void visitSafely(WatchedHandler handler, Visit visit) {
        try {
            visit.to(handler);
        } catch (Throwable failure) {
            cutBecauseOf(failure, handler);
        }
    }

    private static void cutBecauseOf(Throwable failure, WatchedHandler handler) {
        try {
            LOG.error(
                    "{} failed while being watched; closing it",
                    handler.context().channel(),
                    failure);
            handler.cut();
        } catch (Throwable another) {
            // There is nothing left to do for this one; saying so might fail as well.
            failure.addSuppressed(another);
        }
    }

    /** What is done with each connection. */
    private interface Visit {
        void to(WatchedHandler handler);
    }
}
