package chat.load.drive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What those heard who left or were cut off. It is looked at a while later, for that a message was refused its sender may
 * learn after others heard the next one. On the event loop of their crew only.
 */
final class Departed {
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Deque<One> waiting = new ArrayDeque<>();
    private final Said said;
    private final Tally tally;

    Departed(Said said, Tally tally) {
        this.said = said;
        this.tally = tally;
    }

    private record One(Receipts receipts, long nanos) {}

    /** @param waitingMax so many wait at most */
    void add(Receipts receipts, long nowNanos, int waitingMax) {
        waiting.add(new One(receipts, nowNanos));
        while (waiting.size() > waitingMax || nowNanos - waiting.element().nanos > SETTLED_NANOS) {
            settle(waiting.remove().receipts);
        }
    }

    /** Nobody need wait any longer. */
    void settleAll() {
        waiting.forEach(one -> settle(one.receipts));
        waiting.clear();
    }

    /** Of what was still on the way nobody can say anything. */
    private void settle(Receipts receipts) {
        tally.settle(receipts.expectedUntilCut(said), receipts.distinct());
    }
}
