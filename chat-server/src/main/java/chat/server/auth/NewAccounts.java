package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.AccountStore.Added;
import chat.server.store.AccountStore.Terms;
import chat.server.store.NewAccount;
import chat.server.store.StoredAccount;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Makes accounts with passwords; stages fail with {@link Denied}. */
final class NewAccounts {
    private final AuthServices services;
    private final LiveUsers live;
    private final UserIds ids = new UserIds();

    NewAccounts(AuthServices services, LiveUsers live) {
        this.services = services;
        this.live = live;
    }

    /**
     * What it is to be.
     *
     * @param guest whose it is to be; absent: somebody's who was nobody here before
     */
    record Wanted(UserName name, boolean admin, Optional<UserId> guest) {}

    CompletionStage<StoredAccount> make(Wanted wanted, Password password, Terms terms) {
        UserId id = wanted.guest().orElseGet(ids::next);
        return services.passwords().hashing().hash(password).thenCompose(hash -> {
            NewAccount account = new NewAccount(
                    id,
                    wanted.name(),
                    wanted.admin(),
                    new NewAccount.Password(hash),
                    services.clock().millis());
            return services.store()
                    .add(account, terms, services.access().accountsMax())
                    .thenApply(added -> made(added, account));
        });
    }

    private StoredAccount made(Added added, NewAccount account) {
        switch (added) {
            case ADDED -> {}
            case NAME_TAKEN ->
                throw live.instead(account.name(), Optional.empty())
                        .map(Denied::nameTaken)
                        .orElseGet(() -> Denied.field(Why.NAME_TAKEN, "name"));
            case ID_TAKEN -> throw Denied.field(Why.ALREADY_REGISTERED, "guestToken");
            case FULL -> throw Denied.of(Why.TOO_MANY_ACCOUNTS);
            case NO_INVITE -> throw Denied.field(Why.BAD_INVITE, "invite");
            case NOT_FIRST -> throw Denied.of(Why.ALREADY_SET_UP);
            case EXTERNAL_TAKEN -> throw new IllegalStateException("account: " + added + " (expected: for providers)");
        }
        StoredAccount stored = account.asStored();
        services.index().put(stored);
        live.registered(stored.id(), stored.name());
        // Whoever has the guest's token is somebody else now.
        live.end(stored.id(), identity -> identity instanceof Guest);
        return stored;
    }
}
