package chat.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the durable store and the server over it; prints tables in Markdown. */
@Command(
        name = "chat-load",
        mixinStandardHelpOptions = true,
        description =
                "Measures how fast messages become durable, and how a large store is read. Tables go to the standard output.")
public final class Main {
    private final Report report = new Report(System.out, System.err);

    /** Runs it; see {@code --help}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
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
