package chat.load.drive;

/**
 * Which messages of each sender one connection has heard: eight bytes for each sender, twelve for who came later. Of each the
 * newest number is known and which of the 32 before it came, so that one that comes late can be told from one that comes
 * twice; one that is later still counts as come twice, and so as lost.
 */
final class Receipts {
    private static final int WINDOW = 32;
    private static final long WINDOW_BITS = 0xffff_ffffL;
    private static final int[] SINCE_THE_START = {};

    private final int room;

    /** For each sender the newest number, shifted, and bits for those before it; 0: none yet. Numbers begin with 1. */
    private final long[] heard;

    /** For each sender the first number that came; {@link #SINCE_THE_START}: number 1 should have. */
    private final int[] firsts;

    private long distinct;

    private Receipts(int room, long[] heard, int[] firsts) {
        this.room = room;
        this.heard = heard;
        this.firsts = firsts;
    }

    /**
     * Those of somebody who is there from the start.
     *
     * @param senders how many the room has
     */
    static Receipts sinceTheStart(int room, int senders) {
        return new Receipts(room, new long[senders], SINCE_THE_START);
    }

    /** Those of somebody who comes later, and is to hear all that follows the first message of a sender that comes. */
    Receipts anew() {
        return new Receipts(room, new long[heard.length], new int[heard.length]);
    }

    /** What a message is to somebody. */
    enum Verdict {
        NEXT,
        LATE,
        TWICE
    }

    private boolean isSinceTheStart() {
        return firsts == SINCE_THE_START;
    }

    /**
     * A message came.
     *
     * @param sender its number in the room
     */
    Verdict add(int sender, int number) {
        long was = heard[sender];
        int newest = (int) (was >>> WINDOW);
        if (!isSinceTheStart() && (was == 0 || number < firsts[sender])) {
            firsts[sender] = number;
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

    /** Whether nothing came to somebody who came later. */
    boolean isNewAndDeaf() {
        return !isSinceTheStart() && distinct == 0;
    }

    /** How many should have come by now. */
    long expected(Said said) {
        long expected = 0;
        for (int i = 0; i < heard.length; i++) {
            int sender = said.sender(room, i);
            if (isSinceTheStart()) {
                expected += said.taken(sender);
            } else if (heard[i] != 0) {
                expected += said.taken(sender, firsts[i], said.newest(sender));
            }
        }
        return Math.max(distinct, expected);
    }

    /** How many should have come until the newest that came: of those later it was cut off. */
    long expectedUntilCut(Said said) {
        long expected = 0;
        for (int i = 0; i < heard.length; i++) {
            int first = isSinceTheStart() ? 1 : firsts[i];
            expected += heard[i] == 0 ? 0 : said.taken(said.sender(room, i), first, (int) (heard[i] >>> WINDOW));
        }
        return Math.max(distinct, expected);
    }
}
