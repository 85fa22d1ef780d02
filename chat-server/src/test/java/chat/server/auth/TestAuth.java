package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Access;
import chat.server.config.Access.Way;
import chat.server.config.ServerConfig;
import chat.server.store.AccountStore;
import chat.server.store.MemoryAccountStore;
import chat.server.store.StoredRestriction;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Everything of this package over a store in memory, with a clock that stands still until it is told. */
final class TestAuth implements AutoCloseable, LiveUsers {
    static final String PASSWORD = "correct horse";

    final AccountStore store = new MemoryAccountStore();
    final AccountIndex index = new AccountIndex(List.of());
    final Bans bans = new Bans(List.of(), () -> this.now);
    final TokenKey key = TokenKey.random();
    final SetupCode setup = new SetupCode();
    final AuthServices services;
    final LogIns logIns;
    final Accounts accounts;
    final Authenticator authenticator;

    /** Identities that are connected, by user. */
    final Map<UserId, List<Identity>> connected = new HashMap<>();

    /** What was told to those who are connected. */
    final Map<UserName, UserId> registered = new HashMap<>();

    final Map<String, UserId> presentNames = new HashMap<>();
    private final PasswordHashing hashing;
    private Instant now = Instant.ofEpochMilli(1_800_000_000_000L);

    TestAuth() {
        this(UnaryOperator.identity());
    }

    TestAuth(UnaryOperator<Access> change) {
        this(change, new PasswordHashing(), Optional.empty());
    }

    TestAuth(UnaryOperator<Access> change, PasswordHashing hashing, Optional<ExternalTokens> external) {
        this.hashing = hashing;
        Access access = change.apply(ServerConfig.defaults().access().withWays(Set.of(Way.GUEST, Way.ACCOUNTS)));
        services = new AuthServices(
                access,
                new AuthServices.Kept(store, index, bans, key),
                new AuthServices.Checks(hashing, external, true),
                new AuthServices.Clocks(() -> now, () -> now.toEpochMilli() * 1_000_000));
        logIns = new LogIns(services, this, Optional.of(setup));
        accounts = new Accounts(services, this);
        authenticator = new Authenticator(services);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static Caller from(String address) {
        return new Caller(address(address), "Firefox on Linux");
    }

    static Caller here() {
        return from("192.0.2.1");
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    Grant signUp(String name) {
        return await(logIns.signUp(wish(name), here()));
    }

    static LogIns.Wish wish(String name) {
        return new LogIns.Wish(name, PASSWORD, Optional.empty(), Optional.empty());
    }

    Grant logIn(String name) {
        return await(logIns.logIn(name, PASSWORD, here()));
    }

    /** Somebody connects by an access token. */
    Account connect(Grant grant) {
        Account account = await(authenticator.account(grant.accessToken()));
        connected.computeIfAbsent(account.id(), id -> new ArrayList<>()).add(account);
        return account;
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** Why a stage fails. */
    static Denied denied(CompletionStage<?> stage) {
        try {
            Object value = await(stage);
            throw new AssertionError("stage: " + value + " (expected: denied)");
        } catch (CompletionException e) {
            return Denied.because(e);
        }
    }

    static Why why(CompletionStage<?> stage) {
        return denied(stage).why();
    }

    @Override
    public Optional<UserName> instead(UserName wished, Optional<UserId> user) {
        UserId present = presentNames.get(wished.folded());
        boolean taken = (present != null && !Optional.of(present).equals(user)) || index.isRegistered(wished);
        return taken ? Optional.of(wished.numbered(2)) : Optional.empty();
    }

    @Override
    public void registered(UserId owner, UserName name) {
        registered.put(name, owner);
    }

    @Override
    public void end(UserId user, Predicate<Identity> which) {
        connected.getOrDefault(user, new ArrayList<>()).removeIf(which);
    }

    @Override
    public void banned(StoredRestriction.Target target, Denied why) {
        target.user().ifPresent(user -> connected.remove(user.id()));
    }

    @Override
    public void close() {
        hashing.close();
    }
}
