package chat.server.config;

import chat.server.config.Rule.WrongValueException;
import java.util.List;
import java.util.Locale;

/**
 * One thing that can be set.
 *
 * @param name in lower case with dashes, a unit or bound last; also its key in TOML
 * @param byDefault what is read when no source says anything; empty: nothing is
 * @param description one sentence for {@code --help} and the README
 */
record Setting<T>(String name, Topic topic, List<String> byDefault, Rule<T> rule, String description) {

    /** What settings are about; the order of {@code --help}. */
    enum Topic {
        NETWORK("Network"),
        FILES("Files"),
        HTTP("HTTP"),
        WEB_SOCKET("WebSocket"),
        ACCESS("Who may come in"),
        SESSIONS("Users and their connections"),
        ROOMS("Rooms"),
        STORE("Store"),
        MEMORY("Memory store"),
        LOG("Log");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        /** Whether the help of commands tells of these settings: where the data is. */
        boolean isForCommands() {
            return this == FILES || this == STORE;
        }

        /** A heading. */
        String title() {
            return title;
        }
    }

    /** {@code --frame-bytes-max}. */
    String flag() {
        return "--" + name;
    }

    /** {@code CHAT_FRAME_BYTES_MAX}. */
    String variable() {
        return Settings.VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The default in words. */
    String defaultText() {
        return byDefault.isEmpty() ? "none" : String.join(",", byDefault);
    }

    /** The value of texts that were checked before. */
    T value(List<String> texts) {
        try {
            return rule.read(texts);
        } catch (WrongValueException e) {
            throw new IllegalStateException(name + ": " + texts + " (expected: " + rule.expected() + ")", e);
        }
    }
}
