package chat.load;

import chat.load.drive.BadPlanException;
import chat.load.drive.FailedRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a server that runs, the durable store, and the server over it. */
@Command(
        name = "chat-load",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, ReportCommand.class, CompareCommand.class, RelayCommand.class},
        description = {
            "Puts a load on a server that runs and measures what becomes of it (run, which is meant when no command is named),"
                    + " sets results side by side (report, compare), and has a simple relay to compare with.",
            "The other commands measure how fast messages become durable, and how a large store is read; their tables go to the"
                    + " standard output."
        },
        footer = "%nWhat a command takes: chat-load COMMAND --help")
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG = 2;
    private static final String DEFAULT_COMMAND = "run";

    private final Report report = new Report(System.out, System.err);

    /** Runs it; see {@code --help}. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(withCommand(arguments)));
    }

    /** As a person has it: what is wrong with the arguments is said in one line. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> complain(wrong.getCommandLine(), wrong, WRONG))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof BadPlanException) {
                        return complain(command, failure, WRONG);
                    }
                    if (failure instanceof FailedRunException || failure instanceof IOException) {
                        return complain(command, failure, FAILED);
                    }
                    throw failure;
                });
    }

    private static int complain(CommandLine command, Exception failure, int status) {
        command.getErr()
                .println("chat-load: " + String.valueOf(failure.getMessage()).replaceAll("\\R", " "));
        command.getErr().flush();
        return status;
    }

    /** Options without a command are those of a run. */
    static String[] withCommand(String[] arguments) {
        List<String> ofMain = List.of("--help", "-h", "--version", "-V");
        if (arguments.length > 0 && (!arguments[0].startsWith("-") || ofMain.contains(arguments[0]))) {
            return arguments;
        }
        return Stream.concat(Stream.of(DEFAULT_COMMAND), Stream.of(arguments)).toArray(String[]::new);
    }

    private interface Measuring {
        void in(Path folder) throws IOException, InterruptedException;
    }

    /** Where a server or a store keeps what is measured. */
    static final class Place {
        @Option(
                names = "--dir",
                description =
                        "A folder on the disk to be measured; what is made there is deleted. Default: ${DEFAULT-VALUE}")
        private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

        private int measure(Measuring measuring) throws IOException, InterruptedException {
            Path folder = Files.createTempDirectory(Files.createDirectories(dir), "chat-load-");
            try {
                measuring.in(folder);
                return 0;
            } finally {
                Folders.delete(folder);
            }
        }
    }

    /** What both ways of sending are told. */
    static final class Sending {
        @Option(
                names = "--senders",
                split = ",",
                description = "So many at once, each waits for its ack. Default: ${DEFAULT-VALUE}")
        private List<Integer> senders = List.of(1, 10, 100, 1_000);

        @Option(names = "--seconds", description = "For each number of senders. Default: ${DEFAULT-VALUE}")
        private int seconds = 5;
    }

    private Commits commits(Path folder, Sending sending) {
        return new Commits(folder, report, sending.senders, Duration.ofSeconds(sending.seconds));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Messages made durable by the store alone, in groups and one by one.")
    int store(@Mixin Place place, @Mixin Sending sending) throws IOException, InterruptedException {
        return place.measure(folder -> commits(folder, sending).store());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Messages acknowledged over WebSocket by a server in a process of its own.")
    int server(@Mixin Place place, @Mixin Sending sending) throws IOException, InterruptedException {
        return place.measure(folder -> commits(folder, sending).server());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes a large store: some minutes and some gigabytes. It stays there.")
    int fill(
            @Parameters(paramLabel = "DATA-DIR", description = "Where; made by this.") Path data,
            @Option(names = "--messages", defaultValue = "10000000", description = "Default: ${DEFAULT-VALUE}")
                    long messages)
            throws IOException {
        new Fill(report).fill(data, messages);
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Opens a store that fill has made, pages, resumes and searches in it.")
    int reads(
            @Parameters(paramLabel = "DATA-DIR", description = "What fill was given.") Path data,
            @Option(names = "--times", defaultValue = "2000", description = "Of each kind. Default: ${DEFAULT-VALUE}")
                    int times)
            throws IOException {
        new Reads(report, times).measure(data);
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Everybody comes back at once to a server that was restarted; how those fare who are talking.")
    int storm(
            @Mixin Place place,
            @Option(names = "--returning", defaultValue = "15000", description = "Default: ${DEFAULT-VALUE}")
                    int returning)
            throws IOException, InterruptedException {
        return place.measure(folder -> new Storm(folder, report, returning).measure());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "One connection says far more than it may; how those fare who are talking.")
    int flood(
            @Mixin Place place,
            @Option(names = "--per-second", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
                    int perSecond)
            throws IOException, InterruptedException {
        return place.measure(folder -> new Flood(folder, report, perSecond).measure());
    }

    @Command(
            name = "logins",
            mixinStandardHelpOptions = true,
            description =
                    "What log-ins with passwords cost, and how those fare who are talking when many log in at once.")
    int logIns(
            @Mixin Place place,
            @Option(names = "--people", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}") int people,
            @Option(names = "--seconds", defaultValue = "10", description = "For each part. Default: ${DEFAULT-VALUE}")
                    int seconds)
            throws IOException, InterruptedException {
        return place.measure(folder -> new LogInCost(folder, report, people, Duration.ofSeconds(seconds)).measure());
    }
}
