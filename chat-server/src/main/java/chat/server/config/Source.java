package chat.server.config;

import java.util.List;
import java.util.Optional;

/**
 * What a file, the environment or the command line said.
 *
 * @param entries for known settings, values not yet checked, each setting at most once
 * @param problems what could not even be made out
 */
record Source(List<Entry> entries, List<Problem> problems) {

    /**
     * One setting's value.
     *
     * @param where in the source's own words: {@code --port}, {@code CHAT_PORT}, {@code chat.toml: port}
     */
    record Entry(Setting<?> setting, String where, List<String> texts) {
        Entry {
            texts = List.copyOf(texts);
        }
    }

    /** A source that says nothing. */
    static Source silent() {
        return new Source(List.of(), List.of());
    }

    /** What it says about this setting. */
    Optional<Entry> entry(Setting<?> setting) {
        return entries.stream().filter(entry -> entry.setting().equals(setting)).findFirst();
    }
}
