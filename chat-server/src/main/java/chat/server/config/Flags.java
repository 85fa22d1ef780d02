package chat.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Settings from flags, and the help about them. */
final class Flags {
    private static final String VERSION_OF_A_BUILD_TREE = "development";

    private final ParseResult result;
    private final CommandLine commandLine;

    private Flags(CommandLine commandLine, String[] arguments) {
        this.commandLine = commandLine;
        this.result = commandLine.parseArgs(arguments);
    }

    /** Takes the arguments of a start apart; nothing in them makes this fail. */
    static Flags of(List<CommandSyntax> commands, String[] arguments) {
        return new Flags(CommandSpecs.server(commands), arguments);
    }

    /** Takes the arguments of a command apart; nothing in them makes this fail. */
    static Flags of(CommandSyntax syntax, String[] arguments) {
        return new Flags(CommandSpecs.command(syntax), arguments);
    }

    /** What was found. */
    ParseResult result() {
        return result;
    }

    /** What to print in place of a start, if that is what was asked for. */
    Optional<String> print() {
        if (result.isUsageHelpRequested()) {
            return Optional.of(commandLine.getUsageMessage(Ansi.OFF));
        }
        return result.isVersionHelpRequested() ? Optional.of(versionLine()) : Optional.empty();
    }

    /** What the flags say about settings. */
    Source source() {
        List<Source.Entry> entries = new ArrayList<>();
        for (Setting<?> setting : Settings.all()) {
            OptionSpec option = result.matchedOption(setting.name());
            if (option != null && !option.stringValues().isEmpty()) {
                entries.add(new Source.Entry(setting, setting.flag(), option.stringValues()));
            }
        }
        List<Problem> problems = new ArrayList<>();
        addUnknown(problems);
        addErrors(problems);
        return new Source(entries, problems);
    }

    private void addUnknown(List<Problem> problems) {
        List<String> flags = commandLine.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        boolean afterUnknownFlag = false;
        for (String argument : result.unmatched()) {
            if (argument.startsWith("-")) {
                problems.add(Names.unknown(argument.split("=", 2)[0], flags));
                afterUnknownFlag = !argument.contains("=");
            } else if (afterUnknownFlag) {
                // Its value.
                afterUnknownFlag = false;
            } else {
                problems.add(new Problem(argument, "unknown", "flags only; --help lists them"));
            }
        }
    }

    private void addErrors(List<Problem> problems) {
        for (Exception error : result.errors()) {
            if (error instanceof MissingParameterException missing) {
                missing.getMissing().forEach(option -> problems.add(withoutValue((OptionSpec) option)));
            } else {
                problems.add(new Problem("flags", String.valueOf(error.getMessage()), "flags as --help lists them"));
            }
        }
    }

    private static Problem withoutValue(OptionSpec option) {
        String flag = option.longestName();
        String expected = Settings.named(flag.substring(2))
                .map(setting -> setting.rule().expected())
                .orElse(option.paramLabel());
        return new Problem(flag, "no value", expected);
    }

    private static String versionLine() {
        String version = Flags.class.getPackage().getImplementationVersion();
        return CommandSpecs.PROGRAM + " " + (version == null ? VERSION_OF_A_BUILD_TREE : version)
                + System.lineSeparator();
    }
}
