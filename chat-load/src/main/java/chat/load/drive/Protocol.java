package chat.load.drive;

/** What the clients of a run speak. */
public enum Protocol {
    /** {@code chat.v1}, as pages do. */
    JSON,

    /** The lines of somebody at a terminal, in the manner that shows one's own too ({@code style=announce}). */
    PLAIN,

    /** Bare texts, to a relay that passes each on to everybody, its sender too. */
    RAW
}
