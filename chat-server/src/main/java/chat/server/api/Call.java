package chat.server.api;

import chat.server.auth.Account;
import chat.server.auth.Authenticator;
import chat.server.auth.Caller;
import chat.server.auth.Denied;
import chat.server.auth.Why;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A request on its way through an endpoint.
 *
 * @param parameters what stands in the path for each {@code {…}} of the endpoint
 */
record Call(ApiRequest request, List<String> parameters, ApiBody body) {
    private static final String BEARER = "bearer ";

    /** What stands in the path for the first {@code {…}}, decoded; what cannot be decoded names nothing. */
    String parameter() {
        String encoded = parameters.get(0);
        try {
            // Only in queries is a plus sign a blank.
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfAnEscape) {
            return encoded;
        }
    }

    /** Where it comes from; the client may say what it is called. */
    Caller caller() {
        String device = body.optionalText("device")
                .or(() -> request.header("user-agent").map(UserAgents::shortly))
                .orElse("");
        return new Caller(request.from(), device);
    }

    /** Whoever asks, by an {@code Authorization} header with a token of an account; fails with {@link Denied}. */
    CompletionStage<Account> account(Authenticator authenticator) {
        return request.header("authorization")
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(header ->
                        authenticator.account(header.substring(BEARER.length()).strip()))
                .orElseGet(() -> CompletableFuture.failedFuture(Denied.of(Why.LOGIN_REQUIRED)));
    }

    /** As {@link #account}, if it is an administrator. */
    CompletionStage<Account> admin(Authenticator authenticator) {
        return account(authenticator).thenApply(account -> {
            if (!account.admin()) {
                throw Denied.of(Why.FORBIDDEN);
            }
            return account;
        });
    }

    Optional<String> cookie(String name) {
        return request.header("cookie").flatMap(header -> Cookies.read(header, name));
    }
}
