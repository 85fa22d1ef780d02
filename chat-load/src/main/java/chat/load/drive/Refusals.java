package chat.load.drive;

import java.util.Arrays;

/**
 * Which numbers of one sender the server refused: ranges of them, as a limit refuses many in a row. Only so many ranges are
 * known, the newest; for what was before them there is only how many they were.
 *
 * <p>Any thread; its lock is held for a moment.
 */
final class Refusals {
    private static final int RANGES_MIN = 16;

    private final int rangesMax;
    private int ranges;
    private int[] from = new int[RANGES_MIN];
    private int[] to = new int[RANGES_MIN];

    /** How many were refused before each range. */
    private int[] before = new int[RANGES_MIN];

    /** @param rangesMax less than {@link #RANGES_MIN} counts as that */
    Refusals(int rangesMax) {
        this.rangesMax = Math.max(RANGES_MIN, rangesMax);
    }

    /** One was refused, which is told of once. */
    synchronized void add(int number) {
        int at = rangeOf(number);
        if (at >= 0 && number <= to[at]) {
            return;
        }
        if (at >= 0 && number == to[at] + 1) {
            to[at] = number;
        } else {
            at = insert(at + 1, number);
        }
        for (int later = at + 1; later < ranges; later++) {
            before[later]++;
        }
    }

    /** Returns where it came to be. */
    private int insert(int place, int number) {
        int at = place;
        if (ranges == rangesMax) {
            int forgotten = ranges / 2;
            at = Math.max(0, at - forgotten);
            from = Arrays.copyOfRange(from, forgotten, forgotten + rangesMax);
            to = Arrays.copyOfRange(to, forgotten, forgotten + rangesMax);
            before = Arrays.copyOfRange(before, forgotten, forgotten + rangesMax);
            ranges -= forgotten;
        } else if (ranges == from.length) {
            int room = Math.min(rangesMax, 2 * ranges);
            from = Arrays.copyOf(from, room);
            to = Arrays.copyOf(to, room);
            before = Arrays.copyOf(before, room);
        }
        int beforeThis = at > 0 ? until(at - 1) : ranges > 0 ? before[0] : 0;
        System.arraycopy(from, at, from, at + 1, ranges - at);
        System.arraycopy(to, at, to, at + 1, ranges - at);
        System.arraycopy(before, at, before, at + 1, ranges - at);
        ranges++;
        from[at] = number;
        to[at] = number;
        before[at] = beforeThis;
        return at;
    }

    /** How many were refused up to the end of a range. */
    private int until(int range) {
        return before[range] + to[range] - from[range] + 1;
    }

    /** The last range that begins there or before, or -1. */
    private int rangeOf(int number) {
        int found = Arrays.binarySearch(from, 0, ranges, number);
        return found >= 0 ? found : -found - 2;
    }

    /** How many of these numbers, first and last included, were refused; where that is not known any more, at most so many. */
    synchronized int between(int first, int last) {
        if (ranges == 0 || last < first) {
            return 0;
        }
        int untilFirst = rangeOf(first - 1) < 0 ? 0 : until(first - 1, rangeOf(first - 1));
        int untilLast = rangeOf(last) < 0 ? before[0] : until(last, rangeOf(last));
        return Math.min(untilLast - untilFirst, last - first + 1);
    }

    private int until(int number, int range) {
        return before[range] + Math.min(number, to[range]) - from[range] + 1;
    }
}
