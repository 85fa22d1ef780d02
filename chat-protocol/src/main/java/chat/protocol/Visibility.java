package chat.protocol;

/** Who may find a room. */
public enum Visibility {
    /** Listed, open to all. */
    PUBLIC,
    /** By invitation; not offered yet. */
    PRIVATE;

    /** The name on the wire. */
    public String wireName() {
        return this == PUBLIC ? "public" : "private";
    }
}
