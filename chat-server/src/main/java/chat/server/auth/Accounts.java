package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Access;
import chat.server.store.AccountStore;
import chat.server.store.AccountStore.Changed;
import chat.server.store.AccountStore.Terms;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What the owner of an account, and an administrator, do with accounts. Who may do what, the caller has found out. What is
 * revoked ends connections at once. Any thread; stages fail with {@link Denied}.
 */
public final class Accounts {
    private final AuthServices services;
    private final AccountIndex index;
    private final AccountStore store;
    private final LiveUsers live;
    private final NewAccounts fresh;

    public Accounts(AuthServices services, LiveUsers live) {
        this.services = services;
        this.index = services.index();
        this.store = services.store();
        this.live = live;
        this.fresh = new NewAccounts(services, live);
    }

    /**
     * Over a store that no server has open. Blocks for a moment.
     *
     * @throws IOException when it cannot be read; the message is one line
     */
    public static Accounts alone(AccountStore store, Access access) throws IOException {
        try {
            AccountIndex index =
                    new AccountIndex(store.accounts().toCompletableFuture().join());
            AuthServices services = new AuthServices(
                    access,
                    // Nobody gets a token from here.
                    new AuthServices.Kept(store, index, new Bans(List.of(), InstantSource.system()), TokenKey.random()),
                    new AuthServices.Checks(new PasswordHashing(), Optional.empty(), false),
                    AuthServices.Clocks.ofSystem());
            return new Accounts(services, LiveUsers.none());
        } catch (CompletionException e) {
            throw new IOException("store: cannot read its accounts: " + e.getCause(), e);
        }
    }

    /** An invitation as it is made, with the code that is told once. */
    public record Invite(StoredInvite invite, String code) {
        @Override
        public String toString() {
            return "Invite " + invite;
        }
    }

    /** Makes an account for somebody. */
    public CompletionStage<StoredAccount> create(UserName name, boolean admin, Password password) {
        return fresh.make(new NewAccounts.Wanted(name, admin, Optional.empty()), password, new Terms.Open());
    }

    /** All accounts. */
    public AccountIndex index() {
        return index;
    }

    /** Who may not be here. */
    public Bans bans() {
        return services.bans();
    }

    /** The account of this name. */
    public Optional<StoredAccount> named(UserName name) {
        return index.named(name);
    }

    /** Accounts behind a name whose names begin so, in the order of their names. */
    public List<StoredAccount> list(String start, Optional<UserName> after, int limit) {
        return index.list(start, after, limit);
    }

    /** Gives an account another password and logs it out everywhere. */
    public CompletionStage<Void> resetPassword(UserId user, Password password) {
        return services.passwords()
                .hashing()
                .hash(password)
                .thenCompose(hash -> store.setPassword(user, Optional.empty(), hash, Optional.empty()))
                .thenAccept(changed -> {
                    check(changed);
                    endBut(user, Optional.empty());
                });
    }

    /** Gives one's own account another password and logs it out everywhere else. */
    public CompletionStage<Void> changePassword(Account account, String old, Password password, InetAddress from) {
        return services.passwords()
                .check(account.name().value(), old, from)
                .thenCompose(shown -> services.passwords()
                        .hashing()
                        .hash(password)
                        .thenCompose(hash ->
                                store.setPassword(account.id(), Optional.of(shown.hash()), hash, account.device())))
                .thenAccept(changed -> {
                    check(changed);
                    endBut(account.id(), account.device());
                });
    }

    /** Makes somebody an administrator, or no longer. */
    public CompletionStage<Void> setAdmin(UserId user, boolean admin) {
        return store.setAdmin(user, admin).thenAccept(changed -> {
            check(changed);
            index.get(user)
                    .map(it -> new StoredAccount(it.id(), it.name(), admin, it.disabled(), it.createdAt()))
                    .ifPresent(index::put);
        });
    }

    /** Keeps everybody from coming in by an account, or no longer. */
    public CompletionStage<Void> setDisabled(UserId user, boolean disabled) {
        return store.setDisabled(user, disabled).thenAccept(changed -> {
            check(changed);
            index.get(user)
                    .map(it -> new StoredAccount(it.id(), it.name(), it.admin(), disabled, it.createdAt()))
                    .ifPresent(index::put);
            if (disabled) {
                end(user, any -> true);
            }
        });
    }

    private static void check(Changed changed) {
        switch (changed) {
            case CHANGED -> {}
            case OTHER_PASSWORD -> throw Denied.of(Why.WRONG_CREDENTIALS);
            case NO_SUCH_ACCOUNT -> throw Denied.of(Why.NO_SUCH_USER);
            case LAST_ADMIN -> throw Denied.of(Why.LAST_ADMIN);
        }
    }

    /** The devices that are logged in, the one used last first. */
    public CompletionStage<List<StoredDevice>> devices(UserId user) {
        return store.devices(user);
    }

    /** Logs a device out. */
    public CompletionStage<Void> logOut(UserId user, String device) {
        return store.removeDevice(user, device).thenAccept(removed -> {
            if (!removed) {
                throw Denied.of(Why.NO_SUCH_DEVICE);
            }
            end(user, identity -> identity instanceof Account account && account.isOn(device));
        });
    }

    /** Logs everything out but one device; returns how many devices. */
    public CompletionStage<Integer> logOut(UserId user, Optional<String> but) {
        return store.removeDevices(user, but).thenApply(count -> {
            endBut(user, but);
            return count;
        });
    }

    private void endBut(UserId user, Optional<String> device) {
        end(
                user,
                identity -> !(identity instanceof Account account)
                        || account.device().isEmpty()
                        || !account.device().equals(device));
    }

    /** There is no such user any more, neither here nor in the store. */
    public void erased(UserId user) {
        index.remove(user);
        services.bans().erased(user);
        live.end(user, any -> true);
    }

    /** It counts as revoked before anybody's connections are looked for: whoever connects now is seen by one or the other. */
    private void end(UserId user, Predicate<Identity> which) {
        index.revoked(user);
        live.end(user, which);
    }

    /** Invites so many people. */
    public CompletionStage<Invite> invite(UserId by, int uses, Duration goodFor) {
        String code = Codes.random();
        return invite(by, uses, goodFor, code).thenApply(invite -> new Invite(invite, Codes.grouped(code)));
    }

    /** Invites so many people by a code that is known already. */
    public CompletionStage<StoredInvite> invite(UserId by, int uses, Duration goodFor, String code) {
        long now = services.clock().millis();
        StoredInvite invite = new StoredInvite(Codes.random().substring(0, 8), by, now, now + goodFor.toMillis(), uses);
        return store.addInvite(invite, Codes.hash(code)).thenApply(added -> {
            if (!added) {
                throw Denied.of(Why.TOO_MANY_INVITES);
            }
            return invite;
        });
    }

    /** The invitations that are good, the newest first. */
    public CompletionStage<List<StoredInvite>> invites() {
        return store.invites(services.clock().millis());
    }

    /** Takes an invitation back. */
    public CompletionStage<Void> removeInvite(String id) {
        return store.removeInvite(id).thenAccept(removed -> {
            if (!removed) {
                throw Denied.of(Why.NO_SUCH_INVITE);
            }
        });
    }
}
