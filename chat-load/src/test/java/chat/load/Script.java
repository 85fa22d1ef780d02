package chat.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the load scripts, and what came of running it. */
record Script(String name) {
    private static final Path FOLDER = Path.of("websocat");
    private static final String SHARED = "common.sh";
    private static final int SECONDS_MAX = 150;

    /** All that can be run, in the order of their names. */
    static List<Script> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sh") && !name.equals(SHARED))
                    .sorted()
                    .map(Script::new)
                    .toList();
        }
    }

    /** Runs it to its end. */
    Outcome run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    /** Runs it to its end, with these variables in its environment. */
    Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(FOLDER.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    /** Runs any program to its end. */
    static Outcome run(Map<String, String> environment, List<String> command) throws Exception {
        Path output = Files.createTempFile("script", ".out");
        Path errors = Files.createTempFile("script", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(SECONDS_MAX, SECONDS);
            return new Outcome(ended ? process.exitValue() : Outcome.NEVER_ENDED, lines(output), lines(errors));
        } finally {
            process.destroy();
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file, UTF_8).lines().toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** How a run ended and what it printed. */
    record Outcome(int status, List<String> output, List<String> errors) {
        static final int NEVER_ENDED = -1;

        /** The final line, by the names in the line above it. */
        Map<String, String> table() {
            if (output.size() < 2) {
                return Map.of();
            }
            String[] names = output.get(output.size() - 2).strip().split(" +");
            String[] values = output.get(output.size() - 1).strip().split(" +");
            Map<String, String> table = new HashMap<>();
            for (int column = 0; column < Math.min(names.length, values.length); column++) {
                table.put(names[column], values[column]);
            }
            return table;
        }
    }
}
