package chat.load.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison as one table in Markdown: a row for each load and server, a column for each figure that any of them has. */
public final class ComparisonTable {
    private final Comparison comparison;

    /** One that says nothing of loads without servers. */
    public ComparisonTable(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The whole table, each line with its end. */
    public String markdown() {
        List<Measure> measures = Measure.ALL.stream().filter(this::isOfAny).toList();
        StringBuilder table = new StringBuilder();
        List<String> heads = new ArrayList<>(List.of("load", "server"));
        measures.forEach(measure -> heads.add(measure.heading()));
        heads.add("remarks");
        table.append(line(heads)).append("| --- | --- |");
        table.append(" ---: |".repeat(measures.size())).append(" --- |\n");
        for (Comparison.Load load : comparison.loads()) {
            for (Rounds rounds : load.servers()) {
                List<String> cells = new ArrayList<>(List.of(load.name(), rounds.name()));
                measures.forEach(measure -> cells.add(measure.of(rounds)));
                List<String> remarks = new ArrayList<>(rounds.remarks());
                load.otherTask(rounds).ifPresent(remarks::add);
                cells.add(String.join("; ", remarks));
                table.append(line(cells));
            }
        }
        return table.toString();
    }

    private boolean isOfAny(Measure measure) {
        return comparison.loads().stream()
                .flatMap(load -> load.servers().stream())
                .anyMatch(measure::isOf);
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? "" : " " + cell.replace("|", "\\|"))
                .collect(Collectors.joining(" |", "|", " |\n"));
    }
}
