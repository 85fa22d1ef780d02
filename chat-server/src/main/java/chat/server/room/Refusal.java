package chat.server.room;

import chat.protocol.ErrorCode;
import chat.server.store.Appended;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Why something is not done in a room.
 *
 * @param message for people, in English
 * @param retryAfterMillis when it makes sense to try again, as far as that is known
 */
public record Refusal(ErrorCode code, String message, OptionalLong retryAfterMillis) {
    /** When it makes sense to try again while there is too much on its way into the store. */
    static final long OVERLOADED_RETRY_MILLIS = 1_000;

    /** When it makes sense to try again while the store cannot be written to: somebody has to make room, as a rule. */
    static final long UNWRITABLE_RETRY_MILLIS = 5_000;

    /** When it makes sense to ask again for what the server could not do. */
    public static final long INTERNAL_RETRY_MILLIS = 2_000;

    /** One that no waiting helps against, as far as anybody knows. */
    public static Refusal of(ErrorCode code) {
        return new Refusal(code, code.sentence(), OptionalLong.empty());
    }

    /** One that is over after so many milliseconds. */
    public static Refusal until(ErrorCode code, long millis) {
        return new Refusal(code, code.sentence(), OptionalLong.of(Math.max(1, millis)));
    }

    /** One that is over after so many nanoseconds. */
    public static Refusal untilNanos(ErrorCode code, long nanos) {
        // Rounded up: whoever comes back then must not be refused once more.
        return until(code, TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1));
    }

    /** Something that the server could not do, and may be able to do soon. */
    public static Refusal internal() {
        return later(ErrorCode.INTERNAL, INTERNAL_RETRY_MILLIS);
    }

    /** Why a draft was not stored; nothing when it is, or was before. */
    public static Optional<Refusal> of(Appended appended) {
        if (appended instanceof Appended.Unwritable unwritable) {
            String message = ErrorCode.UNWRITABLE.sentence() + " Why: " + unwritable.why();
            return Optional.of(later(ErrorCode.UNWRITABLE, message, UNWRITABLE_RETRY_MILLIS));
        }
        return appended instanceof Appended.Refused refused ? Optional.of(of(refused.reason())) : Optional.empty();
    }

    private static Refusal of(Appended.Reason reason) {
        return switch (reason) {
            case CID_REUSED -> of(ErrorCode.CID_REUSED);
            case NO_SUCH_TARGET -> of(ErrorCode.NO_SUCH_MESSAGE);
            case NOT_AUTHOR -> of(ErrorCode.NOT_AUTHOR);
            case ALREADY_MEMBER -> of(ErrorCode.ALREADY_MEMBER);
            case NO_SUCH_MEMBER -> of(ErrorCode.NO_SUCH_MEMBER);
            case TOO_MANY_MEMBERS -> of(ErrorCode.TOO_MANY_MEMBERS);
            case LAST_OWNER -> of(ErrorCode.LAST_OWNER);
            case TOO_MANY_REACTIONS -> of(ErrorCode.TOO_MANY_REACTIONS);
            case TOO_MANY_PINS -> of(ErrorCode.TOO_MANY_PINS);
            case NO_SUCH_ROOM -> of(ErrorCode.NO_SUCH_ROOM);
            case REJECTED -> of(ErrorCode.INVALID_FIELD);
            case OVERLOADED -> later(ErrorCode.OVERLOADED, OVERLOADED_RETRY_MILLIS);
            case UNAVAILABLE -> internal();
        };
    }

    /** One that may be over after such a time. */
    public static Refusal later(ErrorCode code, long millis) {
        return later(code, code.sentence(), millis);
    }

    /** After such a time or up to half of it more: those who fail at one moment must not all be back at one moment. */
    private static Refusal later(ErrorCode code, String message, long millis) {
        long retry = millis + ThreadLocalRandom.current().nextLong(millis / 2);
        return new Refusal(code, message, OptionalLong.of(retry));
    }
}
