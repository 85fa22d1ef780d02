package chat.server.room;

/** How a member goes. */
public enum Leaving {
    /** On purpose, or for good: the others are told now, if it was the user's last connection. */
    AT_ONCE,
    /** The connection ended; the others are told after a grace period, unless the user comes back. */
    WITH_GRACE,
    /** Another member of the same user and connection takes its place; nobody is told. */
    REPLACED
}
