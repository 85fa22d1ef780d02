package chat.protocol;

/** What somebody is in a room; what that allows stands in {@link Permissions}. The first is the highest. */
public enum Role {
    /** Decides about the room itself. */
    OWNER("owner"),
    /** Keeps order in it. */
    MODERATOR("moderator"),
    /** Talks; in public rooms everybody for whom no other role is kept. */
    MEMBER("member"),
    /** Only reads. */
    READER("reader");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /** A client's input as a role. */
    public static Role parse(String wireName) throws ProtocolException {
        for (Role role : values()) {
            if (role.wireName.equals(wireName)) {
                return role;
            }
        }
        throw new ProtocolException(ErrorCode.INVALID_FIELD, "role", "role: one of owner, moderator, member or reader");
    }

    /** Whether this one is higher. */
    public boolean outranks(Role other) {
        return compareTo(other) < 0;
    }

    /** Whether it keeps order in the room. */
    public boolean isStaff() {
        return this == OWNER || this == MODERATOR;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }
}
