package chat.server.auth;

import chat.protocol.UserName;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Somebody may not come in, or not do what was asked for. Expected, hence without a stack trace; never repeats what a client
 * said. Stages of this package fail with it.
 */
public final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;
    private final transient Detail detail;

    /** What else there is to say; empty or 0: nothing. */
    private record Detail(String field, long retryAfterMillis, Optional<UserName> suggestion) {
        static final Detail NONE = new Detail("", 0, Optional.empty());
    }

    private Denied(Why why, Detail detail) {
        super(why.sentence(), null, false, false);
        this.why = why;
        this.detail = detail;
    }

    /** Without further detail. */
    public static Denied of(Why why) {
        return new Denied(why, Detail.NONE);
    }

    /** Because of one field. */
    public static Denied field(Why why, String field) {
        return new Denied(why, new Detail(field, 0, Optional.empty()));
    }

    /** For now. */
    public static Denied later(Why why, long retryAfterMillis) {
        return new Denied(why, new Detail("", retryAfterMillis, Optional.empty()));
    }

    /** Somebody else has the name; this one is free. */
    public static Denied nameTaken(UserName suggestion) {
        return new Denied(Why.NAME_TAKEN, new Detail("name", 0, Optional.of(suggestion)));
    }

    /**
     * What a stage failed with, as a denial; whatever else it is, the store could not do it for now.
     *
     * @param failure as {@code whenComplete} gives it
     */
    public static Denied because(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Denied denied) {
            return denied;
        }
        Denied unavailable = later(Why.UNAVAILABLE, 2_000);
        unavailable.initCause(cause);
        return unavailable;
    }

    /** The reason. */
    public Why why() {
        return why;
    }

    /** The field that was wrong. */
    public Optional<String> field() {
        return Optional.of(detail.field).filter(field -> !field.isEmpty());
    }

    /** When it makes sense to try again; 0: nobody knows. */
    public long retryAfterMillis() {
        return detail.retryAfterMillis;
    }

    /** A name that is free. */
    public Optional<UserName> suggestion() {
        return detail.suggestion;
    }
}
