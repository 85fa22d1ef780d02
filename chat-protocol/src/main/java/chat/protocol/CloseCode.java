package chat.protocol;

/**
 * Why a connection ends, and what the client should do about it.
 *
 * <p>Codes below 4000 have the meaning of RFC 6455 section 7.4 and its registry. Own codes tell by their range:
 * 40xx do not come back, 41xx come back with back-off, 42xx come back now and resume.
 */
public enum CloseCode {
    NORMAL(1000, Return.NEVER, "Goodbye."),
    GOING_AWAY(1001, Return.BACK_OFF, "The other side is going away."),
    PROTOCOL_ERROR(1002, Return.NEVER, "The WebSocket protocol was broken."),
    UNSUPPORTED_DATA(1003, Return.NEVER, "This kind of message is not accepted here."),
    INVALID_TEXT(1007, Return.NEVER, "The text was not valid UTF-8."),
    POLICY_VIOLATION(1008, Return.NEVER, "This is against the rules of the server."),
    TOO_BIG(1009, Return.BACK_OFF, "The message was too large."),
    INTERNAL_ERROR(1011, Return.BACK_OFF, "Something went wrong on the server."),
    RESTART(1012, Return.BACK_OFF, "The server is restarting."),
    OVERLOAD(1013, Return.BACK_OFF, "The server has too much to do right now."),
    NOT_AUTHENTICATED(4001, Return.NEVER, "The server does not accept who you say you are."),
    LOGGED_OUT(4002, Return.NEVER, "You were logged out."),
    BANNED(4003, Return.NEVER, "You are banned from this server."),
    HELLO_TIMEOUT(4100, Return.BACK_OFF, "The client did not say hello in time."),
    HEARTBEAT_LOST(4200, Return.NOW, "Nothing was heard from the client for too long."),
    SLOW_READER(4201, Return.NOW, "The client reads too slowly and has to catch up.");

    /** What a client does after a close. */
    public enum Return {
        /** It does not come back by itself. */
        NEVER,
        /** It comes back after a random wait that grows with each try. */
        BACK_OFF,
        /** It comes back at once and resumes. */
        NOW
    }

    private final int code;
    private final Return comeBack;
    private final String sentence;

    CloseCode(int code, Return comeBack, String sentence) {
        this.code = code;
        this.comeBack = comeBack;
        this.sentence = sentence;
    }

    /** The number in the close frame. */
    public int code() {
        return code;
    }

    /** What the client should do. */
    public Return comeBack() {
        return comeBack;
    }

    /** What it means, for a person, in English; at most 123 bytes, the room a close frame has. */
    public String sentence() {
        return sentence;
    }
}
