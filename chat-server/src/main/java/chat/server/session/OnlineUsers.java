package chat.server.session;

import chat.protocol.Author;
import chat.protocol.CloseCode;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Account;
import chat.server.auth.AccountIndex;
import chat.server.auth.Addresses;
import chat.server.auth.Denied;
import chat.server.auth.Guest;
import chat.server.auth.Identity;
import chat.server.config.ServerConfig;
import chat.server.room.Outlet;
import chat.server.room.People;
import chat.server.store.StoredAccount;
import chat.server.store.StoredRestriction;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Who is here, over all rooms, and which names are in use: one name, one user, after folding. Whoever lost the last
 * connection keeps name and rates for the grace period. Any thread; one lock, held for microseconds.
 */
public final class OnlineUsers implements People {
    /** Names that one user may hold at a time, by renaming. */
    private static final int NAMES_MAX = 4;

    /** A name is kept a little longer than rooms show it. */
    private static final long NAME_EXTRA_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int SMALL_NUMBERS = 8;
    private static final int NUMBER_MAX = 1_000_000;
    private static final int SUGGESTIONS_MAX = 100;

    private final ServerConfig config;
    private final LongSupplier nanoTime;
    private final long graceNanos;
    private final AddressRates addresses;
    private final AccountIndex accounts;

    // Guarded by this.
    private final Map<UserId, OnlineUser> users = new HashMap<>();
    private final TreeMap<String, UserId> names = new TreeMap<>();
    private final ArrayDeque<Departure> departures = new ArrayDeque<>();
    private long departureNumber;

    private record Departure(OnlineUser user, long number, long dueNanos) {}

    /** What became of a wish for a name. */
    sealed interface SignIn {
        /** The user is online, once more. */
        record Granted(OnlineUser user) implements SignIn {}

        /** Somebody else has the name; this one is free. */
        record Taken(UserName suggestion) implements SignIn {}
    }

    /**
     * Nobody yet.
     *
     * @param accounts whose names nobody else may have
     */
    public OnlineUsers(ServerConfig config, AccountIndex accounts, LongSupplier nanoTime) {
        this.config = config;
        this.accounts = accounts;
        this.nanoTime = nanoTime;
        this.addresses = new AddressRates(config);
        this.graceNanos = TimeUnit.MILLISECONDS.toNanos(config.sessions().leftGraceMillis());
    }

    /** One more connection of a guest, under this name. Each grant is paid back by one {@link #signOut}. */
    synchronized SignIn signIn(UserId id, UserName name) {
        forgetDeparted();
        if (isTaken(name, Optional.of(id))) {
            return new SignIn.Taken(free(name));
        }
        return new SignIn.Granted(arrive(id, name));
    }

    /**
     * One more connection of somebody with an account, which has its name whoever else goes by it: such a guest came before
     * the account was made, and has to take another name.
     */
    OnlineUser signIn(Account account) {
        Optional<OnlineUser> other;
        OnlineUser user;
        synchronized (this) {
            forgetDeparted();
            other = other(account.id(), account.name());
            user = arrive(account.id(), account.name());
        }
        other.ifPresent(OnlineUsers::comeBack);
        return user;
    }

    /** The name is an account's from now on; a guest who goes by it has to take another one. */
    void registered(UserId owner, UserName name) {
        Optional<OnlineUser> other;
        synchronized (this) {
            forgetDeparted();
            other = other(owner, name);
        }
        other.ifPresent(OnlineUsers::comeBack);
    }

    /** Somebody else who goes by this name now; who did so some time ago loses nothing but the claim to it. */
    private Optional<OnlineUser> other(UserId owner, UserName name) {
        return Optional.ofNullable(names.get(name.folded()))
                .filter(holder -> !holder.equals(owner))
                .map(users::get)
                .filter(user -> user.user().name().folded().equals(name.folded()));
    }

    /** They stay who they are: on their next {@code hello} they hear that the name is taken, and of one that is free. */
    private static void comeBack(OnlineUser guest) {
        guest.end(any -> true, CloseCode.GOING_AWAY);
    }

    private boolean isTaken(UserName name, Optional<UserId> user) {
        UserId holder = names.get(name.folded());
        return accounts.isRegistered(name)
                || (holder != null && !Optional.of(holder).equals(user));
    }

    /** A free name instead of this one; nothing: it is free, or this user's. */
    synchronized Optional<UserName> instead(UserName name, Optional<UserId> user) {
        forgetDeparted();
        return isTaken(name, user) ? Optional.of(free(name)) : Optional.empty();
    }

    /** Ends the connections of a user that came about so. */
    void end(UserId id, Predicate<Identity> which, CloseCode code) {
        Optional<OnlineUser> user;
        synchronized (this) {
            user = Optional.ofNullable(users.get(id));
        }
        user.ifPresent(it -> it.end(which, code));
    }

    /** Ends the connections of those whom a ban hits, and tells them. */
    void endBanned(StoredRestriction.Target target, Denied why) {
        List<OnlineUser> all;
        synchronized (this) {
            all = List.copyOf(users.values());
        }
        Optional<UserId> user = target.user().map(Author::id);
        all.forEach(online -> online.endBanned(
                session -> user.equals(Optional.of(online.id()))
                        || (session.identity() instanceof Guest
                                && target.address().equals(Optional.of(session.address()))),
                why));
    }

    /** How many there are, those too whose name is kept for a while. */
    public synchronized int count() {
        return users.size();
    }

    private OnlineUser arrive(UserId id, UserName name) {
        OnlineUser user = users.get(id);
        if (user == null) {
            user = new OnlineUser(User.of(id, name), Rates.ofUser(config, nanoTime.getAsLong()));
            users.put(id, user);
        } else if (!user.user().name().equals(name)) {
            user.rename(User.of(id, name));
        }
        lease(user, name.folded());
        user.connected();
        return user;
    }

    /** Rooms may still show an earlier name of a user on other connections, so it stays taken; the last few do. */
    private void lease(OnlineUser user, String folded) {
        names.put(folded, user.id());
        user.names().remove(folded);
        user.names().add(folded);
        if (user.names().size() > NAMES_MAX) {
            String oldest = user.names().iterator().next();
            user.names().remove(oldest);
            names.remove(oldest, user.id());
        }
    }

    /** As {@link #signIn}, with a number behind the name if it is taken. */
    synchronized OnlineUser signInNumbered(UserId id, UserName name) {
        SignIn first = signIn(id, name);
        if (first instanceof SignIn.Taken taken) {
            first = signIn(id, taken.suggestion());
        }
        if (first instanceof SignIn.Granted granted) {
            return granted.user();
        }
        throw new IllegalStateException("name: none free (expected: a suggestion is free under the same lock)");
    }

    /** One connection less. */
    synchronized void signOut(OnlineUser user, boolean graceful) {
        forgetDeparted();
        long number = ++departureNumber;
        if (!user.disconnected(number)) {
            return;
        }
        if (graceful && graceNanos > 0) {
            departures.addLast(new Departure(user, number, nanoTime.getAsLong() + graceNanos + NAME_EXTRA_NANOS));
        } else {
            forget(user);
        }
    }

    /** Who speaks on a connection that this user signed in on. */
    Speaker speaker(OnlineUser user, Identity identity, Connection connection) {
        String address = Addresses.of(connection.channel().remoteAddress());
        Rates rate = addresses.of(address, nanoTime.getAsLong());
        if (identity instanceof Account) {
            return new Speaker(user, Optional.empty(), rate, () -> isAdmin(user.id()));
        }
        Optional<String> guestAddress = config.listen().tellsAddressesApart() ? Optional.of(address) : Optional.empty();
        user.cameFrom(guestAddress);
        return new Speaker(user, guestAddress, rate, () -> false);
    }

    @Override
    public Optional<Known> find(UserId user) {
        Optional<Known> account = accounts.get(user).flatMap(OnlineUsers::known);
        return account.isPresent() ? account : online(user).map(OnlineUsers::known);
    }

    @Override
    public Optional<Known> named(String foldedName) {
        Optional<Known> account = accounts.named(foldedName).flatMap(OnlineUsers::known);
        return account.isPresent() ? account : holder(foldedName).map(OnlineUsers::known);
    }

    @Override
    public boolean isAdmin(UserId user) {
        return accounts.get(user)
                .filter(account -> account.admin() && !account.disabled())
                .isPresent();
    }

    private static Known known(OnlineUser guest) {
        return new Known(guest.user(), false, false, guest.address());
    }

    private static Optional<Known> known(StoredAccount account) {
        return account.disabled()
                ? Optional.empty()
                : Optional.of(
                        new Known(User.of(account.id(), account.name()), true, account.admin(), Optional.empty()));
    }

    private synchronized Optional<OnlineUser> online(UserId user) {
        forgetDeparted();
        return Optional.ofNullable(users.get(user));
    }

    /** Who goes by this name now, not some time ago. */
    private synchronized Optional<OnlineUser> holder(String foldedName) {
        forgetDeparted();
        return Optional.ofNullable(names.get(foldedName))
                .map(users::get)
                .filter(user -> user.user().name().folded().equals(foldedName));
    }

    /** Those who are here or have an account, and whose folded name begins so, in the order of their names. */
    List<User> startingWith(String foldedStart, int max) {
        TreeMap<String, User> found = new TreeMap<>();
        accounts.list(foldedStart, Optional.empty(), max).stream()
                .flatMap(account -> known(account).stream())
                .forEach(known -> found.put(known.user().name().folded(), known.user()));
        synchronized (this) {
            forgetDeparted();
            int looked = 0;
            for (String name : names.tailMap(foldedStart).keySet()) {
                // Of the names that somebody had before there may be some in between.
                if (!name.startsWith(foldedStart) || looked++ >= NAMES_MAX * max) {
                    break;
                }
                OnlineUser user = users.get(names.get(name));
                if (user != null && user.user().name().folded().equals(name)) {
                    found.putIfAbsent(name, user.user());
                }
            }
        }
        return found.values().stream().limit(max).toList();
    }

    @Override
    public void tell(UserId user, ServerMessage message) {
        tell(user, message, Set.of());
    }

    @Override
    public void tell(UserId user, ServerMessage message, Set<Outlet> but) {
        online(user).ifPresent(online -> online.tell(message, but));
    }

    private void forgetDeparted() {
        long now = nanoTime.getAsLong();
        while (!departures.isEmpty() && departures.peekFirst().dueNanos() - now <= 0) {
            Departure due = departures.removeFirst();
            if (due.user().isGoneSince(due.number())) {
                forget(due.user());
            }
        }
    }

    private void forget(OnlineUser user) {
        users.remove(user.id(), user);
        user.names().forEach(name -> names.remove(name, user.id()));
    }

    private UserName free(UserName taken) {
        for (int i = 0; i < SUGGESTIONS_MAX; i++) {
            // Small numbers first; where many have one name, anywhere, so that a crowd costs no search.
            int number = i < SMALL_NUMBERS ? i + 2 : ThreadLocalRandom.current().nextInt(NUMBER_MAX);
            UserName candidate = taken.numbered(number);
            if (!isTaken(candidate, Optional.empty())) {
                return candidate;
            }
        }
        throw new IllegalStateException("name: none free in " + SUGGESTIONS_MAX + " tries (expected: one is)");
    }
}
