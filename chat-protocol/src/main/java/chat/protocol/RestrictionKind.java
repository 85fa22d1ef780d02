package chat.protocol;

/** What somebody is kept from. */
public enum RestrictionKind {
    /** Saying anything in the room. */
    MUTE("mute"),
    /** Being in the room. */
    BAN("ban");

    private final String wireName;

    RestrictionKind(String wireName) {
        this.wireName = wireName;
    }

    /** A client's input. */
    public static RestrictionKind parse(String wireName) throws ProtocolException {
        return switch (wireName) {
            case "mute" -> MUTE;
            case "ban" -> BAN;
            default -> throw new ProtocolException(ErrorCode.INVALID_FIELD, "kind", "kind: mute or ban");
        };
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
