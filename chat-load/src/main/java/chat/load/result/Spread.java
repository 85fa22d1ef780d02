package chat.load.result;

import java.util.Arrays;

/**
 * What several rounds of the same came to.
 *
 * @param median of an even number the middle between the two in the middle
 */
public record Spread(double least, double median, double most) {
    /** @param values of one round at least, in any order */
    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
