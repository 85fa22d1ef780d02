package chat.server.auth;

import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.ExternalTokens.External;
import chat.server.store.AccountStore;
import chat.server.store.AccountStore.Added;
import chat.server.store.NewAccount;
import chat.server.store.StoredAccount;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Gives everybody whom an identity provider knows an account, when they come for the first time. */
final class ExternalAccounts {
    private static final int TRIES_MAX = 20;
    private static final int SMALL_NUMBERS = 8;
    private static final int NUMBER_MAX = 1_000_000;
    private static final String NAMELESS = "user";

    private final AuthServices services;
    private final LiveUsers live;
    private final UserIds ids = new UserIds();

    ExternalAccounts(AuthServices services, LiveUsers live) {
        this.services = services;
        this.live = live;
    }

    /** The account of this person, made if need be; fails with {@link Denied}. */
    CompletionStage<Account> account(External person) {
        return services.store()
                .external(person.id())
                .thenCompose(known -> known.<CompletionStage<StoredAccount>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> make(person, name(person.name()), 0)))
                .thenApply(stored -> account(person, stored));
    }

    private Account account(External person, StoredAccount stored) {
        AccountIndex index = services.index();
        if (index.get(stored.id()).isEmpty()) {
            index.put(stored);
            live.registered(stored.id(), stored.name());
        }
        // What the index says is not older than what was read.
        long stamp = index.stamp(stored.id());
        StoredAccount now = index.get(stored.id()).orElse(stored);
        if (now.disabled()) {
            throw Denied.of(Why.DISABLED);
        }
        services.bans().check(now.id());
        return new Account(now.id(), now.name(), now.admin(), new Account.Bearer(person.untilMillis()), stamp);
    }

    private CompletionStage<StoredAccount> make(External person, UserName wished, int tries) {
        UserName name = tries == 0 ? wished : wished.numbered(number(tries));
        UserId id = ids.next();
        NewAccount account = new NewAccount(
                id,
                name,
                false,
                new NewAccount.External(person.id()),
                services.clock().millis());
        return services.store()
                .add(account, new AccountStore.Terms.Open(), services.access().accountsMax())
                .thenCompose(added -> made(added, account, person, wished, tries));
    }

    private CompletionStage<StoredAccount> made(
            Added added, NewAccount account, External person, UserName wished, int tries) {
        return switch (added) {
            case ADDED -> CompletableFuture.completedFuture(account.asStored());
            case EXTERNAL_TAKEN ->
                // On another connection, a moment ago.
                services.store()
                        .external(person.id())
                        .thenApply(known -> known.orElseThrow(() -> Denied.of(Why.UNAVAILABLE)));
            case FULL -> CompletableFuture.failedFuture(Denied.of(Why.TOO_MANY_ACCOUNTS));
            default ->
                tries < TRIES_MAX
                        ? make(person, wished, tries + 1)
                        : CompletableFuture.failedFuture(Denied.of(Why.NAME_TAKEN));
        };
    }

    /** Small numbers first; where many have one name, anywhere. */
    private static int number(int tries) {
        return tries <= SMALL_NUMBERS ? tries + 1 : ThreadLocalRandom.current().nextInt(NUMBER_MAX);
    }

    /**
     * What is no name here may become one without what is not allowed: of an address, what stands before the {@code @}; of
     * what is too long, as many words as fit.
     */
    private static UserName name(String text) {
        String local = text.split("@", 2)[0];
        String plain = local.replaceAll("[^\\p{L}\\p{M}\\p{Nd} ._'()-]", " ").strip();
        String[] candidates = {text, local, plain, beginning(plain)};
        for (String candidate : candidates) {
            try {
                return UserName.parse(candidate);
            } catch (ProtocolException notAName) {
                // The next one may be.
            }
        }
        return new UserName(NAMELESS);
    }

    private static String beginning(String text) {
        if (text.codePointCount(0, text.length()) <= ProtocolLimits.USER_NAME_CODE_POINTS_MAX) {
            return text;
        }
        String cut = text.substring(0, text.offsetByCodePoints(0, ProtocolLimits.USER_NAME_CODE_POINTS_MAX));
        return cut.contains(" ") ? cut.substring(0, cut.lastIndexOf(' ')) : cut;
    }
}
