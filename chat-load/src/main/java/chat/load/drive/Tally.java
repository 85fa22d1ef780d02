package chat.load.drive;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What is counted on one event loop, from the first connection to the last delivery. Written on that loop only; read elsewhere
 * when the loop has ended.
 */
final class Tally {
    private static final long NANOS_MIN = TimeUnit.MICROSECONDS.toNanos(1);
    private static final long NANOS_MAX = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    /** A server that makes up a reason for each failure shall not fill the memory. */
    private static final int REASONS_MAX = 64;

    private final Map<String, Long> reasons = new HashMap<>();
    private final Histogram acks = histogram();
    private final Histogram sendLags = histogram();
    private final Histogram untilBack = histogram();
    private Histogram latencies = histogram();
    private long measuredFrom = Long.MAX_VALUE;
    private long measuredTo = Long.MAX_VALUE;

    /** Messages that were sent. */
    long sent;

    /** Messages that were due and not sent, because the connection was closed or its server read too slowly. */
    long skipped;

    /** How often a closed loop waited in vain and went on. */
    long stalls;

    /** Messages that came to anybody, however often. */
    long deliveries;

    /** Those of them that came to slow readers, which are not looked at further. */
    long deliveriesToSlow;

    /** Messages that should have come to all others by the end, and how many of them did not. */
    long expected;

    long lost;
    long twice;
    long late;

    /** Who came later, was there at the end and heard nothing. */
    long deaf;

    /** Messages of another room than one's own. */
    long strays;

    /** Frames that are no message of this run: who enters, pings and so on. */
    long otherFrames;

    long bytes;
    long acknowledged;

    /** Connections by what became of them; one that came back counts again. */
    long upgraded;

    long notConnected;
    long closedByServer;
    long slowClosed;
    long cut;
    long back;
    long left;
    long lastUpgradeNanos;

    static Histogram histogram() {
        return new Histogram(NANOS_MIN, NANOS_MAX, DIGITS);
    }

    /** What is sent from then until before then is measured; times of messages. */
    void measure(long from, long to) {
        measuredFrom = from;
        measuredTo = to;
    }

    private boolean isMeasured(long time) {
        return time >= measuredFrom && time < measuredTo;
    }

    /** So many messages should have come to somebody, and so many different ones did. */
    void settle(long shouldHave, long did) {
        expected += shouldHave;
        lost += shouldHave - did;
    }

    void latency(long time, long now) {
        record(latencies, time, now);
    }

    void ack(long time, long now) {
        acknowledged++;
        record(acks, time, now);
    }

    void sendLag(long time, long now) {
        record(sendLags, time, now);
    }

    private void record(Histogram histogram, long time, long now) {
        if (isMeasured(time)) {
            histogram.recordValue(Math.max(0, Math.min(now - time, NANOS_MAX)));
        }
    }

    void back(long nanos) {
        back++;
        untilBack.recordValue(Math.min(nanos, NANOS_MAX));
    }

    /** Something failed. */
    void reason(String why) {
        boolean room = reasons.size() < REASONS_MAX || reasons.containsKey(why);
        reasons.merge(room ? why : "others", 1L, Long::sum);
    }

    /** The latencies since the last time this was asked. */
    Histogram takeLatencies() {
        Histogram taken = latencies;
        latencies = histogram();
        return taken;
    }

    Histogram acks() {
        return acks;
    }

    Histogram sendLags() {
        return sendLags;
    }

    Histogram untilBack() {
        return untilBack;
    }

    /** How often what failed. */
    Map<String, Long> reasons() {
        return reasons;
    }
}
