package chat.server.config;

import chat.server.config.CommandSyntax.Parameter;
import chat.server.config.Rule.Kind;
import chat.server.config.Setting.Topic;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command line may hold, in picocli's terms: every text is taken as it is, rules are checked elsewhere. */
final class CommandSpecs {
    static final String PROGRAM = "chat-server";

    /** Never given, so that {@code --} is an unknown flag like others and hides none behind it. */
    private static final String NO_DELIMITER = "\0";

    private static final String SYNOPSIS = "java -jar chat-server.jar ";
    private static final int HELP_WIDTH = 100;

    private CommandSpecs() {}

    /** To start a server. */
    static CommandLine server(List<CommandSyntax> commands) {
        CommandSpec spec = spec();
        spec.usageMessage()
                .customSynopsis(SYNOPSIS + "[flags]", SYNOPSIS + "COMMAND --help")
                .description("A chat for people in browsers and on terminals: one process, one port.")
                .footer(footer(commands));
        for (Topic topic : Topic.values()) {
            spec.addArgGroup(settings(topic, false));
        }
        return commandLine(spec);
    }

    private static String[] footer(List<CommandSyntax> commands) {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "Each can also be set in the environment (--port as CHAT_PORT) and, by its name without",
                "dashes before it, in the TOML file that --config names. Flags win over the environment,",
                "the environment wins over the file."));
        if (!commands.isEmpty()) {
            lines.addAll(List.of("", "Commands; COMMAND --help says more:"));
            commands.forEach(command -> lines.add("  " + synopsis(command)));
        }
        return lines.toArray(String[]::new);
    }

    /** To run a command. */
    static CommandLine command(CommandSyntax syntax) {
        CommandSpec spec = spec();
        spec.usageMessage()
                .customSynopsis(SYNOPSIS + synopsis(syntax))
                .description(description(syntax))
                .footer("", "Every other setting of the server is taken too: chat-server.jar --help lists them.");
        // One parameter takes them all; how many there may be is checked with everything else.
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
        if (!syntax.options().isEmpty()) {
            ArgGroupSpec.Builder group =
                    ArgGroupSpec.builder().heading("%nCommand%n").validate(false);
            syntax.options().forEach(option -> group.addArg(option(option)));
            spec.addArgGroup(group.build());
        }
        for (Topic topic : Topic.values()) {
            spec.addArgGroup(settings(topic, !topic.isForCommands()));
        }
        return commandLine(spec);
    }

    private static String synopsis(CommandSyntax syntax) {
        StringBuilder synopsis = new StringBuilder(syntax.name());
        syntax.operands()
                .forEach(operand ->
                        synopsis.append(operand.required() ? " " + operand.name() : " [" + operand.name() + "]"));
        syntax.options().stream()
                .filter(Parameter::required)
                .forEach(option -> synopsis.append(' ')
                        .append(option.flag())
                        .append('=')
                        .append(option.value().placeholder()));
        return synopsis.append(" [flags]").toString();
    }

    private static String[] description(CommandSyntax syntax) {
        List<String> lines = new ArrayList<>(syntax.description());
        if (!syntax.operands().isEmpty()) {
            lines.add("");
        }
        syntax.operands().forEach(operand -> lines.add(operand.name() + ": " + operand.description()));
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name(PROGRAM);
        spec.usageMessage().width(HELP_WIDTH).sortOptions(false);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
        spec.parser().collectErrors(true).endOfOptionsDelimiter(NO_DELIMITER);
        return spec;
    }

    private static CommandLine commandLine(CommandSpec spec) {
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedArgumentsAllowed(true);
    }

    private static ArgGroupSpec settings(Topic topic, boolean hidden) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder().validate(false);
        if (!hidden) {
            group.heading("%n" + topic.title() + "%n");
        }
        Settings.all().stream()
                .filter(setting -> setting.topic() == topic)
                .forEach(setting -> group.addArg(setting(setting, hidden)));
        return group.build();
    }

    private static OptionSpec setting(Setting<?> setting, boolean hidden) {
        boolean truth = setting.rule().kind() == Kind.TRUTH;
        return text(setting.flag())
                .arity(truth ? "0..1" : "1")
                .fallbackValue(truth ? "true" : OptionSpec.DEFAULT_FALLBACK_VALUE)
                .paramLabel(setting.rule().placeholder())
                .hidden(hidden)
                .description(setting.description().replace("%", "%%") + " ("
                        + setting.rule().expected() + "; default: "
                        + setting.defaultText() + ")")
                .build();
    }

    private static OptionSpec option(Parameter option) {
        String rule = option.isSwitch() ? "" : " (" + option.value().expected() + ")";
        return text(option.flag())
                .arity(option.isSwitch() ? "0" : "1")
                .fallbackValue(option.isSwitch() ? "" : OptionSpec.DEFAULT_FALLBACK_VALUE)
                .paramLabel(option.value().placeholder())
                .description((option.description() + rule).replace("%", "%%"))
                .build();
    }

    private static OptionSpec.Builder text(String flag) {
        return OptionSpec.builder(flag).type(List.class).auxiliaryTypes(String.class);
    }
}
