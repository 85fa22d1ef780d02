package chat.server.auth;

import chat.protocol.ProtocolException;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.AccountStore;
import chat.server.store.AccountStore.Credentials;
import chat.server.store.PasswordHash;
import chat.server.store.StoredAccount;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Holds names and passwords against what is stored, slowly where somebody guesses. A name that nobody has costs as much as one
 * that somebody has, and gets the same answer. Any thread.
 */
final class PasswordCheck {
    private final AccountStore store;
    private final AccountIndex index;
    private final Bans bans;
    private final PasswordHashing hashing;
    private final Throttle throttle;

    PasswordCheck(AuthServices.Kept kept, PasswordHashing hashing, Throttle throttle) {
        this.store = kept.store();
        this.index = kept.index();
        this.bans = kept.bans();
        this.hashing = hashing;
        this.throttle = throttle;
    }

    PasswordHashing hashing() {
        return hashing;
    }

    Throttle throttle() {
        return throttle;
    }

    /**
     * Somebody who has shown a password.
     *
     * @param hash of that password, as it was stored then: it may be another one by now
     */
    record Checked(Account account, PasswordHash hash) {}

    /** Whoever has this name and this password; fails with {@link Denied}. */
    CompletionStage<Checked> check(String name, String password, InetAddress from) {
        Optional<UserName> known = name(name);
        Password claimed = Password.claimed(password, "password");
        Optional<UserId> account = known.flatMap(index::named).map(StoredAccount::id);
        // A name that nobody can have counts too: as one, so that there are not many of them to try.
        Throttle.Try attempt =
                throttle.begin(account, known.map(UserName::folded).orElse(""), from);
        long stamp = account.map(index::stamp).orElse(0L);
        return known.map(store::named)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenCompose(stored -> matches(claimed, stored))
                .whenComplete((right, failure) -> ended(attempt, failure))
                .thenApply(credentials -> new Checked(
                        account(credentials.account(), stamp),
                        credentials.password().orElseThrow()));
    }

    private static void ended(Throttle.Try attempt, @Nullable Throwable failure) {
        if (failure == null) {
            attempt.succeeded();
            return;
        }
        Why why = Denied.because(failure).why();
        // Whoever was not even looked at has guessed nothing.
        if (why != Why.WRONG_CREDENTIALS && why != Why.DISABLED) {
            attempt.giveBack();
        }
    }

    private static Optional<UserName> name(String text) {
        try {
            return Optional.of(UserName.parse(text));
        } catch (ProtocolException nobodysName) {
            return Optional.empty();
        }
    }

    private CompletionStage<Credentials> matches(Password claimed, Optional<Credentials> stored) {
        Optional<PasswordHash> hash = stored.flatMap(Credentials::password);
        return hashing.matches(claimed, hash).thenApply(matches -> {
            if (!matches || stored.isEmpty()) {
                throw Denied.of(Why.WRONG_CREDENTIALS);
            }
            StoredAccount account = stored.get().account();
            if (account.disabled()) {
                throw Denied.of(Why.DISABLED);
            }
            // Told to nobody but them.
            bans.check(account.id());
            return stored.get();
        });
    }

    private Account account(StoredAccount stored, long stampBefore) {
        long stamp = stampBefore;
        if (stamp == 0) {
            // Whoever made it was never told that it is stored.
            index.put(stored);
            stamp = index.stamp(stored.id());
        }
        return new Account(stored.id(), stored.name(), stored.admin(), new Account.Password(), stamp);
    }
}
