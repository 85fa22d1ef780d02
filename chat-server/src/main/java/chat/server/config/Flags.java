package chat.server.config;

import chat.server.config.CommandSyntax.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Settings from flags, and the help about them. */
final class Flags {
    private static final String VERSION_OF_A_BUILD_TREE = "development";

    private final CommandLine line;
    private final List<Parameter> options;
    private final Supplier<String> help;

    private Flags(CommandLine line, List<Parameter> options, Supplier<String> help) {
        this.line = line;
        this.options = options;
        this.help = help;
    }

    /** Takes the arguments of a start apart; nothing in them makes this fail. */
    static Flags of(List<CommandSyntax> commands, String[] arguments) {
        return new Flags(CommandLine.of(arguments), List.of(), () -> Help.server(commands));
    }

    /** Takes the arguments of a command apart; nothing in them makes this fail. */
    static Flags of(CommandSyntax syntax, String[] arguments) {
        return new Flags(CommandLine.of(syntax, arguments), syntax.options(), () -> Help.command(syntax));
    }

    /** What was found. */
    CommandLine line() {
        return line;
    }

    /** What to print in place of a start, if that is what was asked for. */
    Optional<String> print() {
        if (line.texts(CommandLine.HELP).isPresent()) {
            return Optional.of(help.get());
        }
        return line.texts(CommandLine.VERSION).map(asked -> versionLine());
    }

    /** What the flags say about settings. */
    Source source() {
        List<Source.Entry> entries = new ArrayList<>();
        for (Setting<?> setting : Settings.all()) {
            line.texts(setting.flag())
                    .ifPresent(texts -> entries.add(new Source.Entry(setting, setting.flag(), texts)));
        }
        List<Problem> problems = new ArrayList<>();
        addUnknown(problems);
        line.withoutValue().stream().map(this::withoutValue).forEach(problems::add);
        return new Source(entries, problems);
    }

    private void addUnknown(List<Problem> problems) {
        boolean afterUnknownFlag = false;
        for (String argument : line.unknown()) {
            if (argument.startsWith("-")) {
                problems.add(Names.unknown(argument.split("=", 2)[0], line.flags()));
                afterUnknownFlag = !argument.contains("=");
            } else if (afterUnknownFlag) {
                // Its value.
                afterUnknownFlag = false;
            } else {
                problems.add(new Problem(argument, "unknown", "flags only; --help lists them"));
            }
        }
    }

    private Problem withoutValue(String flag) {
        String expected = Stream.concat(
                        Settings.all().stream()
                                .filter(setting -> setting.flag().equals(flag))
                                .map(setting -> setting.rule().expected()),
                        options.stream()
                                .filter(option -> option.flag().equals(flag))
                                .map(option -> option.value().expected()))
                .findFirst()
                .orElseThrow();
        return new Problem(flag, "no value", expected);
    }

    private static String versionLine() {
        String version = Flags.class.getPackage().getImplementationVersion();
        return Help.PROGRAM + " " + (version == null ? VERSION_OF_A_BUILD_TREE : version) + System.lineSeparator();
    }
}
