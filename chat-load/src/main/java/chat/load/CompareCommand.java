package chat.load;

import chat.load.drive.BadPlanException;
import chat.load.page.ComparisonPage;
import chat.load.page.Page;
import chat.load.result.Comparison;
import chat.load.result.ComparisonTable;
import chat.load.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes medians of rounds. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Sets servers side by side under several loads, with the median of several rounds and how far they lie apart: a"
                    + " table in Markdown to the standard output, and a page with plots. bin/compare makes the results and"
                    + " calls this.",
            "Results of a folder that have the same label are rounds of one another."
        })
final class CompareCommand implements Callable<Integer> {
    private static final String SUFFIX = ".json";

    /** Of a folder; a hundred rounds of all servers that have a place on a page. */
    private static final int FILES_MAX = 100 * Page.RESULTS_MAX;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "1..*",
            description =
                    "One for each load, which is called as it: results of run --json, in the order of their names.")
    private List<Path> folders = List.of();

    @Option(names = "--html", paramLabel = "FILE", required = true, description = "Where the page goes.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path html;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "Stands on the page below its heading: the machine, say.")
    private String note = "";

    @Override
    public Integer call() throws BadPlanException, IOException {
        OutputFile.expectWritable("--html", html);
        List<Comparison.Load> loads = new ArrayList<>();
        for (Path folder : folders) {
            loads.add(load(folder));
        }
        Comparison comparison = new Comparison(loads);
        Files.writeString(html, new ComparisonPage(comparison, note).html());
        spec.commandLine().getOut().print(new ComparisonTable(comparison).markdown());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static Comparison.Load load(Path folder) throws BadPlanException, IOException {
        List<Result> results = new ArrayList<>();
        for (Path file : results(folder)) {
            results.add(ReportCommand.read(file));
        }
        Comparison.Load load = Comparison.Load.of(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()), results);
        if (load.servers().size() > Page.RESULTS_MAX) {
            throw new BadPlanException("FOLDER: " + folder + " has "
                    + load.servers().size() + " labels (expected: at most " + Page.RESULTS_MAX + ")");
        }
        return load;
    }

    private static List<Path> results(Path folder) throws BadPlanException, IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadPlanException("FOLDER: " + folder + " (expected: a folder with results of run --json)");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> results = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .limit(FILES_MAX + 1)
                    .toList();
            if (results.isEmpty() || results.size() > FILES_MAX) {
                throw new BadPlanException(
                        "FOLDER: " + folder + " has " + results.size() + " results (expected: 1 to " + FILES_MAX + ")");
            }
            return results;
        }
    }
}
