package chat.load.drive;

import chat.load.proc.Processes;
import chat.load.result.Result;
import chat.load.result.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Looks each second at how a run goes, and says so. On the thread of the run. */
final class Sampler {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Less of a second is not worth a line of its own. */
    private static final double SECONDS_MIN = 0.2;

    private final Crews crews;
    private final Processes server;
    private final Consumer<String> progress;
    private final Histogram latencies = Tally.histogram();
    private long startNanos;

    Sampler(Crews crews, Processes server, Consumer<String> progress) {
        this.crews = crews;
        this.server = server;
        this.progress = progress;
    }

    /** Everything at a moment. */
    private record Moment(
            long nanos,
            long sent,
            long deliveries,
            long bytes,
            int ready,
            long serverCpu,
            long resident,
            long ownCpu,
            List<Long> loopCpus,
            double p99Millis) {
        /** What the busiest of the event loops has used since then. */
        private long loopCpuMaxSince(Moment before) {
            return IntStream.range(0, loopCpus.size())
                    .mapToLong(i -> loopCpus.get(i) - before.loopCpus.get(i))
                    .max()
                    .orElse(0);
        }
    }

    /** What was measured between two moments. */
    record Measured(
            double seconds,
            double sentPerSecond,
            double deliveriesPerSecond,
            double bytesPerSecond,
            long deliveries,
            double serverCpuSeconds,
            long residentBytesMax,
            double ownCpuSeconds,
            double loopCpuSecondsMax,
            List<Result.Second> series) {}

    /** Says how it goes until then. */
    void watch(long start, long untilNanos) throws FailedRunException, InterruptedException {
        startNanos = start;
        Moment before = moment();
        while (before.nanos < untilNanos) {
            Moment now = next(before, untilNanos);
            say(before, now);
            before = now;
        }
    }

    /** The same, and keeps it. */
    Measured measure(long fromNanos, long toNanos) throws FailedRunException, InterruptedException {
        List<Result.Second> series = new ArrayList<>();
        Moment first = moment();
        Moment before = first;
        long residentMax = first.resident;
        while (before.nanos < toNanos) {
            Moment now = next(before, toNanos);
            say(before, now);
            if (now.nanos - before.nanos > SECONDS_MIN * SECOND) {
                series.add(second(before, now, fromNanos));
            }
            residentMax = Math.max(residentMax, now.resident);
            before = now;
        }
        double seconds = (before.nanos - first.nanos) / 1e9;
        return new Measured(
                seconds,
                (before.sent - first.sent) / seconds,
                (before.deliveries - first.deliveries) / seconds,
                (before.bytes - first.bytes) / seconds,
                before.deliveries - first.deliveries,
                (before.serverCpu - first.serverCpu) / 1e9,
                residentMax,
                (before.ownCpu - first.ownCpu) / 1e9,
                before.loopCpuMaxSince(first) / 1e9,
                series);
    }

    /** Those that came after the end are latencies too. */
    void takeLast() throws FailedRunException, InterruptedException {
        moment();
    }

    /** All so far. */
    Histogram latencies() {
        return latencies;
    }

    private Moment next(Moment before, long untilNanos) throws FailedRunException, InterruptedException {
        long wake = Math.min(before.nanos + SECOND, untilNanos);
        // A rest that is next to nothing belongs to this second.
        long rest = untilNanos - wake;
        TimeUnit.NANOSECONDS.sleep((rest < SECONDS_MIN * SECOND ? untilNanos : wake) - System.nanoTime());
        return moment();
    }

    private Moment moment() throws FailedRunException, InterruptedException {
        long sent = 0;
        long deliveries = 0;
        long bytes = 0;
        int ready = 0;
        List<Long> loopCpus = new ArrayList<>();
        Histogram second = Tally.histogram();
        for (Crew.Progress each : crews.ask(Crew::progress)) {
            sent += each.sent();
            deliveries += each.deliveries();
            bytes += each.bytes();
            ready += each.ready();
            loopCpus.add(each.cpuNanos());
            second.add(each.latencies());
        }
        latencies.add(second);
        return new Moment(
                System.nanoTime(),
                sent,
                deliveries,
                bytes,
                ready,
                server.cpuNanos(),
                server.residentBytes(),
                Processes.ownCpuNanos(),
                loopCpus,
                second.getValueAtPercentile(99) / 1e6);
    }

    private static Result.Second second(Moment before, Moment now, long fromNanos) {
        double seconds = (now.nanos - before.nanos) / 1e9;
        return new Result.Second(
                (now.nanos - fromNanos) / 1e9,
                (now.sent - before.sent) / seconds,
                (now.deliveries - before.deliveries) / seconds,
                now.p99Millis,
                now.ready,
                percent(now.serverCpu - before.serverCpu, seconds),
                now.resident,
                percent(now.ownCpu - before.ownCpu, seconds));
    }

    private static double percent(long nanos, double seconds) {
        return nanos / 1e7 / seconds;
    }

    private void say(Moment before, Moment now) {
        Result.Second second = second(before, now, startNanos);
        StringBuilder line = new StringBuilder();
        line.append(Math.round(second.second())).append(" s: ");
        line.append(Words.whole(second.sentPerSecond())).append(" sent/s, ");
        line.append(Words.whole(second.deliveriesPerSecond())).append(" deliveries/s, ");
        line.append(second.p99Millis() > 0 ? "p99 " + Words.millis(second.p99Millis()) + " ms, " : "");
        line.append(Words.whole(now.ready)).append(" open");
        if (!server.areNone()) {
            line.append(", server ")
                    .append(Math.round(second.serverCpuPercent()))
                    .append(" % ");
            line.append(Words.mebibytes(now.resident)).append(" MiB");
        }
        progress.accept(line.toString());
    }
}
