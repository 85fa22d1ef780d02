package chat.server.auth;

import chat.protocol.Reason;
import chat.protocol.UserName;
import chat.server.store.StoredRestriction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody may not come in, or not do what was asked for. Expected, hence without a stack trace; never repeats what a client
 * said. Stages of this package fail with it.
 */
public final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** By then a store may have come back. */
    private static final long UNAVAILABLE_MILLIS = 2_000;

    private final Why why;
    private final transient Detail detail;

    /** What else there is to say; empty or 0: nothing. */
    private record Detail(
            String field,
            long retryAfterMillis,
            Optional<UserName> suggestion,
            Optional<Long> until,
            Optional<String> reason) {
        static final Detail NONE = of("", 0, Optional.empty());

        static Detail of(String field, long retryAfterMillis, Optional<UserName> suggestion) {
            return new Detail(field, retryAfterMillis, suggestion, Optional.empty(), Optional.empty());
        }
    }

    private Denied(Why why, Detail detail) {
        this(why, detail, null);
    }

    private Denied(Why why, Detail detail, @Nullable Throwable cause) {
        super(why.sentence(), cause, false, false);
        this.why = why;
        this.detail = detail;
    }

    /** Without further detail. */
    public static Denied of(Why why) {
        return new Denied(why, Detail.NONE);
    }

    /** Because of one field. */
    public static Denied field(Why why, String field) {
        return new Denied(why, Detail.of(field, 0, Optional.empty()));
    }

    /** For now. */
    public static Denied later(Why why, long retryAfterMillis) {
        return new Denied(why, Detail.of("", retryAfterMillis, Optional.empty()));
    }

    /** Too often, for so many nanoseconds. */
    public static Denied rateLimited(long waitNanos) {
        // Rounded up: whoever comes back then must not be refused once more.
        return later(Why.RATE_LIMITED, TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1);
    }

    /** Somebody else has the name; this one is free. */
    public static Denied nameTaken(UserName suggestion) {
        return new Denied(Why.NAME_TAKEN, Detail.of("name", 0, Optional.of(suggestion)));
    }

    /** Because of a ban from the server, which holds at this moment, epoch milliseconds. */
    public static Denied banned(StoredRestriction ban, long now) {
        Optional<Long> until = ban.until().isPresent() ? Optional.of(ban.until().getAsLong()) : Optional.empty();
        long retryAfterMillis = until.map(end -> Math.max(1, end - now)).orElse(0L);
        Optional<String> reason = ban.reason().map(Reason::value);
        return new Denied(Why.BANNED, new Detail("", retryAfterMillis, Optional.empty(), until, reason));
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
        return new Denied(Why.UNAVAILABLE, Detail.of("", UNAVAILABLE_MILLIS, Optional.empty()), cause);
    }

    /** The reason. */
    public Why why() {
        return why;
    }

    /** What it means, for a person, in English; of a ban also until when and why. */
    public String sentence() {
        String until = detail.until
                .map(end -> " Until " + MINUTE.format(Instant.ofEpochMilli(end)) + ".")
                .orElse("");
        return why.sentence() + until + detail.reason.map(it -> " Why: " + it).orElse("");
    }

    /** Of a ban that ends: when, epoch milliseconds. */
    public Optional<Long> until() {
        return detail.until;
    }

    /** Of a ban: why, in the words of who made it. */
    public Optional<String> reason() {
        return detail.reason;
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
