package chat.server.auth;

/** Why somebody is {@link Denied}. Names and sentences are those of the HTTP API. */
public enum Why {
    INVALID_FIELD("invalidField", "A field is missing or has a value that is not allowed."),
    INVALID_NAME("invalidName", "A name has 2 to 32 characters of one script, two of them letters."),
    NAME_TAKEN("nameTaken", "Somebody has this name."),
    BAD_PASSWORD("badPassword", "A password has 8 to 256 characters and is not the name."),
    WRONG_CREDENTIALS("wrongCredentials", "Name or password are wrong."),
    BANNED("banned", "You are banned from this server."),
    DISABLED("disabled", "This account may not be used."),
    BAD_TOKEN("badToken", "This token is not valid here, or no longer."),
    TOKEN_EXPIRED("tokenExpired", "This token has expired; refresh it."),
    LOGIN_REQUIRED("loginRequired", "Guests are not allowed here; log in."),
    SIGN_UP_CLOSED("signUpClosed", "Nobody can make an account here by themselves."),
    BAD_INVITE("badInvite", "An invitation is needed, and this is none that is good."),
    BAD_SETUP_CODE("badSetupCode", "This is not the code that the server printed."),
    ALREADY_SET_UP("alreadySetUp", "There is an administrator."),
    ALREADY_REGISTERED("alreadyRegistered", "This guest has an account; log in."),
    TOO_MANY_ACCOUNTS("tooManyAccounts", "The server has as many accounts as it may have."),
    TOO_MANY_INVITES("tooManyInvites", "There are as many open invitations as there may be."),
    NO_SUCH_USER("noSuchUser", "There is no such account."),
    NO_SUCH_DEVICE("noSuchDevice", "There is no such device."),
    NO_SUCH_INVITE("noSuchInvite", "There is no such invitation."),
    NO_SUCH_ROOM("noSuchRoom", "There is no such room."),
    NO_SUCH_REPORT("noSuchReport", "There is no such open report."),
    NO_SUCH_BAN("noSuchBan", "There is no such ban."),
    NOT_HERE("notHere", "This cannot be done with this room."),
    IS_ADMIN("isAdmin", "An administrator cannot be banned; make them none first."),
    TOO_MANY_BANS("tooManyBans", "There are as many bans as there may be."),
    TOO_MANY_MEMBERS("tooManyMembers", "This room has as many members as it may have."),
    LAST_ADMIN("lastAdmin", "One administrator has to be left who may come in."),
    FORBIDDEN("forbidden", "Only administrators may do that."),
    NOT_OFFERED("notSupported", "This server does not offer that."),
    PROVIDER_FAILED("providerFailed", "The identity provider did not say who you are; try again."),
    RATE_LIMITED("rateLimited", "Too many tries; wait a moment."),
    OVERLOADED("overloaded", "Too many log-ins at once; try again."),
    UNAVAILABLE("unavailable", "The server cannot read or store that right now; try again.");

    private final String wireName;
    private final String sentence;

    Why(String wireName, String sentence) {
        this.wireName = wireName;
        this.sentence = sentence;
    }

    /** The code on the wire. */
    public String wireName() {
        return wireName;
    }

    /** What it means, for a person, in English. */
    public String sentence() {
        return sentence;
    }
}
