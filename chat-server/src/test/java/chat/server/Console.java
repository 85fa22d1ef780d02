package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs commands as {@code chat-server.jar} does, in the process of the test. */
final class Console {
    private final List<String> flags;
    private final Map<String, String> environment;
    private final String input;

    /** What a command came to. */
    record Outcome(int status, List<String> out, List<String> err) {
        /** It went well; what it told. */
        List<String> well() {
            assertThat(status).as("exit status; %s", err).isZero();
            return out;
        }

        /** It could not be done, and that was told on one line. */
        String failed() {
            assertThat(status).as("exit status").isEqualTo(1);
            assertThat(err).as("besides progress").isNotEmpty();
            return err.get(err.size() - 1);
        }
    }

    private Console(List<String> flags, Map<String, String> environment, String input) {
        this.flags = flags;
        this.environment = environment;
        this.input = input;
    }

    /** For the data directory, SQLite in it. */
    static Console of(Path dataDir) {
        return new Console(List.of("--data-dir=" + dataDir), Map.of(), "");
    }

    /** With these flags and variables, each time. */
    static Console with(List<String> flags, Map<String, String> environment) {
        return new Console(flags, environment, "");
    }

    /** The same with this on standard input. */
    Console typing(String text) {
        return new Console(flags, environment, text);
    }

    /** Runs a command. */
    Outcome run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(flags);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Main main = new Main(
                config -> {
                    throw new AssertionError("started (expected: a command)");
                },
                () -> {});
        int status = main.run(
                all.toArray(String[]::new),
                environment,
                new Main.Streams(
                        new ByteArrayInputStream(input.getBytes(UTF_8)),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8)));
        return new Outcome(
                status,
                out.toString(UTF_8).lines().toList(),
                err.toString(UTF_8).lines().toList());
    }
}
