package chat.load.page;

import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes, as SVG that takes its colours from the page.
 *
 * @param title what it shows
 * @param unit of the values that go up; may be empty
 * @param along of the values that go right, below their axis
 */
record Plot(String title, String unit, String along, Scale right, Scale up, List<Line> lines) {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 260;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 30;
    private static final int BOTTOM = 42;

    /** More of them are only a thicker line. */
    private static final int DOTS_MAX = 60;

    /**
     * One of the lines.
     *
     * @param style which of the page's styles of lines
     */
    record Line(String name, int style, List<Dot> dots) {}

    /** A value of a line, and what it says when one points at it. */
    record Dot(double along, double value, String says) {}

    /** As an element of a page. */
    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(
                format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, Html.text(title)));
        String unitOfUp = unit.isEmpty() ? "" : ", " + unit;
        svg.append(format(
                "<text x=\"0\" y=\"16\"><tspan class=\"title\">%s</tspan>%s</text>",
                Html.text(title), Html.text(unitOfUp)));
        for (Scale.Tick tick : up.ticks()) {
            double y = y(tick.value());
            svg.append(format("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT));
            svg.append(format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6, y + 4, Html.text(tick.text())));
        }
        for (Scale.Tick tick : right.ticks()) {
            double x = x(tick.value());
            svg.append(format("<path class=\"grid\" d=\"M%.1f %dV%d\"/>", x, TOP, HEIGHT - BOTTOM));
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x, HEIGHT - BOTTOM + 16, Html.text(tick.text())));
        }
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", WIDTH - RIGHT, HEIGHT - 8, Html.text(along)));
        lines.forEach(line -> draw(svg, line));
        return svg.append("</svg>").toString();
    }

    private void draw(StringBuilder svg, Line line) {
        StringBuilder path = new StringBuilder();
        for (Dot dot : line.dots()) {
            path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(dot.along()), y(dot.value())));
        }
        if (!path.isEmpty()) {
            svg.append(format("<path class=\"line s%d\" d=\"%s\"/>", line.style(), path));
        }
        if (line.dots().size() <= DOTS_MAX) {
            for (Dot dot : line.dots()) {
                svg.append(format(
                        "<circle class=\"dot s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"><title>%s</title></circle>",
                        line.style(), x(dot.along()), y(dot.value()), Html.text(line.name() + ": " + dot.says())));
            }
        }
    }

    private double x(double value) {
        return LEFT + right.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.place(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
