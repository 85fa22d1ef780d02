package chat.server.auth;

import chat.server.config.Access;
import chat.server.store.AccountStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What everything here works with. */
public final class AuthServices {
    private final Access access;
    private final AccountStore store;
    private final AccountIndex index;
    private final Bans bans;
    private final Tokens tokens;
    private final PasswordCheck passwords;
    private final Optional<ExternalTokens> external;
    private final InstantSource clock;

    /**
     * What time it is.
     *
     * @param nanoTime for waits; only differences mean something
     */
    public record Clocks(InstantSource clock, LongSupplier nanoTime) {
        /** Those of this machine. */
        public static Clocks ofSystem() {
            return new Clocks(InstantSource.system(), System::nanoTime);
        }
    }

    /**
     * What is looked up.
     *
     * @param index of the accounts in the store
     * @param key signs all tokens
     */
    public record Kept(AccountStore store, AccountIndex index, Bans bans, TokenKey key) {}

    /** Puts it together. */
    public AuthServices(Access access, Kept kept, Checks checks, Clocks clocks) {
        this.access = access;
        this.store = kept.store;
        this.index = kept.index;
        this.bans = kept.bans;
        this.tokens = Tokens.of(kept.key, clocks.clock);
        this.passwords = new PasswordCheck(
                kept, checks.hashing, new Throttle(clocks.nanoTime, checks.limitsAddresses, access.accountsMax()));
        this.external = checks.external;
        this.clock = clocks.clock;
    }

    /**
     * What proofs are held against.
     *
     * @param external present when a provider is one of the ways in
     * @param limitsAddresses whether what one address may do is limited; behind a proxy all come from one
     */
    public record Checks(PasswordHashing hashing, Optional<ExternalTokens> external, boolean limitsAddresses) {}

    public Access access() {
        return access;
    }

    /** All accounts. */
    public AccountIndex index() {
        return index;
    }

    /** Who may not be here. */
    public Bans bans() {
        return bans;
    }

    AccountStore store() {
        return store;
    }

    Tokens tokens() {
        return tokens;
    }

    PasswordCheck passwords() {
        return passwords;
    }

    Optional<ExternalTokens> external() {
        return external;
    }

    InstantSource clock() {
        return clock;
    }
}
