package chat.server.api;

/** Why a request is refused before anything is looked up; {@link chat.server.auth.Why} has the other reasons. */
public enum ApiError {
    BAD_MESSAGE(400, "badMessage", "The body is not one flat JSON object."),
    FOREIGN_ORIGIN(403, "foreignOrigin", "Pages of this origin may not ask (see --allow-origin)."),
    NO_SUCH_PATH(404, "noSuchPath", "There is nothing here."),
    METHOD_NOT_ALLOWED(405, "methodNotAllowed", "This cannot be done here; the header Allow says what can."),
    UNSUPPORTED_TYPE(415, "unsupportedType", "The body has to be application/json."),
    INTERNAL(500, "internal", "Something went wrong on the server.");

    private final int status;
    private final String wireName;
    private final String sentence;

    ApiError(int status, String wireName, String sentence) {
        this.status = status;
        this.wireName = wireName;
        this.sentence = sentence;
    }

    /** Of the answer. */
    public int status() {
        return status;
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
