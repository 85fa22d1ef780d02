package chat.server.room;

import chat.protocol.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who is in a room: users, each with one or more connections. Whoever lost the last one stays for a grace period, so that
 * a reload is no leaving and coming back. Confined to the room's executor.
 */
final class Roster {
    private final TreeMap<UserId, Entry> present = new TreeMap<>();
    private final ArrayDeque<Departure> departures = new ArrayDeque<>();
    private long version;
    private long departureNumber;

    private static final class Entry {
        Visitor visitor;
        final List<Member> connections = new ArrayList<>(1);
        long departure;
        boolean typingTold;
        long typingToldNanos;

        Entry(Visitor visitor) {
            this.visitor = visitor;
        }
    }

    /** A user without a connection; void when {@code number} is no longer that of its presence. */
    private record Departure(UserId user, long number, long dueNanos) {}

    /**
     * One more connection of a user.
     *
     * @return whether the room should be told: the user is new, or has a new name
     */
    boolean enter(Member member) {
        Visitor visitor = member.visitor();
        Entry presence = present.get(visitor.user().id());
        if (presence == null) {
            presence = new Entry(visitor);
            present.put(visitor.user().id(), presence);
            presence.connections.add(member);
            version++;
            return true;
        }
        presence.connections.add(member);
        presence.departure = 0;
        boolean renamed = !presence.visitor.user().equals(visitor.user());
        presence.visitor = visitor;
        version += renamed ? 1 : 0;
        return renamed;
    }

    /** Whether the last time was long enough ago; if so, this counts as the next. */
    boolean mayTellTyping(UserId user, long nowNanos, long everyNanos) {
        Entry presence = present.get(user);
        if (presence == null || (presence.typingTold && nowNanos - presence.typingToldNanos < everyNanos)) {
            return false;
        }
        presence.typingTold = true;
        presence.typingToldNanos = nowNanos;
        return true;
    }

    /**
     * One connection less of a user.
     *
     * @param dueNanos when the user is gone, should it have been the last connection; absent: at once
     * @return who is gone now
     */
    Optional<Visitor> leave(Member member, Optional<Long> dueNanos) {
        UserId user = member.user();
        Entry presence = present.get(user);
        if (presence == null || !presence.connections.remove(member) || !presence.connections.isEmpty()) {
            return Optional.empty();
        }
        if (dueNanos.isPresent()) {
            presence.departure = ++departureNumber;
            departures.addLast(new Departure(user, presence.departure, dueNanos.get()));
            return Optional.empty();
        }
        remove(user);
        return Optional.of(presence.visitor);
    }

    /** The next user whose grace is over, if there is one; to be called until there is none. */
    Optional<Visitor> nextGone(long nowNanos) {
        while (!departures.isEmpty() && departures.peekFirst().dueNanos() - nowNanos <= 0) {
            Departure due = departures.removeFirst();
            Entry presence = present.get(due.user());
            if (presence != null && presence.connections.isEmpty() && presence.departure == due.number()) {
                remove(due.user());
                return Optional.of(presence.visitor);
            }
        }
        return Optional.empty();
    }

    /** Somebody who is no longer there, and the connections that they had. */
    record Gone(Visitor visitor, List<Member> members) {}

    /** Takes a user out, with all connections. */
    Optional<Gone> evict(UserId user) {
        Entry presence = present.get(user);
        if (presence == null) {
            return Optional.empty();
        }
        remove(user);
        return Optional.of(new Gone(presence.visitor, List.copyOf(presence.connections)));
    }

    /** Everybody who is there, by the connection that came last. */
    List<Visitor> visitors() {
        return present.values().stream().map(entry -> entry.visitor).toList();
    }

    /** Everybody who is there, by each connection, and by the last one those who have none. */
    List<Visitor> connected() {
        return present.values().stream()
                .flatMap(entry -> entry.connections.isEmpty()
                        ? Stream.of(entry.visitor)
                        : entry.connections.stream().map(Member::visitor))
                .toList();
    }

    boolean has(UserId user) {
        return present.containsKey(user);
    }

    private void remove(UserId user) {
        present.remove(user);
        version++;
    }

    /** When {@link #nextGone} should be asked again. */
    OptionalLong nextDueNanos() {
        Departure next = departures.peekFirst();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.dueNanos());
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    int count() {
        return present.size();
    }

    /** Grows with every change. */
    long version() {
        return version;
    }

    /** The first visitors in the order of their ids, after {@code after} if that is given. */
    Iterator<Visitor> after(Optional<UserId> after) {
        return after.map(id -> present.tailMap(id, false).values()).orElseGet(present::values).stream()
                .map(entry -> entry.visitor)
                .iterator();
    }
}
