package chat.protocol;

/** How a report ended. */
public enum ReportOutcome {
    /** Something was done. */
    HANDLED("handled"),
    /** There was nothing to do. */
    DISMISSED("dismissed");

    private final String wireName;

    ReportOutcome(String wireName) {
        this.wireName = wireName;
    }

    /** A client's input. */
    public static ReportOutcome parse(String wireName) throws ProtocolException {
        return switch (wireName) {
            case "handled" -> HANDLED;
            case "dismissed" -> DISMISSED;
            default -> throw new ProtocolException(ErrorCode.INVALID_FIELD, "outcome", "outcome: handled or dismissed");
        };
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
