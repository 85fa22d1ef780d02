package chat.protocol;

/** Who may post in a room, of those who may post at all. */
public enum Posting {
    /** Everybody. */
    ALL("all"),
    /** Owners and moderators: a room for announcements. */
    STAFF("staff");

    private final String wireName;

    Posting(String wireName) {
        this.wireName = wireName;
    }

    /** A client's input. */
    public static Posting parse(String wireName) throws ProtocolException {
        return switch (wireName) {
            case "all" -> ALL;
            case "staff" -> STAFF;
            default -> throw new ProtocolException(ErrorCode.INVALID_FIELD, "posting", "posting: all or staff");
        };
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
