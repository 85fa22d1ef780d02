package chat.server.session;

import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.ServerConfig;
import chat.server.room.Outlet;
import chat.server.room.People;
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
    private final AccountNames accounts;

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

    /** Nobody yet. */
    public OnlineUsers(ServerConfig config, LongSupplier nanoTime, AccountNames accounts) {
        this.config = config;
        this.accounts = accounts;
        this.nanoTime = nanoTime;
        this.addresses = new AddressRates(config);
        this.graceNanos = TimeUnit.MILLISECONDS.toNanos(config.sessions().leftGraceMillis());
    }

    /** One more connection of a user, under this name. Each grant is paid back by one {@link #signOut}. */
    synchronized SignIn signIn(UserId id, UserName name) {
        forgetDeparted();
        UserId holder = names.get(name.folded());
        if (holder != null && !holder.equals(id)) {
            return new SignIn.Taken(free(name));
        }
        OnlineUser user = users.get(id);
        if (user == null) {
            user = new OnlineUser(User.of(id, name), Rates.of(config, nanoTime.getAsLong()));
            users.put(id, user);
        } else if (!user.user().name().equals(name)) {
            user.rename(User.of(id, name));
        }
        lease(user, name.folded());
        user.connected();
        return new SignIn.Granted(user);
    }

    /** Rooms may still show an earlier name of a user on other connections, so it stays taken; the last few do. */
    private void lease(OnlineUser user, String folded) {
        names.put(folded, user.id());
        user.names().remove(folded);
        user.names().add(folded);
        if (user.names().size() > NAMES_MAX) {
            String oldest = user.names().iterator().next();
            user.names().remove(oldest);
            names.remove(oldest);
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
    Speaker speaker(OnlineUser user, Connection connection) {
        String address = Addresses.of(connection.channel().remoteAddress());
        user.cameFrom(address);
        return new Speaker(user, Optional.of(address), addresses.of(address, nanoTime.getAsLong()));
    }

    @Override
    public Optional<Known> find(UserId user) {
        Optional<Known> online = online(user).map(OnlineUsers::known);
        return online.isPresent() ? online : accounts.find(user).map(OnlineUsers::known);
    }

    @Override
    public Optional<Known> named(String foldedName) {
        Optional<Known> online = holder(foldedName).map(OnlineUsers::known);
        return online.isPresent() ? online : accounts.named(foldedName).map(OnlineUsers::known);
    }

    private static Known known(OnlineUser user) {
        return new Known(user.user(), false, false, user.address());
    }

    private static Known known(AccountNames.Account account) {
        return new Known(account.user(), true, account.admin(), Optional.empty());
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
        accounts.startingWith(foldedStart, max)
                .forEach(account -> found.put(account.user().name().folded(), account.user()));
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
                    found.put(name, user.user());
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
        online(user).ifPresent(online -> online.tell(message, session -> !but.contains(session.connection())));
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
        user.names().forEach(names::remove);
    }

    private UserName free(UserName taken) {
        for (int i = 0; i < SUGGESTIONS_MAX; i++) {
            // Small numbers first; where many have one name, anywhere, so that a crowd costs no search.
            int number = i < SMALL_NUMBERS ? i + 2 : ThreadLocalRandom.current().nextInt(NUMBER_MAX);
            UserName candidate = taken.numbered(number);
            if (!names.containsKey(candidate.folded())) {
                return candidate;
            }
        }
        throw new IllegalStateException("name: none free in " + SUGGESTIONS_MAX + " tries (expected: one is)");
    }
}
