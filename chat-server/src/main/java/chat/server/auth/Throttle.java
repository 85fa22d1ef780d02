package chat.server.auth;

import chat.protocol.UserId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Slows guessers down: failed tries are counted by the account that is tried, be there one or not, and by the address they
 * come from. Whoever comes from where the account logged in lately is counted apart, so that strangers lock nobody out.
 * However a try ends, it costs a hash, and those are counted too. Any thread.
 */
final class Throttle {
    /** Somebody who mistypes stays below that; a guesser gets 2,880 tries a day. */
    private static final int TRIES_OF_ACCOUNT = 10;

    private static final Duration TRY_OF_ACCOUNT_EVERY = Duration.ofSeconds(30);

    /** A school behind one address has several who mistype. */
    private static final int TRIES_OF_ADDRESS = 50;

    private static final Duration TRY_OF_ADDRESS_EVERY = Duration.ofSeconds(6);

    /** A program that knows its password, and logs in again and again, leaves the hashing to others. */
    private static final int HASHES_OF_ACCOUNT = 20;

    private static final Duration HASH_OF_ACCOUNT_EVERY = Duration.ofSeconds(1);
    private static final int HASHES_OF_ADDRESS = 100;
    private static final Duration HASH_OF_ADDRESS_EVERY = Duration.ofMillis(200);

    private static final int SIGN_UPS = 20;
    private static final Duration SIGN_UP_EVERY = Duration.ofMinutes(1);

    /** Of all together, where addresses are not told apart. */
    private static final int SIGN_UPS_OF_ALL = 200;

    private static final Duration SIGN_UP_OF_ALL_EVERY = Duration.ofSeconds(6);
    private static final String ALL = "all";

    /** More tabs than that come back at a time in few browsers. */
    private static final int REFRESHES = 10;

    private static final Duration REFRESH_EVERY = Duration.ofSeconds(10);

    private final Pace accounts;
    private final Pace nobodys = new Pace(TRIES_OF_ACCOUNT, TRY_OF_ACCOUNT_EVERY);
    private final Pace visits = new Pace(TRIES_OF_ACCOUNT, TRY_OF_ACCOUNT_EVERY);
    private final Pace addresses = new Pace(TRIES_OF_ADDRESS, TRY_OF_ADDRESS_EVERY);
    private final Pace hashesOfAccounts = new Pace(HASHES_OF_ACCOUNT, HASH_OF_ACCOUNT_EVERY);
    private final Pace hashesOfAddresses = new Pace(HASHES_OF_ADDRESS, HASH_OF_ADDRESS_EVERY);
    private final Pace signUps = new Pace(SIGN_UPS, SIGN_UP_EVERY);
    private final Pace signUpsOfAll = new Pace(SIGN_UPS_OF_ALL, SIGN_UP_OF_ALL_EVERY);
    private final Pace refreshes = new Pace(REFRESHES, REFRESH_EVERY);
    private final RecentKeys<Visit> recent = new RecentKeys<>(Pace.KEYS_MAX);
    private final LongSupplier nanoTime;
    private final boolean limitsAddresses;

    /** An account logged in from there. */
    private record Visit(UserId account, String address) {}

    /** One more of what is counted there. */
    private record Taken(Pace pace, Object key) {
        void giveBack() {
            pace.giveBack(key);
        }
    }

    /**
     * Nobody has tried yet.
     *
     * @param limitsAddresses whether they are counted: behind a proxy all come from one
     * @param accountsMax of so many accounts it is never forgotten how often they were tried
     */
    Throttle(LongSupplier nanoTime, boolean limitsAddresses, int accountsMax) {
        this.nanoTime = nanoTime;
        this.limitsAddresses = limitsAddresses;
        this.accounts = new Pace(TRIES_OF_ACCOUNT, TRY_OF_ACCOUNT_EVERY, accountsMax);
    }

    /** A try that counts as a guess, and as work, until it is known to be none. */
    final class Try {
        private final List<Taken> guesses;
        private final List<Taken> hashes;
        private final Optional<Visit> visit;

        private Try(List<Taken> guesses, List<Taken> hashes, Optional<Visit> visit) {
            this.guesses = guesses;
            this.hashes = hashes;
            this.visit = visit;
        }

        /** It was never looked at. */
        void giveBack() {
            guesses.forEach(Taken::giveBack);
            hashes.forEach(Taken::giveBack);
        }

        /** It was no guess, and the account is at home there. */
        void succeeded() {
            guesses.forEach(Taken::giveBack);
            visit.ifPresent(recent::add);
        }
    }

    /**
     * Somebody tries to come in by a password.
     *
     * @param account whom they try
     * @param name what they call them, in a spelling that is always the same, if there is no such account
     * @throws Denied {@link Why#RATE_LIMITED}
     */
    Try begin(Optional<UserId> account, String name, InetAddress from) {
        String address = Addresses.of(from);
        Optional<Visit> visit = account.filter(any -> limitsAddresses).map(id -> new Visit(id, address));
        Object who = account.<Object>map(id -> id).orElse(name);
        List<Taken> guesses = new ArrayList<>();
        List<Taken> hashes = new ArrayList<>();
        if (limitsAddresses) {
            guesses.add(new Taken(addresses, address));
            hashes.add(new Taken(hashesOfAddresses, address));
        }
        guesses.add(visit.filter(recent::has)
                .map(familiar -> new Taken(visits, familiar))
                .orElseGet(() -> new Taken(account.isPresent() ? accounts : nobodys, who)));
        hashes.add(new Taken(hashesOfAccounts, who));
        take(Stream.concat(guesses.stream(), hashes.stream()).toList());
        return new Try(guesses, hashes, visit);
    }

    /** An account was made or came in from there: it is at home there. */
    void seen(UserId account, InetAddress from) {
        if (limitsAddresses) {
            recent.add(new Visit(account, Addresses.of(from)));
        }
    }

    /**
     * Somebody has a code that cannot be guessed; how often, is counted all the same where addresses are told apart.
     *
     * @throws Denied {@link Why#RATE_LIMITED}
     */
    Try begin(InetAddress from) {
        List<Taken> guesses = limitsAddresses ? List.of(new Taken(addresses, Addresses.of(from))) : List.of();
        take(guesses);
        return new Try(guesses, List.of(), Optional.empty());
    }

    /**
     * Somebody makes an account.
     *
     * @throws Denied {@link Why#RATE_LIMITED}
     */
    void signUp(InetAddress from) {
        take(List.of(limitsAddresses ? new Taken(signUps, Addresses.of(from)) : new Taken(signUpsOfAll, ALL)));
    }

    /**
     * A device uses its refresh token, which is good or was once.
     *
     * @throws Denied {@link Why#RATE_LIMITED}
     */
    void refresh(String device) {
        take(List.of(new Taken(refreshes, device)));
    }

    /** All of that, or nothing. */
    private void take(List<Taken> all) {
        long now = nanoTime.getAsLong();
        for (int i = 0; i < all.size(); i++) {
            Taken next = all.get(i);
            long waitNanos = next.pace.take(next.key, now);
            if (waitNanos > 0) {
                all.subList(0, i).forEach(Taken::giveBack);
                throw Denied.rateLimited(waitNanos);
            }
        }
    }
}
