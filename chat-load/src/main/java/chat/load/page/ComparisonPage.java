package chat.load.page;

import chat.load.result.Comparison;
import chat.load.result.Measure;
import chat.load.result.Result;
import chat.load.result.Rounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Servers side by side under several loads: for each load its plots and a table. One page that loads nothing. */
public final class ComparisonPage {
    private final Comparison comparison;
    private final String note;

    /**
     * One of these.
     *
     * @param comparison of loads that have 1 to {@link Page#RESULTS_MAX} servers each
     * @param note stands below the heading; may be empty
     */
    public ComparisonPage(Comparison comparison, String note) {
        this.comparison = comparison;
        this.note = note;
    }

    /** The whole page. */
    public String html() {
        return Template.of("comparison.html")
                .replace("{{note}}", Html.text(note))
                .replace(
                        "{{loads}}",
                        comparison.loads().stream().map(this::section).collect(Collectors.joining()));
    }

    private String section(Comparison.Load load) {
        int rounds = load.servers().stream()
                .mapToInt(server -> server.results().size())
                .max()
                .orElse(0);
        return "<section>\n<h2>" + Html.text(load.name()) + "</h2>\n<p>"
                + Html.text(load.task()) + "; "
                + (rounds == 1 ? "one round" : "the median of " + rounds + " rounds, and from where to where they went")
                + "." + Html.text(others(load)) + "</p>\n<div class=\"plots\">\n" + plots(load)
                + "</div>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + Html.text(load.name())
                + "\"><table>\n" + table(load) + "\n</table></div>\n</section>\n";
    }

    /** Which servers were asked something else, as not all can do the same. */
    private static String others(Comparison.Load load) {
        Map<String, List<String>> servers = new LinkedHashMap<>();
        for (Rounds server : load.servers()) {
            load.otherTask(server)
                    .ifPresent(task -> servers.computeIfAbsent(task, none -> new ArrayList<>())
                            .add(server.name()));
        }
        return servers.entrySet().stream()
                .map(entry -> " " + String.join(", ", entry.getValue()) + ": " + entry.getKey() + ".")
                .collect(Collectors.joining());
    }

    /** The same for a server in all loads. */
    private int style(Rounds server) {
        return comparison.names().indexOf(server.name()) % Page.RESULTS_MAX;
    }

    private String plots(Comparison.Load load) {
        List<String> plots = new ArrayList<>();
        for (Measure measure : Measure.ALL) {
            List<Strip.Server> servers = load.servers().stream()
                    .filter(measure::isOf)
                    .map(server -> new Strip.Server(server, style(server)))
                    .toList();
            if (!servers.isEmpty()) {
                plots.add(new Strip(measure, servers).svg());
            }
        }
        List<Result> typical = load.servers().stream()
                .map(server -> server.median(result -> result.latency().p99Millis()))
                .toList();
        List<Integer> styles = load.servers().stream().map(this::style).toList();
        new Plots(typical, styles).percentiles().map(Plot::svg).ifPresent(plots::add);
        return plots.stream().map(svg -> "<figure>" + svg + "</figure>\n").collect(Collectors.joining());
    }

    private String table(Comparison.Load load) {
        StringBuilder html = new StringBuilder("<thead><tr><th scope=\"col\"></th>");
        List<Measure> measures = Measure.ALL.stream()
                .filter(measure -> load.servers().stream().anyMatch(measure::isOf))
                .toList();
        measures.forEach(measure -> html.append("<th scope=\"col\">")
                .append(Html.text(measure.heading()))
                .append("</th>"));
        html.append("<th scope=\"col\"></th></tr></thead>\n<tbody>\n");
        for (Rounds server : load.servers()) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.swatch(style(server)))
                    .append(' ')
                    .append(Html.text(server.name()))
                    .append("</th>");
            measures.forEach(measure -> html.append("<td>")
                    .append(measure.isOf(server) ? Html.text(measure.of(server)) : "–")
                    .append("</td>"));
            List<String> remarks = server.remarks();
            html.append(remarks.isEmpty() ? "<td class=\"well\">all well" : "<td class=\"ill\">")
                    .append(Html.text(String.join("; ", remarks)))
                    .append("</td></tr>\n");
        }
        return html.append("</tbody>").toString();
    }
}
