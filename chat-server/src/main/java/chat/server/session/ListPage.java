package chat.server.session;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * As much of a list as one answer may hold: of what people write themselves, as many as were asked for may be more than a
 * channel takes.
 *
 * @param more whether there is something behind it
 */
record ListPage<T>(List<T> entries, boolean more) {
    /** What the entries weigh at most, roughly in bytes, unless the first alone weighs more. */
    static final int BYTES_MAX = 256 * 1024;

    /** What an entry costs that says nothing. */
    static final int ENTRY_BYTES = 300;

    /** UTF-16 to UTF-8, or escaped. */
    private static final int BYTES_PER_CHAR = 3;

    /**
     * The beginning of a list.
     *
     * @param limit so many entries at most
     * @param weight of an entry, roughly in bytes
     */
    static <T> ListPage<T> of(List<T> found, int limit, ToLongFunction<T> weight) {
        int count = 0;
        long bytes = 0;
        while (count < Math.min(limit, found.size())) {
            bytes += weight.applyAsLong(found.get(count));
            if (bytes > BYTES_MAX && count > 0) {
                break;
            }
            count++;
        }
        return new ListPage<>(found.subList(0, count), count < found.size());
    }

    /** What a text weighs in an answer, at most. */
    static long weightBytes(String text) {
        return (long) BYTES_PER_CHAR * text.length();
    }
}
