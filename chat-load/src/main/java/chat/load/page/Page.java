package chat.load.page;

import chat.load.result.Result;
import chat.load.result.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Results side by side: a table, plots and what each run was. One page that loads nothing. */
public final class Page {
    /** More lines than that nobody tells apart. */
    public static final int RESULTS_MAX = 8;

    private final List<Result> results;

    /** @param results 1 to {@link #RESULTS_MAX} */
    public Page(List<Result> results) {
        this.results = List.copyOf(results);
    }

    /** The whole page. */
    public String html() {
        return Template.of("page.html")
                .replace("{{title}}", Html.text(title()))
                .replace("{{runs}}", runs())
                .replace("{{plots}}", plots())
                .replace("{{table}}", table())
                .replace("{{summaries}}", summaries());
    }

    private String title() {
        return "chat-load: " + results.stream().map(Words::name).collect(Collectors.joining(", "));
    }

    /** Which line is whose, and what it did. */
    private String runs() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            List<String> problems = result.problems();
            html.append("<li>").append(Html.swatch(i)).append(" <strong>");
            html.append(Html.text(Words.name(result))).append("</strong> ");
            html.append(Html.text(Words.setting(result.setting()))).append(" <span class=\"");
            html.append(problems.isEmpty() ? "well\">all came, once and in order" : "ill\">");
            html.append(Html.text(String.join("; ", problems))).append("</span></li>\n");
        }
        return html.toString();
    }

    private String plots() {
        return new Plots(results)
                .all().stream()
                        .map(plot -> "<figure>" + plot.svg() + "</figure>\n")
                        .collect(Collectors.joining());
    }

    private String table() {
        StringBuilder html = new StringBuilder("<thead><tr><th scope=\"col\"></th>");
        results.forEach(result -> html.append("<th scope=\"col\">")
                .append(Html.text(Words.name(result)))
                .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (Row row : Row.ALL) {
            List<String> cells = results.stream().map(row::of).toList();
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                html.append("<tr><th scope=\"row\">")
                        .append(Html.text(row.title()))
                        .append("</th>");
                cells.forEach(cell -> html.append("<td>")
                        .append(cell.isEmpty() ? "–" : Html.text(cell))
                        .append("</td>"));
                html.append("</tr>\n");
            }
        }
        return html.append("</tbody>").toString();
    }

    private String summaries() {
        return results.stream()
                .map(result -> "<pre>"
                        + Html.text(result.at() + "  " + result.setting().url()) + "\n"
                        + Html.text(Words.summary(result)) + "</pre>\n")
                .collect(Collectors.joining());
    }
}
