package chat.protocol;

/** Who may find a room; {@link RoomName#visibility} tells it from the key. */
public enum Visibility {
    /** Listed, open to all. */
    PUBLIC("public"),
    /** By invitation; nobody else learns that it is there. */
    PRIVATE("private"),
    /** Of two people or a few, always the same ones. */
    DIRECT("direct");

    private final String wireName;

    Visibility(String wireName) {
        this.wireName = wireName;
    }

    /** A client's input as the visibility of a room to make; direct ones are made by {@code direct}. */
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
        return wireName;
    }
}
