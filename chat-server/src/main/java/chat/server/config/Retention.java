package chat.server.config;

/**
 * How long rooms keep their events, unless they have a rule of their own.
 *
 * @param days older ones go; 0: none does
 * @param events so many of the newest stay; 0: all
 */
public record Retention(int days, int events) {
    public Retention withDays(int value) {
        return new Retention(value, events);
    }

    public Retention withEvents(int value) {
        return new Retention(days, value);
    }
}
