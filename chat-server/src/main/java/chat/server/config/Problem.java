package chat.server.config;

/**
 * One thing wrong with the configuration, told so that it can be put right.
 *
 * @param where the source and the setting, in the source's own words: {@code --port}, {@code CHAT_PORT},
 *     {@code chat.toml: port}
 * @param value what stood there
 * @param expected the rule
 */
public record Problem(String where, String value, String expected) {
    private static final int SHOWN_CHARACTERS_MAX = 200;

    /** One line: {@code --port: 99999 (expected: 0 to 65535)}. */
    @Override
    public String toString() {
        return shown(where) + ": " + shown(value) + " (expected: " + expected + ")";
    }

    /** What others wrote must neither break the line nor drive the terminal. */
    private static String shown(String text) {
        if (text.isEmpty()) {
            return "\"\"";
        }
        String cut = text.length() <= SHOWN_CHARACTERS_MAX ? text : text.substring(0, SHOWN_CHARACTERS_MAX) + "…";
        return cut.replaceAll("\\p{Cc}", "?");
    }
}
