package chat.protocol;

/** Why a room is no longer there for somebody. */
public enum RemovedReason {
    /** Sent out for now; a public room may be joined again. */
    KICKED("kicked"),
    /** Sent out, and kept out. */
    BANNED("banned"),
    /** No longer a member of a private room. */
    REMOVED("removed"),
    /** Left a private room for good. */
    LEFT("left"),
    /** The room was deleted. */
    DELETED("deleted");

    private final String wireName;

    RemovedReason(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
