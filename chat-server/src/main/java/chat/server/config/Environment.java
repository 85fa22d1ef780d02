package chat.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings from environment variables: {@code CHAT_PORT} and so on. */
final class Environment {
    private Environment() {}

    /** What these variables say; those of others are none of our business. */
    static Source read(Map<String, String> variables) {
        List<Source.Entry> entries = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(variables).forEach((variable, text) -> {
            if (variable.startsWith(Settings.VARIABLE_PREFIX)) {
                setting(variable)
                        .ifPresentOrElse(
                                setting -> entries.add(new Source.Entry(setting, variable, List.of(text))),
                                () -> problems.add(Names.unknown(variable, variables())));
            }
        });
        return new Source(entries, problems);
    }

    private static Optional<Setting<?>> setting(String variable) {
        return Settings.all().stream()
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    private static List<String> variables() {
        return Settings.all().stream().map(Setting::variable).toList();
    }
}
