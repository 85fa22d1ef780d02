package chat.protocol;

/** Who may find a room. */
public enum Visibility {
    /** Listed, open to all. */
    PUBLIC,
    /** By invitation; not offered yet. */
    PRIVATE;

    /** A client's input as a visibility. */
    public static Visibility parse(String wireName) throws ProtocolException {
        return switch (wireName) {
            case "public" -> PUBLIC;
            case "private" -> PRIVATE;
            default ->
                throw new ProtocolException(ErrorCode.INVALID_FIELD, "visibility", "visibility: public or private");
        };
    }

    /** The name on the wire. */
    public String wireName() {
        return this == PUBLIC ? "public" : "private";
    }
}
