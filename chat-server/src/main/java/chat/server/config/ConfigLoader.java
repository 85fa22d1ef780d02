package chat.server.config;

import chat.server.config.Rule.Wrong;
import chat.server.config.Rule.WrongValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the configuration: defaults, then the TOML file, then the environment, then flags, each stronger than the one
 * before. All of them are read and checked before anything is said, so that one attempt shows every problem.
 */
public final class ConfigLoader {
    private final Map<Setting<?>, Source.Entry> given = new HashMap<>();
    private final Set<Setting<?>> wrong = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private ConfigLoader() {}

    /**
     * Decides what this start is to do. Reads the TOML file when one is named; touches nothing else.
     *
     * @param commands what {@code --help} lists beside the settings
     * @param environment all variables; those that do not begin with {@code CHAT_} are ignored
     */
    public static Parsed parse(List<CommandSyntax> commands, String[] arguments, Map<String, String> environment) {
        return parse(Flags.of(commands, arguments), environment, Optional.empty());
    }

    /**
     * Decides what this command is to do, as {@link #parse(List, String[], Map)} does of a start.
     *
     * @param arguments those behind the command's name
     */
    public static Parsed parse(CommandSyntax syntax, String[] arguments, Map<String, String> environment) {
        Flags flags = Flags.of(syntax, arguments);
        return parse(flags, environment, Optional.of(new CommandArguments(syntax, flags.result())));
    }

    private static Parsed parse(Flags flags, Map<String, String> environment, Optional<CommandArguments> command) {
        Optional<String> print = flags.print();
        if (print.isPresent()) {
            return new Parsed.Print(print.get());
        }
        ConfigLoader loader = new ConfigLoader();
        Values values = loader.load(flags, environment);
        command.ifPresent(it -> loader.problems.addAll(it.problems()));
        if (!loader.problems.isEmpty()) {
            return new Parsed.Refused(loader.problems);
        }
        ServerConfig config = values.serverConfig();
        return command.<Parsed>map(it -> new Parsed.Run(config, it.arguments())).orElse(new Parsed.Start(config));
    }

    /** What is wrong is not part of it, but of the problems. */
    private Values load(Flags commandLine, Map<String, String> variables) {
        Source flags = commandLine.source();
        Source environment = Environment.read(variables);
        add(file(flags, environment));
        add(environment);
        add(flags);
        Values values = new Values(given);
        checkRelations(values);
        return values;
    }

    /** The file that the stronger of the two names. */
    private static Source file(Source flags, Source environment) {
        return Stream.of(flags, environment)
                .flatMap(source -> source.entry(Settings.CONFIG).stream())
                .findFirst()
                .flatMap(ConfigLoader::file)
                .orElse(Source.silent());
    }

    private static Optional<Source> file(Source.Entry named) {
        try {
            return Optional.of(TomlFile.read(Settings.CONFIG.rule().read(named.texts()), named.where()));
        } catch (WrongValueException toldWithItsSource) {
            return Optional.empty();
        }
    }

    private void add(Source source) {
        problems.addAll(source.problems());
        for (Source.Entry entry : source.entries()) {
            try {
                entry.setting().rule().read(entry.texts());
                given.put(entry.setting(), entry);
            } catch (WrongValueException e) {
                wrong.add(entry.setting());
                e.wrongs().forEach(it -> problems.add(problem(entry, it)));
            }
        }
    }

    private static Problem problem(Source.Entry entry, Wrong wrong) {
        String shown = entry.setting().rule().shown().apply(wrong.value());
        return new Problem(entry.where(), shown, wrong.expected());
    }

    /** Where a value is wrong by itself, nobody knows what it should be to another one. */
    private void checkRelations(Values values) {
        for (Relation relation : Relation.all()) {
            if (!wrong.contains(relation.greater()) && !wrong.contains(relation.lesser())) {
                relation.problem(values).ifPresent(problems::add);
            }
        }
        problems.addAll(StoreRules.problems(values, wrong));
        problems.addAll(AccessRules.problems(values, wrong));
    }
}
