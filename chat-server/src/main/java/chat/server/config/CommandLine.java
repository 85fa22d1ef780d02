package chat.server.config;

import chat.server.config.CommandSyntax.Parameter;
import chat.server.config.Rule.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command line taken apart: every text is taken as it is, rules are checked elsewhere, and nothing in it makes this fail.
 * {@code --flag value} is as good as {@code --flag=value}; {@code --} and {@code @file} mean nothing special.
 */
final class CommandLine {
    static final String HELP = "--help";
    static final String VERSION = "--version";

    private static final Map<String, String> SHORT = Map.of("-h", HELP, "-V", VERSION);

    /** What may follow a flag. */
    private enum Takes {
        NOTHING,
        A_TEXT,
        /** {@code true} when nothing follows. */
        TRUTH
    }

    private final Map<String, Takes> flags = new LinkedHashMap<>();
    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> withoutValue = new ArrayList<>();
    private final boolean takesOperands;

    private CommandLine(List<Parameter> options, boolean takesOperands, String[] arguments) {
        this.takesOperands = takesOperands;
        flags.put(HELP, Takes.NOTHING);
        flags.put(VERSION, Takes.NOTHING);
        for (Parameter option : options) {
            flags.put(option.flag(), option.isSwitch() ? Takes.NOTHING : Takes.A_TEXT);
        }
        for (Setting<?> setting : Settings.all()) {
            flags.put(setting.flag(), setting.rule().kind() == Kind.TRUTH ? Takes.TRUTH : Takes.A_TEXT);
        }
        for (int place = 0; place < arguments.length; ) {
            place += take(arguments[place], place + 1 < arguments.length ? arguments[place + 1] : null);
        }
    }

    /** Of what starts a server. */
    static CommandLine of(String[] arguments) {
        return new CommandLine(List.of(), false, arguments);
    }

    /** Of what runs a command, without the command's name. */
    static CommandLine of(CommandSyntax syntax, String[] arguments) {
        return new CommandLine(syntax.options(), true, arguments);
    }

    /** All flags there are, given or not. */
    List<String> flags() {
        return List.copyOf(flags.keySet());
    }

    /** The texts that this flag was given with; nothing: it was not given, or without the text that it needs. */
    Optional<List<String>> texts(String flag) {
        return Optional.ofNullable(given.get(flag));
    }

    /** What stands alone, if anything may. */
    List<String> operands() {
        return operands;
    }

    /** What is no flag and must not stand alone. */
    List<String> unknown() {
        return unknown;
    }

    /** Flags without the text that they need. */
    List<String> withoutValue() {
        return withoutValue;
    }

    /** Takes an argument, and the one behind it when it belongs to it; answers how many that were. */
    private int take(String argument, @Nullable String next) {
        String flag = flag(argument);
        Takes takes = flags.get(flag);
        if (takes == null || (takes == Takes.NOTHING && !argument.equals(flag) && !SHORT.containsKey(argument))) {
            (takesOperands && !argument.startsWith("-") ? operands : unknown).add(argument);
            return 1;
        }
        int equals = argument.indexOf('=');
        if (equals >= 0) {
            add(flag, argument.substring(equals + 1));
            return 1;
        }
        if (takes == Takes.NOTHING) {
            add(flag, "");
        } else if (next != null && isText(next, takes)) {
            add(flag, next);
            return 2;
        } else if (takes == Takes.TRUTH) {
            add(flag, "true");
        } else {
            withoutValue.add(flag);
        }
        return 1;
    }

    /** A text that has to follow may look like an unknown flag; one that need not is none then. */
    private boolean isText(String next, Takes takes) {
        return !flags.containsKey(flag(next)) && (takes == Takes.A_TEXT || !next.startsWith("-"));
    }

    private void add(String flag, String text) {
        given.computeIfAbsent(flag, key -> new ArrayList<>()).add(text);
    }

    private static String flag(String argument) {
        return SHORT.getOrDefault(argument, argument.split("=", 2)[0]);
    }
}
