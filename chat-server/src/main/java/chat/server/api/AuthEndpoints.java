package chat.server.api;

import chat.server.auth.Account;
import chat.server.auth.Denied;
import chat.server.auth.Grant;
import chat.server.auth.LogIns;
import chat.server.auth.Password;
import chat.server.auth.Why;
import chat.server.config.Access.Way;
import chat.server.config.Oidc;
import chat.server.store.StoredDevice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Coming in, staying in, going: {@code /api/auth/…}. */
final class AuthEndpoints {
    private static final int CREATED = 201;

    private final ApiServices services;
    private final Replies replies;
    private final Cookies cookies;
    private final long cookieSeconds;

    AuthEndpoints(ApiServices services, Replies replies) {
        this.services = services;
        this.replies = replies;
        this.cookies = new Cookies(services.access().isSecure());
        this.cookieSeconds = Duration.ofDays(services.access().deviceDays()).toSeconds();
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("GET", "/api/auth", this::ways),
                new Endpoint("POST", "/api/auth/signup", this::signUp),
                new Endpoint("POST", "/api/auth/login", this::logIn),
                new Endpoint("POST", "/api/auth/setup", this::setUp),
                new Endpoint("POST", "/api/auth/refresh", this::refresh),
                new Endpoint("POST", "/api/auth/logout", this::logOut),
                new Endpoint("POST", "/api/auth/password", this::changePassword),
                new Endpoint("GET", "/api/auth/devices", this::devices),
                new Endpoint("DELETE", "/api/auth/devices", this::logOutOthers),
                new Endpoint("DELETE", "/api/auth/devices/{id}", this::logOutDevice));
    }

    private record Ways(List<String> ways, String signUp, boolean setup, Optional<Provider> oidc) {}

    private record Provider(String name) {}

    private CompletionStage<ApiResponse> ways(Call call) {
        List<String> ways = Arrays.stream(Way.values())
                .filter(services.access()::has)
                .map(AuthEndpoints::word)
                .toList();
        Optional<Provider> provider = services.access().oidc().map(Oidc::name).map(Provider::new);
        return Api.done(replies.ok(new Ways(
                ways, word(services.access().signUp()), services.logIns().awaitsSetup(), provider)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private record User(String id, String name) {}

    private record Session(
            User user, boolean admin, String accessToken, int expiresInSeconds, Optional<String> refreshToken) {}

    private CompletionStage<ApiResponse> signUp(Call call) {
        ApiBody body = call.body();
        LogIns.Wish wish = new LogIns.Wish(
                body.text("name"), body.text("password"), body.optionalText("invite"), body.optionalText("guestToken"));
        boolean cookie = body.flag("cookie", true);
        return services.logIns().signUp(wish, call.caller()).thenApply(grant -> session(CREATED, grant, cookie));
    }

    private CompletionStage<ApiResponse> logIn(Call call) {
        ApiBody body = call.body();
        boolean cookie = body.flag("cookie", true);
        return services.logIns()
                .logIn(body.text("name"), body.text("password"), call.caller())
                .thenApply(grant -> session(200, grant, cookie));
    }

    private CompletionStage<ApiResponse> setUp(Call call) {
        ApiBody body = call.body();
        boolean cookie = body.flag("cookie", true);
        return services.logIns()
                .setUp(body.text("code"), body.text("name"), body.text("password"), call.caller())
                .thenApply(grant -> session(CREATED, grant, cookie));
    }

    private CompletionStage<ApiResponse> refresh(Call call) {
        Optional<String> given = call.body().optionalText("refreshToken");
        String token = given.or(() -> call.cookie(Cookies.REFRESH)).orElseThrow(() -> Denied.of(Why.LOGIN_REQUIRED));
        return services.logIns().refresh(token).handle((grant, failure) -> {
            if (failure == null) {
                return session(200, grant, given.isEmpty());
            }
            Denied denied = Denied.because(failure);
            ApiResponse refused = replies.denied(denied);
            // What is good no longer is not sent again and again.
            return given.isEmpty() && denied.why() == Why.BAD_TOKEN
                    ? refused.with("set-cookie", cookies.noRefresh())
                    : refused;
        });
    }

    private CompletionStage<ApiResponse> logOut(Call call) {
        Optional<String> token = call.body().optionalText("refreshToken").or(() -> call.cookie(Cookies.REFRESH));
        CompletionStage<Void> out;
        if (token.isPresent()) {
            out = services.logIns().logOut(token.get());
        } else {
            out = call.account(services.authenticator()).thenCompose(this::logOut);
        }
        return out.thenApply(gone -> ApiResponse.done().with("set-cookie", cookies.noRefresh()));
    }

    private CompletionStage<Void> logOut(Account account) {
        return account.device()
                .map(device -> services.accounts().logOut(account.id(), device))
                .orElseGet(() -> CompletableFuture.failedFuture(Denied.of(Why.NO_SUCH_DEVICE)));
    }

    private CompletionStage<ApiResponse> changePassword(Call call) {
        String old = call.body().text("old");
        String wished = call.body().text("new");
        return call.account(services.authenticator())
                .thenCompose(account -> services.accounts()
                        .changePassword(
                                account,
                                old,
                                Password.wished(wished, "new", account.name()),
                                call.request().from()))
                .thenApply(changed -> ApiResponse.done());
    }

    private record Devices(List<Device> devices) {}

    private record Device(String id, String name, long createdAt, long usedAt, boolean current) {}

    private CompletionStage<ApiResponse> devices(Call call) {
        return call.account(services.authenticator())
                .thenCompose(account -> services.accounts()
                        .devices(account.id())
                        .thenApply(devices -> replies.ok(new Devices(devices.stream()
                                .map(device -> device(device, account))
                                .toList()))));
    }

    private static Device device(StoredDevice device, Account account) {
        return new Device(device.id(), device.label(), device.createdAt(), device.usedAt(), account.isOn(device.id()));
    }

    private CompletionStage<ApiResponse> logOutDevice(Call call) {
        return call.account(services.authenticator())
                .thenCompose(account -> services.accounts()
                        .logOut(account.id(), call.parameters().get(0)))
                .thenApply(gone -> ApiResponse.done());
    }

    private CompletionStage<ApiResponse> logOutOthers(Call call) {
        return call.account(services.authenticator())
                .thenCompose(account -> services.accounts().logOut(account.id(), account.device()))
                .thenApply(count -> ApiResponse.done());
    }

    /** Somebody is logged in; what keeps it so is in a cookie, or in the answer. */
    private ApiResponse session(int status, Grant grant, boolean cookie) {
        Account account = grant.account();
        Session session = new Session(
                new User(account.id().value(), account.name().value()),
                account.admin(),
                grant.accessToken(),
                grant.expiresInSeconds(),
                cookie ? Optional.empty() : Optional.of(grant.refreshToken()));
        ApiResponse response = replies.json(status, session);
        return cookie ? response.with("set-cookie", cookie(grant)) : response;
    }

    /** What keeps a browser logged in. */
    String cookie(Grant grant) {
        return cookies.refresh(grant.refreshToken(), cookieSeconds);
    }
}
