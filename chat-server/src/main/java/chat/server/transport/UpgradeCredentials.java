package chat.server.transport;

import chat.server.auth.Addresses;
import chat.server.auth.Authenticator;
import chat.server.auth.Denied;
import chat.server.auth.Why;
import chat.server.session.Client;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an upgrade request says about who connects, and what is answered to who is nobody here. */
final class UpgradeCredentials {
    /** For people at a terminal; pages do not come here without a token. */
    private static final String CHALLENGE = "Basic realm=\"chat\", charset=\"UTF-8\", Bearer realm=\"chat\"";

    private UpgradeCredentials() {}

    /**
     * The {@code Authorization} header, where it counts.
     *
     * @throws Refusal a plain client needs one and has none, or is banned
     */
    static Optional<String> of(HttpHeaders headers, Client client, Authenticator authenticator, InetAddress from)
            throws Refusal {
        List<String> given = headers.getAll(HttpHeaderNames.AUTHORIZATION);
        if (given.size() > 1) {
            throw Refusal.of(HttpResponseStatus.BAD_REQUEST, "Authorization: at most once.");
        }
        Optional<String> counting = given.stream().filter(authenticator::heeds).findFirst();
        if (counting.isEmpty() && client instanceof Client.Plain && !authenticator.allowsGuests()) {
            throw challenge(Why.LOGIN_REQUIRED.sentence());
        }
        if (counting.isEmpty() && client instanceof Client.Plain) {
            Optional<Denied> banned = authenticator.bans().onAddress(Addresses.of(from));
            if (banned.isPresent()) {
                throw refusal(banned.get());
            }
        }
        return counting;
    }

    /** @param failure what {@link Authenticator#header} failed with */
    static Refusal refusal(@Nullable Throwable failure) {
        Denied denied = Denied.because(Objects.requireNonNull(failure, "failure"));
        String reason = denied.sentence();
        return switch (denied.why()) {
            case BANNED -> later(HttpResponseStatus.FORBIDDEN, reason, denied);
            case DISABLED -> Refusal.of(HttpResponseStatus.FORBIDDEN, reason);
            case RATE_LIMITED -> later(HttpResponseStatus.TOO_MANY_REQUESTS, reason, denied);
            case OVERLOADED, UNAVAILABLE -> later(HttpResponseStatus.SERVICE_UNAVAILABLE, reason, denied);
            case PROVIDER_FAILED -> later(HttpResponseStatus.BAD_GATEWAY, reason, denied);
            default -> challenge(reason);
        };
    }

    private static Refusal later(HttpResponseStatus status, String reason, Denied denied) {
        if (denied.retryAfterMillis() == 0 && denied.why() == Why.BANNED) {
            return Refusal.of(status, reason);
        }
        long seconds = Math.max(1, TimeUnit.MILLISECONDS.toSeconds(denied.retryAfterMillis() + 999));
        return Refusal.of(status, reason, HttpHeaderNames.RETRY_AFTER.toString(), String.valueOf(seconds));
    }

    private static Refusal challenge(String reason) {
        return Refusal.of(
                HttpResponseStatus.UNAUTHORIZED, reason, HttpHeaderNames.WWW_AUTHENTICATE.toString(), CHALLENGE);
    }
}
