package chat.load;

import chat.load.result.Result;
import chat.load.result.ResultFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The program as somebody at a terminal has it: its arguments, its exit status, and what it says. */
record LoadRun(int status, List<String> output, List<String> errors) {
    /** Runs it to its end. */
    static LoadRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int status = command.execute(Main.withCommand(arguments));
        return new LoadRun(
                status, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** Runs a load to its end and reads what it wrote. */
    static Outcome load(String url, String... arguments) throws Exception {
        Path json = Files.createTempFile("load", ".json");
        try {
            String[] all = Stream.concat(Stream.of("--url", url, "--json", json.toString()), Stream.of(arguments))
                    .toArray(String[]::new);
            LoadRun run = of(all);
            if (Files.size(json) == 0) {
                throw new AssertionError("no result: " + run);
            }
            return new Outcome(run, ResultFile.read(json));
        } finally {
            Files.delete(json);
        }
    }

    /** The usual options, each {@code --name=value}, but for those that there is something else for. */
    static String[] with(String[] usual, String... more) {
        List<String> names = Stream.of(more).map(LoadRun::name).toList();
        return Stream.concat(Stream.of(usual).filter(option -> !names.contains(name(option))), Stream.of(more))
                .toArray(String[]::new);
    }

    private static String name(String option) {
        return option.split("=", 2)[0];
    }

    /** How a load ended, and its result. */
    record Outcome(LoadRun run, Result result) {
        int status() {
            return run.status();
        }
    }
}
