package chat.server.api;

import chat.protocol.UserName;
import chat.server.auth.Denied;
import chat.server.auth.Why;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Puts answers into the form they have on the wire. */
final class Replies {
    private static final int OK = 200;

    private final ApiCodec codec;

    Replies(ApiCodec codec) {
        this.codec = codec;
    }

    private record Failure(
            String code,
            String message,
            Optional<String> field,
            Optional<String> suggestion,
            Optional<Long> retryAfterMillis,
            Optional<Long> until,
            Optional<String> reason) {}

    ApiResponse ok(Record answer) {
        return json(OK, answer);
    }

    ApiResponse json(int status, Record answer) {
        return ApiResponse.json(status, codec.encode(answer));
    }

    ApiResponse error(ApiError error) {
        Failure failure = new Failure(
                error.wireName(),
                error.sentence(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return json(error.status(), failure);
    }

    ApiResponse denied(Denied denied) {
        Why why = denied.why();
        long millis = denied.retryAfterMillis();
        Failure failure = new Failure(
                why.wireName(),
                denied.sentence(),
                denied.field(),
                denied.suggestion().map(UserName::value),
                millis > 0 ? Optional.of(millis) : Optional.empty(),
                denied.until(),
                denied.reason());
        ApiResponse response = json(status(why), failure);
        if (response.status() == 401) {
            // Not Basic: browsers would ask for a password of their own.
            response = response.with("www-authenticate", "Bearer realm=\"chat\"");
        }
        return millis > 0 ? response.with("retry-after", String.valueOf(seconds(millis))) : response;
    }

    private static long seconds(long millis) {
        return TimeUnit.MILLISECONDS.toSeconds(millis + 999);
    }

    /** Of the answer. */
    static int status(Why why) {
        return switch (why) {
            case INVALID_FIELD, INVALID_NAME, BAD_PASSWORD -> 400;
            case WRONG_CREDENTIALS, BAD_TOKEN, TOKEN_EXPIRED, LOGIN_REQUIRED, BAD_SETUP_CODE -> 401;
            case BANNED, DISABLED, SIGN_UP_CLOSED, BAD_INVITE, FORBIDDEN -> 403;
            case NO_SUCH_USER, NO_SUCH_DEVICE, NO_SUCH_INVITE, NO_SUCH_ROOM, NO_SUCH_REPORT, NO_SUCH_BAN, NOT_OFFERED ->
                404;
            case NOT_HERE, IS_ADMIN, TOO_MANY_BANS, TOO_MANY_MEMBERS -> 409;
            case NAME_TAKEN, ALREADY_SET_UP, ALREADY_REGISTERED, TOO_MANY_ACCOUNTS, TOO_MANY_INVITES, LAST_ADMIN -> 409;
            case RATE_LIMITED -> 429;
            case PROVIDER_FAILED -> 502;
            case OVERLOADED, UNAVAILABLE -> 503;
        };
    }
}
