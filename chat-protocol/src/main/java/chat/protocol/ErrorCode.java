package chat.protocol;

/** Why a request could not be done. An error answers and keeps the connection; {@link CloseCode} ends it. */
public enum ErrorCode {
    BAD_MESSAGE("badMessage", "This is not a JSON object of the protocol."),
    UNKNOWN_TYPE("unknownType", "There is no message of this type."),
    INVALID_FIELD("invalidField", "A field is missing or has a value that is not allowed."),
    HELLO_FIRST("helloFirst", "Say hello first."),
    ALREADY_GREETED("alreadyGreeted", "This connection has said hello already."),
    BAD_TOKEN("badToken", "This token is not valid here."),
    TOKEN_EXPIRED("tokenExpired", "This token has expired; get a new one."),
    LOGIN_REQUIRED("loginRequired", "Guests are not allowed here; log in."),
    INVALID_NAME("invalidName", "A name has 2 to 32 characters of one script, two of them letters."),
    NAME_TAKEN("nameTaken", "Somebody else has this name."),
    NOT_JOINED("notJoined", "Join the room first."),
    TOO_MANY_ROOMS("tooManyRooms", "This connection is in as many rooms as it may be."),
    ROOM_LIMIT("roomLimit", "The server has as many rooms as it may have."),
    NO_SUCH_ROOM("noSuchRoom", "There is no such room."),
    NO_SUCH_MESSAGE("noSuchMessage", "There is no such message in this room."),
    NOT_AUTHOR("notAuthor", "Only its author may change a message."),
    FORBIDDEN("forbidden", "You are not allowed to do that here."),
    BANNED("banned", "You are banned from this room."),
    MUTED("muted", "You are muted in this room."),
    ARCHIVED("archived", "This room is archived; it can only be read."),
    SLOW_MODE("slowMode", "This room takes its time; wait before your next message."),
    NO_SUCH_USER("noSuchUser", "There is no such user."),
    NOT_REACHABLE("notReachable", "This user takes no messages or invitations from you."),
    ALREADY_MEMBER("alreadyMember", "This user is a member already."),
    NO_SUCH_MEMBER("noSuchMember", "This user is no member of the room."),
    TOO_MANY_MEMBERS("tooManyMembers", "This room has as many members as it may have."),
    LAST_OWNER("lastOwner", "A room needs an owner; make somebody else one first."),
    TOO_MANY_REACTIONS("tooManyReactions", "This message has as many different reactions as it may have."),
    TOO_MANY_PINS("tooManyPins", "This room has as many pinned messages as it may have."),
    TOO_LARGE("tooLarge", "The text is too long."),
    CID_REUSED("cidReused", "This cid was used for another message."),
    RATE_LIMITED("rateLimited", "Too fast; wait a moment."),
    OVERLOADED("overloaded", "The server has too much to store right now; try again."),
    UNWRITABLE("unwritable", "The server cannot store anything right now; reading goes on."),
    NOT_SUPPORTED("notSupported", "This server does not offer that."),
    INTERNAL("internal", "Something went wrong on the server; sending it again will tell whether it was stored.");

    private final String wireName;
    private final String sentence;

    ErrorCode(String wireName, String sentence) {
        this.wireName = wireName;
        this.sentence = sentence;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** What it means, for a person, in English. */
    public String sentence() {
        return sentence;
    }
}
