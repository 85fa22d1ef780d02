package chat.server.config;

/** Who is shown {@code /metrics}. To others it is not there. */
public enum MetricsAccess {
    /** Programs on this machine that came by no proxy. */
    LOCAL,
    /** Whoever asks. */
    OPEN,
    /** Nobody. */
    OFF
}
