package chat.server.admin;

import chat.server.config.CommandSyntax;
import chat.server.config.CommandSyntax.Parameter;
import chat.server.config.ConfigLoader;
import chat.server.config.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operator's commands, by their names. */
public final class Commands {
    private static final String HELP = "help";

    private final List<Command> commands;

    private Commands(List<Command> commands) {
        this.commands = commands;
    }

    /** All there are. */
    public static Commands all(StoreOpener stores) {
        StoreChanges changes = new StoreChanges(stores);
        return new Commands(List.of(
                new AdminCommand(changes),
                new BackupCommand(),
                new RestoreCommand(),
                new VerifyCommand(),
                new ExportCommand(),
                importing(changes),
                erasing(changes),
                retaining(changes),
                new NewEpochCommand(stores)));
    }

    private static Command importing(StoreChanges changes) {
        CommandSyntax syntax = new CommandSyntax(
                Changes.IMPORT,
                List.of(
                        "Reads what export wrote into a room that has no messages yet: all of it, or nothing. The server",
                        "does it when one runs."),
                List.of(Parameters.path("FILE", true, "what export wrote.")),
                List.of(Parameters.room(false, "Another room than that of the file.")));
        return new ChangeCommand(
                syntax, arguments -> LineFile.open(Path.of(arguments.operand(0).orElseThrow())), true, changes);
    }

    private static Command erasing(StoreChanges changes) {
        CommandSyntax syntax = new CommandSyntax(
                Changes.ERASE_USER,
                List.of(
                        "Erases somebody: every text of theirs is blanked, and in their place stands nobody, in all rooms.",
                        "The server does it when one runs. Backups and exports still have it all: make new ones."),
                List.of(Parameters.user("ID", "the user's id, as events have it: from.id.")),
                List.of());
        return new ChangeCommand(syntax, arguments -> LineFile.empty(), false, changes);
    }

    private static Command retaining(StoreChanges changes) {
        CommandSyntax syntax = new CommandSyntax(
                Changes.RETENTION,
                List.of(
                        "Sets how long a room keeps its messages, and drops at once what it no longer does. The server does",
                        "it when one runs, and goes on dropping."),
                List.of(),
                List.of(
                        Parameters.room(true, "The room."),
                        Parameters.number(Changes.DAYS, 36_500, "Older events are dropped."),
                        Parameters.number(Changes.EVENTS, 2_000_000_000, "So many of the newest events are kept."),
                        Parameter.onOrOff(Changes.OFF, "All events are kept, whatever holds for other rooms."),
                        Parameter.onOrOff(Changes.DEFAULT, "As --retention-days and --retention-events say.")));
        return new ChangeCommand(syntax, arguments -> LineFile.empty(), false, changes);
    }

    /** Whether the arguments ask for a command, known or not, and not for a server. */
    public static boolean isCommand(String[] arguments) {
        return arguments.length > 0 && !arguments[0].startsWith("-");
    }

    /** The commands, as {@code --help} of the server lists them. */
    public List<CommandSyntax> syntaxes() {
        return commands.stream().map(Command::syntax).toList();
    }

    /**
     * Decides what a command is to do, as {@link ConfigLoader} does of a start; {@code help} is {@code --help}.
     *
     * @return nothing: there is no such command
     */
    public Optional<Parsed> parse(String[] arguments, Map<String, String> environment) {
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        if (arguments[0].equals(HELP)) {
            String[] help = {"--help"};
            return rest.length == 0 || rest[0].startsWith("-")
                    ? Optional.of(ConfigLoader.parse(syntaxes(), help, environment))
                    : named(rest[0]).map(command -> ConfigLoader.parse(command.syntax(), help, environment));
        }
        return named(arguments[0]).map(command -> ConfigLoader.parse(command.syntax(), rest, environment));
    }

    /** What is said of a command that is none. */
    public String unknown(String[] arguments) {
        String name = arguments[0].equals(HELP) ? arguments[1] : arguments[0];
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
