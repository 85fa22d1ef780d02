package chat.server.room;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Event loops that run on the test's thread, when the test says so and in the order it chooses, by a clock that it moves:
 * several threads without threads. Each knows whether it is its turn, so whoever is on the wrong loop is found out.
 */
public final class StepLoops {
    private final List<StepLoop> loops = new ArrayList<>();
    private final MockTicker ticker = Ticker.newMockTicker();

    /** Starts just before the clock overflows: only differences mean something. */
    private final long clockOffset = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

    private @Nullable StepLoop current;

    public StepLoops(int count) {
        for (int i = 0; i < count; i++) {
            loops.add(new StepLoop(this, ticker));
        }
    }

    public List<EventLoop> eventLoops() {
        return List.copyOf(loops);
    }

    public EventLoop get(int index) {
        return loops.get(index);
    }

    public int count() {
        return loops.size();
    }

    /** The clock that rooms and sessions are given. */
    public long nanoTime() {
        return ticker.nanoTime() + clockOffset;
    }

    boolean isCurrent(StepLoop loop) {
        return current == loop;
    }

    /** Does something now, as that loop. */
    public void on(EventLoop loop, Runnable task) {
        StepLoop before = current;
        current = (StepLoop) loop;
        try {
            task.run();
        } finally {
            current = before;
        }
    }

    public boolean hasTasks(EventLoop loop) {
        return ((StepLoop) loop).hasTasks();
    }

    /** Runs one task of this loop, if it has any. */
    public void step(EventLoop loop) {
        Runnable task = ((StepLoop) loop).pollTask();
        if (task != null) {
            on(loop, task);
        }
    }

    /** Runs one task of any loop that has some; returns false when none has. */
    public boolean step(Random random) {
        List<StepLoop> busy =
                loops.stream().filter(loop -> loop.hasTasks() || isDue(loop)).toList();
        if (busy.isEmpty()) {
            return false;
        }
        StepLoop loop = busy.get(random.nextInt(busy.size()));
        if (loop.hasTasks()) {
            step(loop);
        } else {
            on(loop, loop::runDueTimers);
        }
        return true;
    }

    /** As on real loops, what is due at once comes after all tasks. */
    private boolean isDue(StepLoop loop) {
        return nextTimerNanos(loop) == 0;
    }

    /** Runs until no loop has anything left to do; time stands still. */
    public void run() {
        boolean ran = true;
        while (ran) {
            ran = false;
            for (StepLoop loop : loops) {
                while (loop.hasTasks()) {
                    step(loop);
                    ran = true;
                }
                if (isDue(loop)) {
                    on(loop, loop::runDueTimers);
                    ran = true;
                }
            }
        }
    }

    /** Whether anybody waits for a moment to come. */
    public boolean hasTimers() {
        return loops.stream().anyMatch(loop -> nextTimerNanos(loop) >= 0);
    }

    /** Lets time pass; what becomes due runs at its moment, and all that follows from it. */
    public void pass(long amount, TimeUnit unit) {
        run();
        long left = unit.toNanos(amount);
        while (true) {
            long next = Long.MAX_VALUE;
            for (StepLoop loop : loops) {
                long wait = nextTimerNanos(loop);
                next = wait < 0 ? next : Math.min(next, wait);
            }
            if (next > left) {
                ticker.advance(left, TimeUnit.NANOSECONDS);
                return;
            }
            ticker.advance(next, TimeUnit.NANOSECONDS);
            left -= next;
            loops.forEach(loop -> on(loop, loop::runDueTimers));
            run();
        }
    }

    private long nextTimerNanos(StepLoop loop) {
        long[] wait = new long[1];
        on(loop, () -> wait[0] = loop.nextTimerNanos());
        return wait[0];
    }
}
