package chat.server.api;

import chat.protocol.ProtocolException;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Account;
import chat.server.auth.Accounts;
import chat.server.auth.Denied;
import chat.server.auth.Password;
import chat.server.auth.Why;
import chat.server.oversight.By;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What administrators do with accounts and invitations: {@code /api/admin/…}. */
final class AdminEndpoints {
    private static final int CREATED = 201;
    private static final int PAGE_MAX = 100;
    private static final int INVITE_USES_MAX = 1_000;
    private static final int INVITE_DAYS_DEFAULT = 7;
    private static final int INVITE_DAYS_MAX = 365;

    private final ApiServices services;
    private final Replies replies;
    private final Admins admins;

    AdminEndpoints(ApiServices services, Replies replies) {
        this.services = services;
        this.replies = replies;
        this.admins = new Admins(services.authenticator());
    }

    List<Endpoint> all() {
        return List.of(
                new Endpoint("GET", "/api/admin/users", admins.only(this::users)),
                new Endpoint("POST", "/api/admin/users", admins.only(this::create)),
                new Endpoint("GET", "/api/admin/users/{id}", admins.only(this::user)),
                new Endpoint("POST", "/api/admin/users/{id}/disabled", admins.only(this::disable)),
                new Endpoint("POST", "/api/admin/users/{id}/admin", admins.only(this::setAdmin)),
                new Endpoint("POST", "/api/admin/users/{id}/password", admins.only(this::resetPassword)),
                new Endpoint("DELETE", "/api/admin/users/{id}/devices", admins.only(this::logOut)),
                new Endpoint("GET", "/api/admin/invites", admins.only(this::invites)),
                new Endpoint("POST", "/api/admin/invites", admins.only(this::invite)),
                new Endpoint("DELETE", "/api/admin/invites/{id}", admins.only(this::removeInvite)));
    }

    private record User(
            String id, String name, boolean admin, boolean disabled, long createdAt, Optional<List<Device>> devices) {
        static User of(StoredAccount account) {
            return of(account, Optional.empty());
        }

        static User of(StoredAccount account, Optional<List<Device>> devices) {
            return new User(
                    account.id().value(),
                    account.name().value(),
                    account.admin(),
                    account.disabled(),
                    account.createdAt(),
                    devices);
        }
    }

    private record Device(String id, String name, long createdAt, long usedAt) {
        static Device of(StoredDevice device) {
            return new Device(device.id(), device.label(), device.createdAt(), device.usedAt());
        }
    }

    private record Users(List<User> users, boolean more) {}

    private CompletionStage<ApiResponse> users(Call call, Account admin) {
        Query query = Query.parse(call.request().query());
        int limit = query.number("limit", PAGE_MAX, PAGE_MAX);
        Optional<UserName> after = query.text("after").map(AdminEndpoints::name);
        List<StoredAccount> found = services.accounts().list(query.text("query").orElse(""), after, limit + 1);
        List<User> users = found.stream().limit(limit).map(User::of).toList();
        return Api.done(replies.ok(new Users(users, found.size() > limit)));
    }

    private CompletionStage<ApiResponse> create(Call call, Account admin) {
        UserName name = name(call.body().text("name"));
        Password password = Password.wished(call.body().text("password"), "password", name);
        return services.oversight()
                .accounts()
                .create(By.admin(admin), name, call.body().flag("admin", false), password)
                .thenApply(account -> replies.json(CREATED, User.of(account)));
    }

    private CompletionStage<ApiResponse> user(Call call, Account admin) {
        StoredAccount account = account(call);
        return services.accounts()
                .devices(account.id())
                .thenApply(devices -> replies.ok(User.of(
                        account, Optional.of(devices.stream().map(Device::of).toList()))));
    }

    private CompletionStage<ApiResponse> disable(Call call, Account admin) {
        return services.oversight()
                .accounts()
                .setDisabled(By.admin(admin), account(call).id(), call.body().flag("disabled"))
                .thenApply(done -> ApiResponse.done());
    }

    private CompletionStage<ApiResponse> setAdmin(Call call, Account admin) {
        return services.oversight()
                .accounts()
                .setAdmin(By.admin(admin), account(call).id(), call.body().flag("admin"))
                .thenApply(done -> ApiResponse.done());
    }

    private CompletionStage<ApiResponse> resetPassword(Call call, Account admin) {
        StoredAccount account = account(call);
        Password password = Password.wished(call.body().text("password"), "password", account.name());
        return services.oversight()
                .accounts()
                .resetPassword(By.admin(admin), account.id(), password)
                .thenApply(done -> ApiResponse.done());
    }

    private CompletionStage<ApiResponse> logOut(Call call, Account admin) {
        return services.oversight()
                .accounts()
                .logOut(By.admin(admin), account(call).id())
                .thenApply(count -> ApiResponse.done());
    }

    private record Invite(String id, String by, long createdAt, long expiresAt, int usesLeft, Optional<String> code) {
        static Invite of(StoredInvite invite, Optional<String> code) {
            return new Invite(
                    invite.id(), invite.by().value(), invite.createdAt(), invite.expiresAt(), invite.usesLeft(), code);
        }
    }

    private record Invites(List<Invite> invites) {}

    private CompletionStage<ApiResponse> invites(Call call, Account admin) {
        return services.accounts()
                .invites()
                .thenApply(invites -> replies.ok(new Invites(invites.stream()
                        .map(invite -> Invite.of(invite, Optional.empty()))
                        .toList())));
    }

    private CompletionStage<ApiResponse> invite(Call call, Account admin) {
        int uses = call.body().number("uses", 1, INVITE_USES_MAX, 1);
        int days = call.body().number("days", 1, INVITE_DAYS_MAX, INVITE_DAYS_DEFAULT);
        return services.oversight()
                .accounts()
                .invite(By.admin(admin), uses, Duration.ofDays(days))
                .thenApply(made -> json(made));
    }

    private ApiResponse json(Accounts.Invite made) {
        return replies.json(CREATED, Invite.of(made.invite(), Optional.of(made.code())));
    }

    private CompletionStage<ApiResponse> removeInvite(Call call, Account admin) {
        return services.oversight()
                .accounts()
                .removeInvite(By.admin(admin), call.parameters().get(0))
                .thenApply(done -> ApiResponse.done());
    }

    /** The account that the path names. */
    private StoredAccount account(Call call) {
        try {
            return services.index()
                    .get(UserId.parse(call.parameters().get(0)))
                    .orElseThrow(() -> Denied.of(Why.NO_SUCH_USER));
        } catch (ProtocolException e) {
            throw Denied.of(Why.NO_SUCH_USER);
        }
    }

    private static UserName name(String text) {
        try {
            return UserName.parse(text);
        } catch (ProtocolException e) {
            throw Denied.field(Why.INVALID_NAME, "name");
        }
    }
}
