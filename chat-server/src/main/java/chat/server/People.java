package chat.server;

import chat.server.api.Api;
import chat.server.api.ApiServices;
import chat.server.auth.AccountIndex;
import chat.server.auth.Accounts;
import chat.server.auth.AuthServices;
import chat.server.auth.Authenticator;
import chat.server.auth.Bans;
import chat.server.auth.LiveUsers;
import chat.server.auth.LogIns;
import chat.server.auth.PasswordHashing;
import chat.server.auth.SetupCode;
import chat.server.auth.SignedText;
import chat.server.config.Access.Way;
import chat.server.config.Oidc;
import chat.server.config.ServerConfig;
import chat.server.oidc.OidcProvider;
import chat.server.oversight.Oversight;
import chat.server.store.AccountStore;
import chat.server.store.StoredAccount;
import chat.server.store.StoredRestriction;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Who may come in, put together. Nothing that only some ways in need is loaded before somebody comes that way. */
final class People implements AutoCloseable {
    private final ServerConfig config;
    private final PasswordHashing hashing = new PasswordHashing();
    private final AccountIndex index;
    private final AuthServices services;
    private final Authenticator authenticator;
    private final Optional<OidcProvider> provider;
    private final Optional<SetupCode> setup;

    private People(
            ServerConfig config,
            Stores.Opened opened,
            List<StoredAccount> accounts,
            List<StoredRestriction> restrictions) {
        this.config = config;
        this.index = new AccountIndex(accounts);
        this.provider = config.access().oidc().map(oidc -> provider(oidc, opened));
        this.services = new AuthServices(
                config.access(),
                new AuthServices.Kept(
                        opened.accounts(), index, new Bans(restrictions, InstantSource.system()), opened.key()),
                new AuthServices.Checks(hashing, provider.map(it -> it), limitsAddresses()),
                AuthServices.Clocks.ofSystem());
        this.authenticator = new Authenticator(services);
        this.setup = config.access().has(Way.ACCOUNTS) && !index.hasAdmin()
                ? Optional.of(new SetupCode())
                : Optional.empty();
        this.provider.ifPresent(OidcProvider::greet);
    }

    private OidcProvider provider(Oidc oidc, Stores.Opened opened) {
        String callback = config.access().publicUrl().orElseThrow() + Api.CALLBACK;
        return new OidcProvider(oidc, callback, new SignedText(opened.key()), InstantSource.system());
    }

    /**
     * Loads them.
     *
     * @param restrictions all that are stored
     * @throws IOException when the accounts cannot be read; the message is one line
     */
    static People load(ServerConfig config, Stores.Opened opened, List<StoredRestriction> restrictions)
            throws IOException {
        return new People(config, opened, accounts(opened.accounts()), restrictions);
    }

    private static List<StoredAccount> accounts(AccountStore store) throws IOException {
        try {
            return store.accounts().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IOException("store: cannot read its accounts: " + e.getCause(), e);
        }
    }

    private boolean limitsAddresses() {
        return config.listen().tellsAddressesApart();
    }

    AccountIndex index() {
        return index;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /** As it is to be printed. */
    Optional<String> setupCode() {
        return setup.map(SetupCode::shown);
    }

    /** What is offered over HTTP; log-outs end the connections of these users. */
    Api api(LiveUsers live, Oversight oversight) {
        return new Api(new ApiServices(
                config.access(),
                index,
                authenticator,
                new LogIns(services, live, setup),
                accounts(live),
                oversight,
                provider.map(it -> it),
                limitsAddresses(),
                System::nanoTime));
    }

    /** What is done with accounts; log-outs end the connections of these users. */
    Accounts accounts(LiveUsers live) {
        return new Accounts(services, live);
    }

    int passwordsWaiting() {
        return hashing.waiting();
    }

    /** Whoever waits to come in is not answered any more. */
    @Override
    public void close() {
        hashing.close();
        provider.ifPresent(OidcProvider::close);
    }
}
