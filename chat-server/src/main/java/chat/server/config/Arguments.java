package chat.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command was called with, each value as its {@link CommandSyntax} has it.
 *
 * @param operands by their place
 * @param options by name; a switch that is on has an empty value
 */
public record Arguments(List<String> operands, Map<String, String> options) {
    /** Copies both. */
    public Arguments {
        operands = List.copyOf(operands);
        options = Map.copyOf(options);
    }

    /** The operand at this place, from 0. */
    public Optional<String> operand(int place) {
        return place < operands.size() ? Optional.of(operands.get(place)) : Optional.empty();
    }

    /** The value of an option. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** Whether a switch is on. */
    public boolean isOn(String name) {
        return options.containsKey(name);
    }
}
