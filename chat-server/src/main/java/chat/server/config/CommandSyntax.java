package chat.server.config;

import java.util.List;
import java.util.function.Predicate;

/**
 * What an operator's command takes beside the settings.
 *
 * @param name the first argument
 * @param description what it does, for {@code --help}; lines
 * @param operands by their place; those that must be there come first
 * @param options by name, anywhere
 */
public record CommandSyntax(String name, List<String> description, List<Parameter> operands, List<Parameter> options) {

    /**
     * One thing that a command takes.
     *
     * @param name of an option without dashes, of an operand as help shows it
     * @param required whether the command needs it
     * @param description one sentence for {@code --help}
     */
    public record Parameter(String name, Value value, boolean required, String description) {
        /** An option without a value, which is there or not. */
        public static Parameter onOrOff(String name, String description) {
            return new Parameter(name, Value.NONE, false, description);
        }

        boolean isSwitch() {
            return value.equals(Value.NONE);
        }

        String flag() {
            return "--" + name;
        }
    }

    /**
     * What a parameter may be.
     *
     * @param placeholder what stands for it in {@code --help}
     * @param expected the rule in words, fit to follow "expected: "
     */
    public record Value(String placeholder, String expected, Predicate<String> fits) {
        static final Value NONE = new Value("", "no value", text -> true);
    }
}
