package chat.load;

import chat.load.drive.BadPlanException;
import chat.load.relay.Relay;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the relay to compare with. */
@Command(
        name = "relay",
        mixinStandardHelpOptions = true,
        description =
                "The relay of the text books, to compare with (run --protocol raw): what one says, all get. It keeps"
                        + " nothing. Listens on 127.0.0.1, at any path, until it is ended.")
final class RelayCommand implements Callable<Integer> {
    private static final int PORT_MAX = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "0 to 65535; 0 takes any free one. Default: ${DEFAULT-VALUE}")
    private int port = 8766;

    @Override
    public Integer call() throws BadPlanException, IOException, InterruptedException {
        if (port < 0 || port > PORT_MAX) {
            throw new BadPlanException("--port: " + port + " (expected: 0 to " + PORT_MAX + ")");
        }
        try (Relay relay = Relay.start(port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("The relay is at ws://127.0.0.1:" + relay.port() + "/");
            out.flush();
            relay.awaitEnd();
        }
        return 0;
    }
}
