package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A message or value that breaks the protocol. It is expected from hostile or unlucky clients, so it has no stack trace
 * and its text never repeats what the client said.
 */
public final class ProtocolException extends Exception {
    private final ErrorCode code;
    private final @Nullable String field;
    private final @Nullable Long id;
    private final @Nullable Cid cid;

    /**
     * @param field the field that is wrong, if it is one
     * @param rule what would be right, for a person
     */
    public ProtocolException(ErrorCode code, @Nullable String field, String rule) {
        this(code, field, rule, null, null);
    }

    private ProtocolException(
            ErrorCode code, @Nullable String field, String rule, @Nullable Long id, @Nullable Cid cid) {
        super(rule, null, false, false);
        this.code = code;
        this.field = field;
        this.id = id;
        this.cid = cid;
    }

    /** The same, as the answer to the request with this id. */
    public ProtocolException withId(@Nullable Long requestId) {
        return new ProtocolException(code, field, rule(), requestId, cid);
    }

    /** The same, as the answer to the request with this id and this cid. */
    public ProtocolException forRequest(@Nullable Long requestId, @Nullable Cid requestCid) {
        return new ProtocolException(code, field, rule(), requestId, requestCid);
    }

    /** What kind of mistake it is. */
    public ErrorCode code() {
        return code;
    }

    /** What would have been right. */
    public String rule() {
        String rule = getMessage();
        return rule == null ? code.sentence() : rule;
    }

    /** As the answer to send. */
    public ServerMessage.Failure toFailure() {
        return new ServerMessage.Failure(id, code, rule(), field, cid, null, null);
    }
}
