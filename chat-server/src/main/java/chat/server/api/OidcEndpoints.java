package chat.server.api;

import chat.server.auth.Denied;
import chat.server.auth.ExternalLogIn;
import chat.server.auth.Why;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Logging in at an identity provider: where a browser goes, and where it comes back. */
final class OidcEndpoints {
    static final String CALLBACK = "/api/auth/oidc/callback";

    private final ApiServices services;
    private final AuthEndpoints sessions;
    private final Cookies cookies;

    OidcEndpoints(ApiServices services, AuthEndpoints sessions) {
        this.services = services;
        this.sessions = sessions;
        this.cookies = new Cookies(services.access().isSecure());
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("GET", "/api/auth/oidc/start", this::start),
                new Endpoint("GET", CALLBACK, this::callback));
    }

    private ExternalLogIn provider() {
        return services.provider().orElseThrow(() -> Denied.of(Why.NOT_OFFERED));
    }

    private CompletionStage<ApiResponse> start(Call call) {
        return provider()
                .begin()
                .handle((start, failure) -> failure == null
                        ? ApiResponse.redirect(start.location()).with("set-cookie", cookies.memo(start.memo()))
                        : failed(failure));
    }

    private CompletionStage<ApiResponse> callback(Call call) {
        return provider()
                .finish(call.request().query(), call.cookie(Cookies.MEMO).orElse(""))
                .thenCompose(person -> services.logIns().external(person, call.caller()))
                .handle((grant, failure) -> failure == null
                        ? ApiResponse.redirect("/").with("set-cookie", sessions.cookie(grant))
                        : failed(failure))
                .thenApply(response -> response.with("set-cookie", cookies.noMemo()));
    }

    /** Back to the page, which tells why. */
    private static ApiResponse failed(Throwable failure) {
        return ApiResponse.redirect("/?login=" + Denied.because(failure).why().wireName());
    }
}
