package chat.load.page;

import chat.load.page.Plot.Dot;
import chat.load.page.Plot.Line;
import chat.load.result.Result;
import chat.load.result.Result.Point;
import chat.load.result.Result.Second;
import chat.load.result.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The plots of some results, those that they have figures for. */
final class Plots {
    private static final double MEBIBYTE = 1 << 20;
    private static final double ALL_PERCENT = 100;

    private final List<Result> results;
    private final List<Integer> styles;

    Plots(List<Result> results) {
        this(results, IntStream.range(0, results.size()).boxed().toList());
    }

    /** @param styles which of the page's styles of lines each has */
    Plots(List<Result> results, List<Integer> styles) {
        this.results = results;
        this.styles = styles;
    }

    List<Plot> all() {
        List<Plot> plots = new ArrayList<>();
        Predicate<Result> talks = result -> result.latency().count() > 0;
        Predicate<Result> looked = result -> result.server().isPresent();
        if (results.stream().anyMatch(talks)) {
            percentiles().ifPresent(plots::add);
            plots.add(overTime("Deliveries", "per s", talks, Second::deliveriesPerSecond));
            plots.add(overTime("Latency p99 of each second", "ms", talks, Second::p99Millis));
        }
        if (results.stream().anyMatch(looked)) {
            plots.add(overTime("CPU of the server", "% of a core", looked, Second::serverCpuPercent));
            plots.add(overTime("Memory of the server", "MiB", looked, s -> s.serverResidentBytes() / MEBIBYTE));
        }
        plots.add(overTime("Connections in their rooms", "", result -> true, Second::open));
        return plots;
    }

    /** Empty when nothing was delivered. */
    Optional<Plot> percentiles() {
        List<Line> lines = new ArrayList<>();
        for (Result result : results) {
            // Where everything has come there is no nine more to tell.
            List<Dot> dots = result.curve().stream()
                    .filter(point -> point.percentile() < ALL_PERCENT)
                    .map(Plots::dot)
                    .toList();
            lines.add(line(result, dots));
        }
        if (lines.stream().allMatch(line -> line.dots().isEmpty())) {
            return Optional.empty();
        }
        double end = values(lines, Dot::along).max().orElse(0);
        double min = values(lines, Dot::value).min().orElse(1);
        double max = values(lines, Dot::value).max().orElse(1);
        return Optional.of(new Plot(
                "Latency by percentile", "ms", "of the deliveries", Scale.nines(end), Scale.powers(min, max), lines));
    }

    private static Dot dot(Point point) {
        return new Dot(
                point.percentile(),
                point.millis(),
                String.format(Locale.ROOT, "%.4g %% within %s ms", point.percentile(), Words.millis(point.millis())));
    }

    private Plot overTime(String title, String unit, Predicate<Result> has, ToDoubleFunction<Second> figure) {
        List<Line> lines = new ArrayList<>();
        for (Result result : results) {
            if (has.test(result)) {
                List<Dot> dots = result.series().stream()
                        .map(second -> dot(second, figure.applyAsDouble(second), unit))
                        .toList();
                lines.add(line(result, dots));
            }
        }
        double end = values(lines, Dot::along).max().orElse(1);
        double max = values(lines, Dot::value).max().orElse(1);
        return new Plot(title, unit, "seconds", Scale.until(end), Scale.linear(max), lines);
    }

    private static Dot dot(Second second, double value, String unit) {
        String says = Words.number(value) + (unit.isEmpty() ? "" : " " + unit) + " at " + Words.number(second.second())
                + " s";
        return new Dot(second.second(), value, says);
    }

    private Line line(Result result, List<Dot> dots) {
        return new Line(Words.name(result), styles.get(results.indexOf(result)), dots);
    }

    private static DoubleStream values(List<Line> lines, ToDoubleFunction<Dot> which) {
        return lines.stream().flatMap(line -> line.dots().stream()).mapToDouble(which);
    }
}
