package chat.load.drive;

import chat.load.result.Result;
import chat.load.result.Result.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Puts together what came of a run. On the thread of the run. */
final class Findings {
    /** Of a core; an event loop with less time left answers late. */
    private static final double SATURATED_PERCENT = 90;

    private static final int POINTS_PER_HALVING = 4;

    private final Plan plan;
    private final String at;
    private Result.Opening opening = new Result.Opening(0, 0, 0, 0);
    private long residentBefore;
    private long residentOpen;
    private double cpuMicrosPerHandshake;
    private boolean serverEnded;
    private Sampler.Measured measured = new Sampler.Measured(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
    private Histogram latencies = Tally.histogram();

    Findings(Plan plan, String at) {
        this.plan = plan;
        this.at = at;
    }

    void opened(Result.Opening how) {
        opening = how;
    }

    void serverOpened(long bytesBefore, long bytesOpen, double microsPerHandshake) {
        residentBefore = bytesBefore;
        residentOpen = bytesOpen;
        cpuMicrosPerHandshake = microsPerHandshake;
    }

    /** A process of the server is not there any more. */
    void serverEnded() {
        serverEnded = true;
    }

    void measured(Sampler.Measured what) {
        measured = what;
    }

    void latencies(Histogram all) {
        latencies = all;
    }

    /** @param tallies of event loops that have ended */
    Result result(List<Tally> tallies) {
        return new Result(
                Result.FORMAT,
                plan.label(),
                at,
                setting(),
                new Result.Opening(
                        opening.open(),
                        sum(tallies, tally -> tally.notConnected),
                        opening.seconds(),
                        opening.readySeconds()),
                traffic(tallies),
                quantiles(latencies),
                quantiles(merged(tallies, Tally::acks)),
                quantiles(merged(tallies, Tally::sendLags)),
                new Result.Faults(
                        sum(tallies, tally -> tally.expected),
                        sum(tallies, tally -> tally.lost),
                        sum(tallies, tally -> tally.twice),
                        sum(tallies, tally -> tally.late),
                        sum(tallies, tally -> tally.strays)),
                turmoil(tallies),
                server(),
                own(),
                measured.series(),
                curve(),
                reasons(tallies));
    }

    private Result.Setting setting() {
        return new Result.Setting(
                plan.url().toString(),
                plan.protocol().name().toLowerCase(Locale.ROOT),
                plan.connections(),
                plan.senders(),
                plan.rooms(),
                plan.rate(),
                plan.inFlight(),
                plan.sizeBytes(),
                plan.compression(),
                plan.idle(),
                plan.storm(),
                plan.slowPercent(),
                plan.slowBytesPerSecond(),
                plan.churnPerSecond(),
                plan.seconds(),
                plan.idle() ? 0 : plan.warmUpSeconds(),
                plan.sources(),
                plan.loops());
    }

    private Result.Traffic traffic(List<Tally> tallies) {
        return new Result.Traffic(
                measured.seconds(),
                sum(tallies, tally -> tally.sent),
                measured.sentPerSecond(),
                sum(tallies, tally -> tally.skipped),
                sum(tallies, tally -> tally.stalls),
                sum(tallies, tally -> tally.deliveries),
                measured.deliveriesPerSecond(),
                measured.bytesPerSecond(),
                sum(tallies, tally -> tally.acknowledged),
                sum(tallies, tally -> tally.otherFrames));
    }

    private Result.Turmoil turmoil(List<Tally> tallies) {
        return new Result.Turmoil(
                sum(tallies, tally -> tally.closedByServer),
                plan.slowConnections(),
                sum(tallies, tally -> tally.slowClosed),
                sum(tallies, tally -> tally.deliveriesToSlow),
                sum(tallies, tally -> tally.left),
                sum(tallies, tally -> tally.cut),
                sum(tallies, tally -> tally.back),
                sum(tallies, tally -> tally.deaf),
                quantiles(merged(tallies, Tally::untilBack)));
    }

    private Optional<Result.ServerUse> server() {
        if (plan.pids().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Result.ServerUse(
                percent(measured.serverCpuSeconds()),
                perDelivery(measured.serverCpuSeconds()),
                cpuMicrosPerHandshake,
                residentBefore,
                residentOpen,
                measured.residentBytesMax(),
                serverEnded));
    }

    private Result.OwnUse own() {
        double loopPercentMax = percent(measured.loopCpuSecondsMax());
        return new Result.OwnUse(
                percent(measured.ownCpuSeconds()),
                perDelivery(measured.ownCpuSeconds()),
                loopPercentMax,
                loopPercentMax > SATURATED_PERCENT);
    }

    private double percent(double cpuSeconds) {
        return measured.seconds() > 0 ? 100 * cpuSeconds / measured.seconds() : 0;
    }

    private double perDelivery(double cpuSeconds) {
        return measured.deliveries() > 0 ? 1e6 * cpuSeconds / measured.deliveries() : 0;
    }

    private List<Result.Point> curve() {
        List<Result.Point> curve = new ArrayList<>();
        for (HistogramIterationValue value : latencies.percentiles(POINTS_PER_HALVING)) {
            curve.add(new Result.Point(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / 1e6));
        }
        return curve;
    }

    private static long sum(List<Tally> tallies, ToLongFunction<Tally> count) {
        return tallies.stream().mapToLong(count).sum();
    }

    private static Histogram merged(List<Tally> tallies, Function<Tally, Histogram> which) {
        Histogram merged = Tally.histogram();
        tallies.forEach(tally -> merged.add(which.apply(tally)));
        return merged;
    }

    private static Map<String, Long> reasons(List<Tally> tallies) {
        Map<String, Long> reasons = new TreeMap<>();
        tallies.forEach(tally -> tally.reasons().forEach((why, count) -> reasons.merge(why, count, Long::sum)));
        return reasons;
    }

    private static Quantiles quantiles(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return new Quantiles(0, 0, 0, 0, 0, 0);
        }
        return new Quantiles(
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(90) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6,
                histogram.getValueAtPercentile(99.9) / 1e6,
                histogram.getMaxValue() / 1e6);
    }
}
