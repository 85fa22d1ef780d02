package chat.load;

import chat.load.drive.BadPlanException;
import chat.load.page.Page;
import chat.load.result.Result;
import chat.load.result.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets results side by side. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Sets results of run --json side by side on one page, up to 8 of them.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RESULT.json", arity = "1..*", description = "In the order in which they are to stand.")
    private List<Path> files = List.of();

    @Option(names = "--html", paramLabel = "FILE", required = true, description = "Where the page goes.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path html;

    @Override
    public Integer call() throws BadPlanException, IOException {
        if (files.size() > Page.RESULTS_MAX) {
            throw new BadPlanException(
                    "RESULT.json: " + files.size() + " (expected: at most " + Page.RESULTS_MAX + ")");
        }
        OutputFile.expectWritable("--html", html);
        List<Result> results = new ArrayList<>();
        for (Path file : files) {
            results.add(read(file));
        }
        Files.writeString(html, new Page(results).html());
        return 0;
    }

    /** The message of an error is one line for a person. */
    static Result read(Path file) throws BadPlanException {
        try {
            return ResultFile.read(file);
        } catch (IOException notOne) {
            throw new BadPlanException(String.valueOf(notOne.getMessage()));
        }
    }
}
