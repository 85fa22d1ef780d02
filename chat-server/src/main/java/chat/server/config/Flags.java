package chat.server.config;

import chat.server.config.Rule.Kind;
import chat.server.config.Setting.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Settings from flags, and the help about them. */
final class Flags {
    static final String PROGRAM = "chat-server";

    /** Never given, so that {@code --} is an unknown flag like others and hides none behind it. */
    private static final String NO_DELIMITER = "\0";

    private static final int HELP_WIDTH = 100;
    private static final String VERSION_OF_A_BUILD_TREE = "development";

    private final ParseResult result;
    private final CommandLine commandLine;

    private Flags(CommandLine commandLine, String[] arguments) {
        this.commandLine = commandLine;
        this.result = commandLine.parseArgs(arguments);
    }

    /** Takes the arguments apart; nothing in them makes this fail. */
    static Flags of(String[] arguments) {
        return new Flags(commandLine(), arguments);
    }

    /** What to print in place of a start, if that is what was asked for. */
    Optional<String> print() {
        if (result.isUsageHelpRequested()) {
            return Optional.of(commandLine.getUsageMessage(Ansi.OFF));
        }
        return result.isVersionHelpRequested() ? Optional.of(versionLine()) : Optional.empty();
    }

    /** What the flags say. */
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
        List<String> flags = Settings.all().stream().map(Setting::flag).toList();
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
                .orElseThrow();
        return new Problem(flag, "no value", expected);
    }

    private static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name(PROGRAM);
        spec.usageMessage()
                .width(HELP_WIDTH)
                .sortOptions(false)
                .customSynopsis("java -jar chat-server.jar [flags]")
                .description("A chat for people in browsers and on terminals: one process, one port.")
                .footer(
                        "",
                        "Each can also be set in the environment (--port as CHAT_PORT) and, by its name without",
                        "dashes before it, in the TOML file that --config names. Flags win over the environment,",
                        "the environment wins over the file.");
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
        spec.parser().collectErrors(true).endOfOptionsDelimiter(NO_DELIMITER);
        for (Topic topic : Topic.values()) {
            spec.addArgGroup(group(topic));
        }
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedArgumentsAllowed(true);
    }

    private static ArgGroupSpec group(Topic topic) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().heading("%n" + topic.title() + "%n").validate(false);
        Settings.all().stream()
                .filter(setting -> setting.topic() == topic)
                .forEach(setting -> group.addArg(option(setting)));
        return group.build();
    }

    private static OptionSpec option(Setting<?> setting) {
        boolean truth = setting.rule().kind() == Kind.TRUTH;
        return OptionSpec.builder(setting.flag())
                // Every text is taken as it is: rules are checked for all sources in one place.
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity(truth ? "0..1" : "1")
                .fallbackValue(truth ? "true" : OptionSpec.DEFAULT_FALLBACK_VALUE)
                .paramLabel(setting.rule().placeholder())
                .description(setting.description().replace("%", "%%") + " ("
                        + setting.rule().expected() + "; default: "
                        + setting.defaultText() + ")")
                .build();
    }

    private static String versionLine() {
        String version = Flags.class.getPackage().getImplementationVersion();
        return PROGRAM + " " + (version == null ? VERSION_OF_A_BUILD_TREE : version) + System.lineSeparator();
    }
}
