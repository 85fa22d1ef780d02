package chat.load.page;

import chat.load.result.Measure;
import chat.load.result.Result;
import chat.load.result.Rounds;
import chat.load.result.Spread;
import java.util.List;
import java.util.Locale;

/**
 * One figure of several servers below each other, as SVG: a bar up to the median, and a dot for each round.
 *
 * @param servers those that have the figure, each with its style of lines
 */
record Strip(Measure measure, List<Server> servers) {
    private static final int WIDTH = 420;
    private static final int RIGHT = 66;
    private static final int TOP = 30;
    private static final int ROW = 34;
    private static final int BOTTOM = 26;

    /**
     * One of them.
     *
     * @param style which of the page's styles of lines
     */
    record Server(Rounds rounds, int style) {}

    /** As an element of a page. */
    String svg() {
        double most = servers.stream()
                .mapToDouble(server -> spread(server).most())
                .max()
                .orElse(1);
        Scale scale = Scale.linear(most);
        int height = TOP + ROW * servers.size() + BOTTOM;
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, height, Html.text(measure.title())));
        svg.append(format(
                "<text x=\"0\" y=\"16\"><tspan class=\"title\">%s</tspan>%s</text>",
                Html.text(measure.title()), Html.text(measure.unit().isEmpty() ? "" : ", " + measure.unit())));
        for (Scale.Tick tick : scale.ticks()) {
            double x = x(scale, tick.value());
            svg.append(format("<path class=\"grid\" d=\"M%.1f %dV%d\"/>", x, TOP, height - BOTTOM));
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x, height - BOTTOM + 16, Html.text(tick.text())));
        }
        for (int i = 0; i < servers.size(); i++) {
            draw(svg, servers.get(i), scale, TOP + i * ROW);
        }
        return svg.append("</svg>").toString();
    }

    private void draw(StringBuilder svg, Server server, Scale scale, int top) {
        Spread spread = spread(server);
        double y = top + 24;
        svg.append(format(
                "<text x=\"4\" y=\"%d\">%s</text>",
                top + 12, Html.text(server.rounds().name())));
        svg.append(format(
                "<path class=\"bar s%d\" d=\"M%.1f %.1fH%.1f\"/>",
                server.style(), x(scale, 0), y, x(scale, spread.median())));
        for (Result result : server.rounds().results()) {
            double value = measure.value().applyAsDouble(result);
            svg.append(format(
                    "<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"><title>%s</title></circle>",
                    server.style(),
                    x(scale, value),
                    y,
                    Html.text(server.rounds().name() + ": " + measure.words().apply(value))));
        }
        svg.append(format(
                "<text class=\"value\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                WIDTH, y + 4, Html.text(measure.words().apply(spread.median()))));
    }

    private Spread spread(Server server) {
        return server.rounds().spread(measure.value());
    }

    private static double x(Scale scale, double value) {
        return 4 + scale.place(value) * (WIDTH - RIGHT - 8);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
