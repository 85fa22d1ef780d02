package chat.load.result;

import chat.load.result.Result.ServerUse;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A figure by which servers are compared.
 *
 * @param title what it is
 * @param unit may be empty
 * @param has whether a result has it
 * @param words how a value is written
 */
public record Measure(
        String title,
        String unit,
        Predicate<Result> has,
        ToDoubleFunction<Result> value,
        DoubleFunction<String> words) {
    private static final double MICROS_PER_PERCENT = 10_000;

    /** What tells how fast a server passes messages on, and how fast it can, from top to bottom. */
    public static final List<Measure> ALL = List.of(
            new Measure(
                    "server CPU per delivery",
                    "µs",
                    result -> delivers(result) && result.server().isPresent(),
                    result -> server(result, ServerUse::cpuMicrosPerDelivery),
                    Words::millis),
            new Measure(
                    "deliveries/s",
                    "",
                    Measure::delivers,
                    result -> result.traffic().deliveriesPerSecond(),
                    Words::whole),
            new Measure(
                    "latency p50",
                    "ms",
                    Measure::delivers,
                    result -> result.latency().p50Millis(),
                    Words::millis),
            new Measure(
                    "latency p99",
                    "ms",
                    Measure::delivers,
                    result -> result.latency().p99Millis(),
                    Words::millis),
            new Measure(
                    "generator CPU per delivery",
                    "µs",
                    Measure::delivers,
                    result -> result.own().cpuMicrosPerDelivery(),
                    Words::millis),
            new Measure(
                    "handshakes/s",
                    "",
                    Measure::isIdle,
                    result -> result.opening().handshakesPerSecond(),
                    Words::whole),
            new Measure(
                    "server CPU per handshake",
                    "µs",
                    Measure::isLookedAtIdle,
                    result -> server(result, ServerUse::cpuMicrosPerHandshake),
                    Words::whole),
            new Measure(
                    "memory per connection",
                    "B",
                    Measure::isLookedAtIdle,
                    result -> server(
                            result,
                            use -> use.residentBytesPerConnection(
                                    result.opening().open())),
                    Words::whole),
            new Measure(
                    "server CPU per idle connection",
                    "µs/s",
                    Measure::isLookedAtIdle,
                    result -> server(result, ServerUse::cpuPercent)
                            * MICROS_PER_PERCENT
                            / Math.max(1, result.opening().open()),
                    Words::millis));

    /** Its title and its unit. */
    public String heading() {
        return unit.isEmpty() ? title : title + ", " + unit;
    }

    /** What it came to, the median and from where to where; empty when a server does not have it. */
    public String of(Rounds rounds) {
        if (!isOf(rounds)) {
            return "";
        }
        Spread spread = rounds.spread(value);
        String median = words.apply(spread.median());
        return rounds.results().size() == 1
                ? median
                : median + " (" + words.apply(spread.least()) + " to " + words.apply(spread.most()) + ")";
    }

    /** Whether all rounds have it. */
    public boolean isOf(Rounds rounds) {
        return rounds.results().stream().allMatch(has);
    }

    private static boolean delivers(Result result) {
        return result.latency().count() > 0;
    }

    private static boolean isIdle(Result result) {
        return result.setting().idle();
    }

    private static boolean isLookedAtIdle(Result result) {
        return isIdle(result) && result.server().isPresent();
    }

    private static double server(Result result, ToDoubleFunction<ServerUse> figure) {
        return result.server().map(figure::applyAsDouble).orElse(0.0);
    }
}
