package chat.server.config;

import chat.server.config.CommandSyntax.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command's own arguments, beside the settings that {@link Flags} reads. */
final class CommandArguments {
    private final CommandSyntax syntax;
    private final CommandLine line;
    private final List<Problem> problems = new ArrayList<>();
    private final Arguments arguments;

    CommandArguments(CommandSyntax syntax, CommandLine line) {
        this.syntax = syntax;
        this.line = line;
        arguments = new Arguments(operands(), options());
    }

    /** What is wrong with them. */
    List<Problem> problems() {
        return problems;
    }

    /** What is not wrong. */
    Arguments arguments() {
        return arguments;
    }

    private List<String> operands() {
        List<String> given = line.operands();
        for (int place = 0; place < syntax.operands().size(); place++) {
            Parameter operand = syntax.operands().get(place);
            if (place < given.size()) {
                check(operand, operand.name(), given.get(place));
            } else if (operand.required()) {
                problems.add(
                        new Problem(operand.name(), "missing", operand.value().expected()));
            }
        }
        // What stands behind an unknown flag may be its value.
        if (line.unknown().isEmpty()) {
            given.stream()
                    .skip(syntax.operands().size())
                    .forEach(text -> problems.add(new Problem(text, "unknown", "no more than --help shows")));
        }
        return given;
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        for (Parameter option : syntax.options()) {
            Optional<List<String>> matched = line.texts(option.flag());
            List<String> texts = matched.orElse(List.of());
            if (option.isSwitch()) {
                matched.ifPresent(there -> options.put(option.name(), ""));
            } else if (texts.size() > 1) {
                problems.add(new Problem(option.flag(), String.join(", ", texts), "given once"));
            } else if (texts.size() == 1) {
                check(option, option.flag(), texts.get(0));
                options.put(option.name(), texts.get(0));
            } else if (option.required() && !line.withoutValue().contains(option.flag())) {
                problems.add(
                        new Problem(option.flag(), "missing", option.value().expected()));
            }
        }
        return options;
    }

    private void check(Parameter parameter, String where, String text) {
        if (!parameter.value().fits().test(text)) {
            problems.add(new Problem(where, text, parameter.value().expected()));
        }
    }
}
