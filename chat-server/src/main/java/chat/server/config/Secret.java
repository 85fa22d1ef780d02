package chat.server.config;

/** A password or the like: whoever prints a configuration does not print it. */
public record Secret(String value) {
    static final String SHOWN = "(not shown)";

    @Override
    public String toString() {
        return SHOWN;
    }
}
