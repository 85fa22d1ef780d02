package chat.server.store;

/**
 * Which stretch of a log. It ends at {@code eventsMax}, or before {@code bytesMax} is passed, but holds at least one
 * event when there is one.
 *
 * @param bytesMax counted as {@link Draft#weightBytes(chat.protocol.RoomEvent)}
 */
public record PageRequest(Direction direction, long seq, int eventsMax, int bytesMax) {
    /** Which side of {@code seq}. */
    public enum Direction {
        /** The events right after {@code seq}. */
        AFTER,
        /** The events right before {@code seq}. */
        BEFORE
    }

    /** Checks the bounds. */
    public PageRequest {
        if (eventsMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException(
                    "eventsMax, bytesMax: " + eventsMax + ", " + bytesMax + " (expected: at least 1)");
        }
    }

    /** The events right after {@code seq}. */
    public static PageRequest after(long seq, int eventsMax, int bytesMax) {
        return new PageRequest(Direction.AFTER, seq, eventsMax, bytesMax);
    }

    /** The events right before {@code seq}. */
    public static PageRequest before(long seq, int eventsMax, int bytesMax) {
        return new PageRequest(Direction.BEFORE, seq, eventsMax, bytesMax);
    }

    /** The newest events. */
    public static PageRequest newest(int eventsMax, int bytesMax) {
        return new PageRequest(Direction.BEFORE, Long.MAX_VALUE, eventsMax, bytesMax);
    }
}
