package chat.load.drive;

import java.util.Arrays;

/**
 * Which messages of each sender one connection has heard: eight bytes for each sender. Of each the newest number is known and
 * which of the 32 before it came, so that one that comes late can be told from one that comes twice; one that is later still
 * counts as come twice, and so as lost.
 */
final class Receipts {
    private static final int WINDOW = 32;
    private static final long WINDOW_BITS = 0xffff_ffffL;

    /** For each sender the newest number, shifted, and bits for those before it; 0: none yet. Numbers begin with 1. */
    private final long[] heard;

    private boolean sinceTheStart;
    private long distinct;

    /** What came before somebody was there, as far as is known from the first that was heard. */
    private long before;

    /** @param senders how many the room has */
    Receipts(int senders) {
        this.heard = new long[senders];
        this.sinceTheStart = true;
    }

    /** What a message is to somebody. */
    enum Verdict {
        NEXT,
        LATE,
        TWICE
    }

    /** Somebody new has the connection, who is to hear all that follows the first message of a sender that comes. */
    void beginAnew() {
        Arrays.fill(heard, 0);
        sinceTheStart = false;
        distinct = 0;
        before = 0;
    }

    /**
     * A message came.
     *
     * @param sender its number in the room
     */
    Verdict add(int sender, int number) {
        long was = heard[sender];
        int newest = (int) (was >>> WINDOW);
        if (was == 0 && !sinceTheStart) {
            before += number - 1;
        }
        long bits = was & WINDOW_BITS;
        int ahead = number - newest;
        if (ahead > 0) {
            long moved = ahead > WINDOW ? 0 : (bits << ahead | 1L << (ahead - 1)) & WINDOW_BITS;
            heard[sender] = (long) number << WINDOW | moved;
            distinct++;
            return Verdict.NEXT;
        }
        int behind = -ahead;
        long bit = behind == 0 || behind > WINDOW ? 0 : 1L << (behind - 1);
        if (bit == 0 || (bits & bit) != 0) {
            return Verdict.TWICE;
        }
        heard[sender] = was | bit;
        distinct++;
        return Verdict.LATE;
    }

    /** How many different messages came. */
    long distinct() {
        return distinct;
    }

    /** How many should have come by now, of a room. */
    long expected(Said said, int room) {
        long expected = -before;
        for (int i = 0; i < heard.length; i++) {
            if (sinceTheStart || heard[i] != 0) {
                expected += said.taken(said.sender(room, i));
            }
        }
        return Math.max(distinct, expected);
    }

    /** How many should have come until the newest that came: of those later it was cut off. */
    long expectedUntilCut() {
        long expected = -before;
        for (long each : heard) {
            expected += each >>> WINDOW;
        }
        return Math.max(distinct, expected);
    }
}
