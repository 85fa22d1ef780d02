package chat.server.auth;

import chat.protocol.ProtocolException;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Access.SignUp;
import chat.server.config.Access.Way;
import chat.server.store.AccountStore.Credentials;
import chat.server.store.AccountStore.Rotated;
import chat.server.store.AccountStore.Terms;
import chat.server.store.PasswordHash;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to become somebody with an account, and to stay it. Any thread; stages fail with {@link Denied}. */
public final class LogIns {
    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);

    /** So long a device stays logged in by what an identity provider said once. */
    private static final Duration EXTERNAL_LIFETIME = Duration.ofHours(24);

    private final AuthServices services;
    private final LiveUsers live;
    private final Optional<SetupCode> setup;
    private final NewAccounts accounts;

    /** @param setup good until there is an administrator */
    public LogIns(AuthServices services, LiveUsers live, Optional<SetupCode> setup) {
        this.services = services;
        this.live = live;
        this.setup = setup;
        this.accounts = new NewAccounts(services, live);
    }

    /**
     * Somebody's wish for an account.
     *
     * @param guestToken of the guest whose account it is to be
     */
    public record Wish(String name, String password, Optional<String> invite, Optional<String> guestToken) {
        @Override
        public String toString() {
            return "Wish";
        }
    }

    /** Whether the first administrator can be made with the code that was printed. */
    public boolean awaitsSetup() {
        return setup.filter(code -> !code.isUsed()).isPresent()
                && !services.index().hasAdmin();
    }

    /** Logs somebody in. */
    public CompletionStage<Grant> logIn(String name, String password, Caller caller) {
        return attempt(() -> {
            require(Way.ACCOUNTS);
            return services.passwords()
                    .check(name, password, caller.address())
                    .thenCompose(it -> grant(it.account(), Optional.of(it.hash()), caller));
        });
    }

    /** Makes an account and logs in to it. */
    public CompletionStage<Grant> signUp(Wish wish, Caller caller) {
        return attempt(() -> {
            require(Way.ACCOUNTS);
            Terms terms = terms(wish);
            Optional<Guest> guest = wish.guestToken().map(this::guest);
            UserName name = name(wish.name());
            Password password = Password.wished(wish.password(), "password", name);
            // Whoever may not be here as a guest does not become somebody else.
            services.bans()
                    .onAddress(Addresses.of(caller.address()))
                    .or(() -> guest.flatMap(it -> services.bans().on(it.id())))
                    .ifPresent(banned -> {
                        throw banned;
                    });
            live.instead(name, guest.map(Guest::id)).ifPresent(free -> {
                throw Denied.nameTaken(free);
            });
            services.passwords().throttle().signUp(caller.address());
            if (services.index().size() >= services.access().accountsMax()) {
                throw Denied.of(Why.TOO_MANY_ACCOUNTS);
            }
            return accounts.make(new NewAccounts.Wanted(name, false, guest.map(Guest::id)), password, terms)
                    .thenCompose(account -> grant(fresh(account), Optional.empty(), caller));
        });
    }

    /** Makes the first administrator. */
    public CompletionStage<Grant> setUp(String code, String wishedName, String wishedPassword, Caller caller) {
        return attempt(() -> {
            require(Way.ACCOUNTS);
            if (!awaitsSetup()) {
                throw Denied.of(Why.ALREADY_SET_UP);
            }
            Throttle.Try attempt = services.passwords().throttle().begin(caller.address());
            if (!setup.orElseThrow().is(code)) {
                throw Denied.field(Why.BAD_SETUP_CODE, "code");
            }
            attempt.giveBack();
            UserName name = name(wishedName);
            Password password = Password.wished(wishedPassword, "password", name);
            live.instead(name, Optional.empty()).ifPresent(free -> {
                throw Denied.nameTaken(free);
            });
            return accounts.make(new NewAccounts.Wanted(name, true, Optional.empty()), password, new Terms.First())
                    .thenCompose(account -> {
                        setup.orElseThrow().use();
                        return grant(fresh(account), Optional.empty(), caller);
                    });
        });
    }

    /** Logs somebody in whom the identity provider knows. */
    public CompletionStage<Grant> external(ExternalTokens.External person, Caller caller) {
        return new ExternalAccounts(services, live)
                .account(person)
                .thenCompose(account -> grant(account, Optional.empty(), caller));
    }

    /**
     * The next access token, for a refresh token, which gives way to the next one.
     *
     * @param token a client's input, anything at all
     */
    public CompletionStage<Grant> refresh(String token) {
        return attempt(() -> {
            RefreshTokens.Claim claim = claim(token);
            services.passwords().throttle().refresh(claim.device());
            long now = services.clock().millis();
            return services.store()
                    .rotate(claim.device(), claim.generation(), now, unusedSince())
                    .thenCompose(rotated -> inTime(rotated, now))
                    .thenApply(this::granted);
        });
    }

    /** The provider is asked again once in a while: it may not know somebody any more. */
    private CompletionStage<Rotated> inTime(Rotated rotated, long now) {
        if (!(rotated instanceof Rotated.To to)) {
            return CompletableFuture.completedFuture(rotated);
        }
        StoredDevice device = to.device();
        return services.store().account(device.user()).thenCompose(known -> {
            boolean byPassword = services.access().has(Way.ACCOUNTS)
                    && known.flatMap(Credentials::password).isPresent();
            return byPassword || now - device.createdAt() < EXTERNAL_LIFETIME.toMillis()
                    ? CompletableFuture.<Rotated>completedFuture(rotated)
                    : logOut(device.user(), device.id()).thenApply(out -> new Rotated.Gone());
        });
    }

    private RefreshTokens.Claim claim(String token) {
        if (!services.access().hasAccounts()) {
            throw Denied.of(Why.BAD_TOKEN);
        }
        return services.tokens().refresh().verify(token).orElseThrow(() -> Denied.of(Why.BAD_TOKEN));
    }

    private Grant granted(Rotated rotated) {
        if (rotated instanceof Rotated.Reused reused) {
            StoredDevice device = reused.device();
            LOG.warn(
                    "a refresh token of user {} was used again; somebody else may have it, so that device is logged out",
                    device.user());
            loggedOut(device.user(), device.id());
        }
        if (!(rotated instanceof Rotated.To to)) {
            throw Denied.of(Why.BAD_TOKEN);
        }
        StoredAccount account = services.index()
                .get(to.device().user())
                .filter(it -> !it.disabled())
                .orElseThrow(() -> Denied.of(Why.BAD_TOKEN));
        services.bans().check(account.id());
        return grant(account, to.device());
    }

    /** Logs the device out that has this refresh token; one that is good no longer is logged out already. */
    public CompletionStage<Void> logOut(String token) {
        return attempt(() -> {
            Optional<RefreshTokens.Claim> claim = services.tokens().refresh().verify(token);
            if (claim.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            return services.store()
                    .rotate(
                            claim.get().device(),
                            claim.get().generation(),
                            services.clock().millis(),
                            unusedSince())
                    .thenCompose(this::remove);
        });
    }

    /** One that was used before logs out too, by itself. */
    private CompletionStage<Void> remove(Rotated rotated) {
        if (rotated instanceof Rotated.Reused reused) {
            loggedOut(reused.device().user(), reused.device().id());
        }
        return rotated instanceof Rotated.To to
                ? logOut(to.device().user(), to.device().id())
                : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> logOut(UserId user, String device) {
        return services.store().removeDevice(user, device).thenAccept(removed -> loggedOut(user, device));
    }

    private void loggedOut(UserId user, String device) {
        services.index().revoked(user);
        live.end(user, identity -> identity instanceof Account account && account.isOn(device));
    }

    /** @param password by which the account was shown, if it was: whoever changed it meanwhile locked this one out */
    private CompletionStage<Grant> grant(Account account, Optional<PasswordHash> password, Caller caller) {
        long now = services.clock().millis();
        String id = services.tokens().refresh().newDevice();
        StoredDevice device = new StoredDevice(id, account.id(), caller.label(), now, now, 1);
        return services.store().addDevice(device, password, unusedSince()).thenApply(gone -> {
            StoredAccount stored = services.index()
                    .get(account.id())
                    .filter(it -> !it.disabled())
                    .orElseThrow(() -> Denied.of(Why.DISABLED));
            if (gone.isEmpty()) {
                throw Denied.of(password.isPresent() ? Why.WRONG_CREDENTIALS : Why.DISABLED);
            }
            services.passwords().throttle().seen(account.id(), caller.address());
            gone.get().forEach(other -> loggedOut(account.id(), other));
            return grant(stored, device);
        });
    }

    private Grant grant(StoredAccount account, StoredDevice device) {
        int seconds = services.access().accessTokenSeconds();
        Tokens tokens = services.tokens();
        Account identity = new Account(
                account.id(),
                account.name(),
                account.admin(),
                new Account.Device(device.id()),
                services.index().stamp(account.id()));
        return new Grant(
                identity,
                tokens.access().issue(account.id(), device.id(), seconds),
                seconds,
                tokens.refresh().issue(device.id(), device.generation()));
    }

    private Account fresh(StoredAccount account) {
        return new Account(
                account.id(),
                account.name(),
                account.admin(),
                new Account.Password(),
                services.index().stamp(account.id()));
    }

    private long unusedSince() {
        return services.clock().millis()
                - Duration.ofDays(services.access().deviceDays()).toMillis();
    }

    private Terms terms(Wish wish) {
        SignUp signUp = services.access().signUp();
        if (signUp == SignUp.OFF) {
            throw Denied.of(Why.SIGN_UP_CLOSED);
        }
        if (signUp == SignUp.OPEN) {
            return new Terms.Open();
        }
        String code = wish.invite().orElseThrow(() -> Denied.field(Why.BAD_INVITE, "invite"));
        return new Terms.Invited(Codes.hash(code));
    }

    private Guest guest(String token) {
        Guest guest =
                services.tokens().guests().verify(token).orElseThrow(() -> Denied.field(Why.BAD_TOKEN, "guestToken"));
        if (services.index().get(guest.id()).isPresent()) {
            throw Denied.field(Why.ALREADY_REGISTERED, "guestToken");
        }
        return guest;
    }

    static UserName name(String text) {
        try {
            return UserName.parse(text);
        } catch (ProtocolException e) {
            throw Denied.field(Why.INVALID_NAME, "name");
        }
    }

    private void require(Way way) {
        if (!services.access().has(way)) {
            throw Denied.of(Why.NOT_OFFERED);
        }
    }

    /** What is thrown on the way fails the stage too. */
    private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (Denied denied) {
            return CompletableFuture.failedFuture(denied);
        }
    }
}
