package chat.server.store.sql;

import chat.server.store.Draft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What waits for the writer, bounded. Any thread may offer, and does not wait; one thread takes. */
final class WorkQueue {
    /** Drafts and marks that wait, at most. Rooms let fewer through; this is for whoever else appends. */
    static final int WORKS_MAX = 20_000;

    /** What the waiting drafts may weigh, in bytes. */
    static final long BYTES_MAX = 64L * 1024 * 1024;

    /** Drafts and marks that are committed together, at most: a failure makes so many wait. One call is never parted. */
    static final int GROUP_WORKS_MAX = 1_000;

    /** Turns that are taken after a group, at most: each is a commit of its own, and those who talk wait for them. */
    static final int TURNS_MAX = 20;

    /** What is committed together may weigh, in bytes. */
    static final long GROUP_BYTES_MAX = 4L * 1024 * 1024;

    // All guarded by this.
    private final ArrayDeque<Work> waiting = new ArrayDeque<>();
    /** In a line of their own: what comes after them may be taken before. */
    private final ArrayDeque<Behind> turns = new ArrayDeque<>();

    /** How many works were ever put into the first line, and taken out of it. */
    private long offered;

    private long taken;
    private int works;
    private long bytes;
    private boolean closed;

    /** A turn, and how many works of the first line come before it. */
    private record Behind(Work turn, long works) {}

    /** What became of an offer. */
    enum Offered {
        TAKEN,
        FULL,
        CLOSED
    }

    synchronized Offered offer(Work work) {
        int count = count(work);
        long weight = weight(work);
        if (closed) {
            return Offered.CLOSED;
        }
        if (works + count > WORKS_MAX || bytes + weight > BYTES_MAX) {
            return Offered.FULL;
        }
        if (work instanceof Work.Turn<?> && !work.isAlone()) {
            turns.add(new Behind(work, offered));
        } else {
            waiting.add(work);
            offered++;
        }
        works += count;
        bytes += weight;
        if (waiting.size() + turns.size() == 1) {
            notifyAll();
        }
        return Offered.TAKEN;
    }

    /**
     * The next group, all that waits within the bounds of a group, and some turns; an empty one when there is none after so
     * long. A turn comes after all that was offered before it.
     */
    synchronized List<Work> take(long millisMax) throws InterruptedException {
        long until = System.nanoTime() + millisMax * 1_000_000;
        while (isEmpty() && !closed) {
            long millis = (until - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return List.of();
            }
            wait(millis);
        }
        List<Work> group = new ArrayList<>(Math.min(works, GROUP_WORKS_MAX));
        int groupWorks = 0;
        long groupBytes = 0;
        for (Work next = waiting.peek(); next != null; next = waiting.peek()) {
            groupWorks += count(next);
            groupBytes += weight(next);
            boolean isFull = groupWorks > GROUP_WORKS_MAX || groupBytes > GROUP_BYTES_MAX;
            boolean parted = next.isAlone()
                    || (!group.isEmpty() && group.get(group.size() - 1).isAlone());
            if (!group.isEmpty() && (isFull || parted)) {
                break;
            }
            group.add(waiting.remove());
            taken++;
            works -= count(next);
            bytes -= weight(next);
        }
        takeTurns(group);
        return group;
    }

    private void takeTurns(List<Work> group) {
        for (int i = 0; i < TURNS_MAX && !turns.isEmpty() && turns.peek().works <= taken; i++) {
            Work turn = turns.remove().turn;
            group.add(turn);
            works -= count(turn);
            bytes -= weight(turn);
        }
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && turns.isEmpty();
    }

    /** Lets time pass, or less when the queue is closed. */
    synchronized void pause(long millisMax) throws InterruptedException {
        long until = System.nanoTime() + millisMax * 1_000_000;
        for (long millis = millisMax; millis > 0 && !closed; millis = (until - System.nanoTime()) / 1_000_000) {
            wait(millis);
        }
    }

    /** Takes no more; what waits is still given out. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** As {@link #close}, and gives out all that waits. */
    synchronized List<Work> end() {
        close();
        List<Work> rest = new ArrayList<>(waiting);
        turns.forEach(behind -> rest.add(behind.turn));
        waiting.clear();
        turns.clear();
        works = 0;
        bytes = 0;
        return rest;
    }

    /** Whether it is closed and all was given out. */
    synchronized boolean isDone() {
        return closed && isEmpty();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** How many drafts and marks wait. */
    synchronized int size() {
        return works;
    }

    private static int count(Work work) {
        return work instanceof Work.Append append ? append.drafts().size() : 1;
    }

    private static long weight(Work work) {
        long weight = Draft.OVERHEAD_BYTES;
        if (work instanceof Work.Append append) {
            for (Draft draft : append.drafts()) {
                weight += draft.weightBytes();
            }
        }
        return weight;
    }
}
