package chat.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long many things took, to three digits. Any thread. */
final class Latencies {
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Histogram histogram = new ConcurrentHistogram(NANOS_MAX, DIGITS);

    void add(long nanos) {
        histogram.recordValue(Math.min(nanos, NANOS_MAX));
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** In milliseconds. */
    double percentile(double percent) {
        return histogram.getValueAtPercentile(percent) / 1e6;
    }

    /** In milliseconds. */
    double max() {
        return histogram.getMaxValue() / 1e6;
    }
}
