package chat.server.config;

import chat.server.config.CommandSyntax.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A command's own arguments, beside the settings that {@link Flags} reads. */
final class CommandArguments {
    private final CommandSyntax syntax;
    private final ParseResult result;
    private final List<Problem> problems = new ArrayList<>();
    private final Arguments arguments;

    CommandArguments(CommandSyntax syntax, ParseResult result) {
        this.syntax = syntax;
        this.result = result;
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
        List<String> given = result.matchedPositionals().stream()
                .flatMap(positional -> positional.stringValues().stream())
                .toList();
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
        if (result.unmatched().isEmpty()) {
            given.stream()
                    .skip(syntax.operands().size())
                    .forEach(text -> problems.add(new Problem(text, "unknown", "no more than --help shows")));
        }
        return given;
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        for (Parameter option : syntax.options()) {
            OptionSpec matched = result.matchedOption(option.name());
            List<String> texts = matched == null ? List.of() : matched.stringValues();
            if (option.isSwitch()) {
                if (matched != null) {
                    options.put(option.name(), "");
                }
            } else if (texts.size() > 1) {
                problems.add(new Problem(option.flag(), String.join(", ", texts), "given once"));
            } else if (matched != null && option.isSwitch()) {
                // It has no text of its own.
                options.put(option.name(), "");
            } else if (texts.size() == 1) {
                check(option, option.flag(), texts.get(0));
                options.put(option.name(), texts.get(0));
            } else if (option.required()) {
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
