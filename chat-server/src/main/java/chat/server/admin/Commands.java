package chat.server.admin;

import chat.server.config.ConfigLoader;
import chat.server.config.Parsed;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operator's commands, by their names. */
public final class Commands {
    private final List<Command> commands;

    private Commands(List<Command> commands) {
        this.commands = commands;
    }

    /** All there are. */
    public static Commands all(StoreOpener stores) {
        return new Commands(List.of());
    }

    /** Whether the arguments ask for a command, known or not, and not for a server. */
    public static boolean isCommand(String[] arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    /** Decides what a command is to do; as {@link ConfigLoader#parse(String[], Map)} does of a start. */
    public Optional<Parsed> parse(String[] arguments, Map<String, String> environment) {
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        return named(arguments[0]).map(command -> ConfigLoader.parse(command.syntax(), rest, environment));
    }

    /** What is said of a command that is none. */
    public String unknown(String name) {
        String names = commands.stream().map(command -> command.syntax().name()).collect(Collectors.joining(", "));
        return "command: " + name.replaceAll("\\p{Cc}", "?") + " (expected: " + names + ", or flags only)";
    }

    /**
     * Carries a command out; blocks until it is done.
     *
     * @throws CommandException when it could not; the message is one line
     * @throws IOException likewise
     */
    public void run(String name, Parsed.Run run, Terminal terminal) throws CommandException, IOException {
        Command command = named(name).orElseThrow();
        command.run(new Command.Call(run.config(), run.arguments(), terminal));
    }

    private Optional<Command> named(String name) {
        return commands.stream()
                .filter(command -> command.syntax().name().equals(name))
                .findFirst();
    }
}
