package chat.load;

import chat.load.drive.BadPlanException;
import chat.load.drive.Drive;
import chat.load.drive.FailedRunException;
import chat.load.drive.Plan;
import chat.load.drive.PlanCheck;
import chat.load.drive.Protocol;
import chat.load.page.Page;
import chat.load.result.Result;
import chat.load.result.ResultFile;
import chat.load.result.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a load on a server that runs, and says what came of it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Opens connections to a server that runs, has some of them send, and measures what comes to all: the time from when"
                    + " a message was due until each delivery, what was lost, came twice or out of order, and what the server"
                    + " and this program took for it.",
            "With nothing but --url it stays within what the server allows by default; for more start that with --no-rate-limit"
                    + " --users-per-address 0 --connections-per-address-max 0."
        },
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:Everything came, once and in order.",
            "1:Something did not, which the last line names; or nobody listens.",
            "2:An option is wrong; nothing was done."
        })
final class RunCommand implements Callable<Integer> {
    private static final int WELL = 0;
    private static final int ILL = 1;

    /** Well below what the server lets each of ten senders say by default. */
    private static final double RATE_DEFAULT = 20;

    private static final double RATE_MIN = 0.01;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "ws://HOST:PORT/PATH; without a path /ws. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("ws://127.0.0.1:8765/");

    @Option(
            names = "--protocol",
            paramLabel = "json|plain|raw",
            description =
                    "json: chat.v1, as pages. plain: lines, as people at a terminal. raw: any relay that passes each text"
                            + " on to all. Default: json")
    private Protocol protocol = Protocol.JSON;

    @Option(names = "--connections", paramLabel = "N", description = "1 to 200,000. Default: ${DEFAULT-VALUE}")
    private int connections = 200;

    @Option(
            names = "--senders",
            paramLabel = "S",
            description = "The first so many send. Default: 10, or all if there are fewer")
    private @Nullable Integer senders;

    @Option(
            names = "--rooms",
            paramLabel = "R",
            description = "Everybody is in one of these, senders too, in turn. Default: ${DEFAULT-VALUE}")
    private int rooms = 1;

    @Option(
            names = "--rate",
            paramLabel = "M",
            description =
                    "Messages a second of all senders together, whatever becomes of them: 0.01 to 1,000,000. Default: 20")
    private @Nullable Double rate;

    @Option(
            names = "--in-flight",
            paramLabel = "K",
            description =
                    "Instead: each sender has K messages under way and sends the next when one came back to it. 1 to 10,000.")
    private @Nullable Integer inFlight;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            description = "Of a message's text: 40 to 8,000, raw up to 65,536. Default: ${DEFAULT-VALUE}")
    private int size = 64;

    @Option(names = "--compression", description = "Asks for permessage-deflate.")
    private boolean compression;

    @Option(names = "--idle", description = "Nobody says anything; the connections are held, no warm-up.")
    private boolean idle;

    @Option(
            names = "--storm",
            description =
                    "When the measuring begins, all who do not send are cut off and come back at once; with json they"
                            + " resume, and must get what they missed.")
    private boolean storm;

    @Option(
            names = "--slow",
            paramLabel = "PERCENT",
            description = "So many percent read slowly. Default: ${DEFAULT-VALUE}")
    private double slow;

    @Option(
            names = "--slow-bytes",
            paramLabel = "BYTES",
            description = "What each of those reads in a second; 0: nothing. Default: ${DEFAULT-VALUE}")
    private int slowBytes = 1_024;

    @Option(
            names = "--churn",
            paramLabel = "PER_S",
            description =
                    "So many of those who do not send leave each second, and others come. Default: ${DEFAULT-VALUE}")
    private double churn;

    @Option(
            names = "--seconds",
            paramLabel = "D",
            description = "How long is measured: 0.1 to 3,600. Default: ${DEFAULT-VALUE}")
    private double seconds = 10;

    @Option(
            names = "--warmup",
            paramLabel = "W",
            description = "Seconds of sending before that. Default: ${DEFAULT-VALUE}")
    private double warmUp = 2;

    @Option(
            names = "--drain",
            paramLabel = "D",
            description = "Seconds to wait at most for the last deliveries. Default: ${DEFAULT-VALUE}")
    private double drain = 5;

    @Option(
            names = "--sources",
            paramLabel = "N",
            description =
                    "Connects from 127.0.0.1 to 127.0.0.N in turn, each good for 28,000. 1 to 250. Default: ${DEFAULT-VALUE}")
    private int sources = 1;

    @Option(
            names = "--connecting",
            paramLabel = "N",
            description = "So many connections at most are on their way at a time. Default: ${DEFAULT-VALUE}")
    private int connecting = 500;

    @Option(
            names = "--loops",
            paramLabel = "N",
            description = "Event loops of this program: 1 to 64. Default: ${DEFAULT-VALUE}")
    private int loops = 1;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            split = ",",
            description = "The server's process on this machine, or several: its CPU and memory are looked at.")
    private List<Long> pids = List.of();

    @Option(names = "--label", paramLabel = "NAME", description = "What the run is called, up to 100 characters.")
    private String label = "";

    @Option(
            names = "--text",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the summary goes to the standard output. It does.")
    private boolean text;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the result there; report reads it.")
    private @Nullable Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes a page with plots there, which needs nothing else.")
    private @Nullable Path html;

    @Override
    public Integer call() throws BadPlanException, FailedRunException, IOException, InterruptedException {
        Plan plan = PlanCheck.checked(plan());
        OutputFile.expectWritable("--json", json);
        OutputFile.expectWritable("--html", html);
        PrintWriter words = spec.commandLine().getErr();
        Result result = Drive.run(plan, line -> {
            words.println("chat-load: " + line);
            words.flush();
        });
        if (json != null) {
            Files.writeString(json, ResultFile.json(result));
        }
        if (html != null) {
            Files.writeString(html, new Page(List.of(result)).html());
        }
        if (text) {
            spec.commandLine().getOut().print(Words.summary(result));
            spec.commandLine().getOut().flush();
        }
        return result.problems().isEmpty() ? WELL : ILL;
    }

    private Plan plan() throws BadPlanException {
        if (rate != null && inFlight != null) {
            throw new BadPlanException("--in-flight: " + inFlight + " (expected: not together with --rate)");
        }
        // Not the other way round: what is no number at all must not pass.
        if (rate != null && !(rate >= RATE_MIN)) {
            throw new BadPlanException(
                    "--rate: " + rate + " (expected: 0.01 to 1000000; --in-flight for a closed loop)");
        }
        double perSecond = inFlight != null ? 0 : rate != null ? rate : RATE_DEFAULT;
        return new Plan(
                url,
                protocol,
                connections,
                senders != null ? senders : idle ? 0 : Math.min(10, connections),
                rooms,
                perSecond,
                inFlight != null ? inFlight : 0,
                size,
                compression,
                idle,
                storm,
                slow,
                slowBytes,
                churn,
                seconds,
                warmUp,
                drain,
                sources,
                connecting,
                loops,
                List.copyOf(pids),
                label);
    }
}
