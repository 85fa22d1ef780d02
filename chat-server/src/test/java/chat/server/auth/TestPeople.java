package chat.server.auth;

import chat.protocol.UserId;
import chat.server.config.ServerConfig;
import chat.server.store.AccountStore;
import chat.server.store.MemoryAccountStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who may come in, for tests of what uses it: accounts in memory, and the clock of this machine. */
public final class TestPeople implements AutoCloseable {
    private final TokenKey key = TokenKey.random();
    private final PasswordHashing hashing = new PasswordHashing();
    private final AccountIndex index = new AccountIndex(List.of());
    private final AccountStore store;
    private final AuthServices services;
    private final Authenticator authenticator;

    public TestPeople(ServerConfig config) {
        this(config, new MemoryAccountStore());
    }

    /** Over a store of the test's own. */
    public TestPeople(ServerConfig config, AccountStore store) {
        this.store = store;
        services = new AuthServices(
                config.access(),
                new AuthServices.Kept(store, index, new Bans(List.of(), InstantSource.system()), key),
                new AuthServices.Checks(hashing, Optional.empty(), true),
                new AuthServices.Clocks(InstantSource.system(), System::nanoTime));
        authenticator = new Authenticator(services);
    }

    /** Over a store that cannot be read or written, with guests and accounts. */
    public static TestPeople withoutStore(ServerConfig config) {
        AccountStore failing = (AccountStore) Proxy.newProxyInstance(
                AccountStore.class.getClassLoader(),
                new Class<?>[] {AccountStore.class},
                (proxy, method, arguments) -> CompletableFuture.failedFuture(new IOException("disk: gone")));
        return new TestPeople(config, failing);
    }

    /** A good access token, of whomever. */
    public String accessToken() {
        return services.tokens().access().issue(new UserId("u1"), "device", 900);
    }

    public AccountStore store() {
        return store;
    }

    public AccountIndex index() {
        return index;
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    public GuestTokens guestTokens() {
        return new GuestTokens(key);
    }

    /** The ways in, for connections of these users. */
    public LogIns logIns(LiveUsers live) {
        return new LogIns(services, live, Optional.empty());
    }

    public Accounts accounts(LiveUsers live) {
        return new Accounts(services, live);
    }

    @Override
    public void close() {
        hashing.close();
    }
}
