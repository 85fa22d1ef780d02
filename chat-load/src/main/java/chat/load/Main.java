package chat.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the durable store and the server over it, on the disk of one folder; prints tables in Markdown. */
@Command(
        name = "chat-load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how fast messages become durable on the disk of a folder, and how a large store is read.",
            "Makes its files in a new folder there, and deletes them in the end."
        })
public final class Main implements Callable<Integer> {
    @Option(names = "--dir", description = "Where: on the disk to be measured. Default: ${DEFAULT-VALUE}")
    private Path dir = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(
            names = "--senders",
            split = ",",
            description = "So many at once, each waits for its ack. Default: ${DEFAULT-VALUE}")
    private List<Integer> senders = List.of(1, 10, 100, 1_000);

    @Option(names = "--seconds", description = "For each number of senders. Default: ${DEFAULT-VALUE}")
    private int seconds = 5;

    @Option(
            names = "--no-server",
            description = "Leave out what goes over WebSocket, to a server in a process of its own.")
    private boolean withoutServer;

    @Option(names = "--messages", description = "In the large store; 0: none is made. Default: ${DEFAULT-VALUE}")
    private long messages = 10_000_000;

    @Option(names = "--reads", description = "Of each kind from the large store. Default: ${DEFAULT-VALUE}")
    private int reads = 2_000;

    /** Runs it; see {@code --help}. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(dir), "chat-load-");
        Report report = new Report(System.out, System.err);
        try {
            Commits commits = new Commits(folder, report, senders, Duration.ofSeconds(seconds));
            commits.store();
            if (!withoutServer) {
                commits.server();
            }
            if (messages > 0) {
                new Reads(folder.resolve("large"), report, reads).measure(messages);
            }
            return 0;
        } finally {
            Folders.delete(folder);
        }
    }
}
