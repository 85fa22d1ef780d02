package chat.server.room;

import chat.protocol.Act;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomMember;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.store.StoredMember;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Tells a room who comes, goes and types, at a cost that does not grow with the square of its members: above
 * {@link ProtocolLimits#MEMBERS_IN_JOINED} members pages hear only how many there are, once a second, and plain clients
 * only that somebody's connection ended, as seldom.
 *
 * <p>Confined to the room's executor.
 */
final class Presence {
    private static final long COUNT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TYPING_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The successor is already on its way through the room's queue. */
    private static final long REPLACED_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Room room;
    private final RoomLoop loop;
    private final FanOut fanOut;
    private final RoomServices services;
    private final Roster roster = new Roster();
    private boolean countDue;
    private boolean sweepDue;
    private boolean departureUntold;

    Presence(Room room, RoomLoop loop, FanOut fanOut, RoomServices services) {
        this.room = room;
        this.loop = loop;
        this.fanOut = fanOut;
        this.services = services;
    }

    void enter(Member member) {
        Visitor visitor = member.visitor();
        if (roster.enter(member)) {
            room.memberCount(roster.count());
            tell(Notice.entered(room.name(), visitor, roster.count()));
        }
        member.rosterSeen(roster.version());
    }

    void leave(Member member, Leaving leaving) {
        if (leaving != Leaving.REPLACED) {
            connectionEnded();
        }
        Optional<Long> due = graceNanos(leaving).map(grace -> room.nanoTime() + grace);
        roster.leave(member, due).ifPresent(this::left);
        sweepWhenDue();
    }

    /** Takes a user out at once. The others hear of it by {@link #tellGone}, once nothing reaches that one any more. */
    Optional<Roster.Gone> remove(UserId user) {
        return roster.evict(user);
    }

    void tellGone(Roster.Gone gone) {
        gone.members().forEach(member -> connectionEnded());
        left(gone.visitor());
    }

    private void connectionEnded() {
        if (isSmall()) {
            fanOut.tell(Notice.connectionEnded());
        } else {
            departureUntold = true;
            countSoon();
        }
    }

    private Optional<Long> graceNanos(Leaving leaving) {
        long configured =
                TimeUnit.MILLISECONDS.toNanos(services.config().sessions().leftGraceMillis());
        return switch (leaving) {
            case AT_ONCE -> Optional.empty();
            case WITH_GRACE -> configured > 0 ? Optional.of(configured) : Optional.empty();
            case REPLACED -> Optional.of(REPLACED_GRACE_NANOS);
        };
    }

    private void sweepWhenDue() {
        OptionalLong due = roster.nextDueNanos();
        if (due.isPresent() && !sweepDue) {
            sweepDue = true;
            long waitNanos = Math.max(0, due.getAsLong() - room.nanoTime());
            loop.eventLoop().schedule(this::sweep, waitNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void sweep() {
        sweepDue = false;
        long now = room.nanoTime();
        for (Optional<Visitor> gone = roster.nextGone(now); gone.isPresent(); gone = roster.nextGone(now)) {
            left(gone.get());
        }
        sweepWhenDue();
        room.retireIfUnused();
    }

    private void left(Visitor visitor) {
        int count = roster.count();
        room.memberCount(count);
        tell(Notice.left(room.name(), visitor, count));
        if (count == ProtocolLimits.MEMBERS_IN_JOINED) {
            // Small enough again to be told by name; pages have only counted for a while.
            RosterPage page = firstPage();
            fanOut.tell(Notice.toPages(
                    new ServerMessage.Members(null, room.name(), page.count(), page.members(), page.more())));
        }
    }

    private void tell(Notice notice) {
        if (isSmall()) {
            fanOut.tell(notice);
        } else {
            countSoon();
        }
    }

    private boolean isSmall() {
        return roster.count() <= ProtocolLimits.MEMBERS_IN_JOINED;
    }

    private void countSoon() {
        if (!countDue) {
            countDue = true;
            loop.eventLoop().schedule(this::tellCount, COUNT_EVERY_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    private void tellCount() {
        countDue = false;
        fanOut.tell(Notice.toPages(new ServerMessage.Presence(room.name(), roster.count())));
        if (departureUntold) {
            departureUntold = false;
            fanOut.tell(Notice.connectionEnded());
        }
    }

    void typing(Member member) {
        long now = room.nanoTime();
        if (room.access()
                .refusal(Act.TYPE, member.visitor().person(), room.millis())
                .isPresent()) {
            return;
        }
        if (isSmall() && roster.mayTellTyping(member.user(), now, TYPING_EVERY_NANOS)) {
            fanOut.tell(Notice.typing(room.name(), member.visitor().user()));
        }
    }

    /** Tells a member that missed notices how it stands. */
    void refresh(Member member) {
        if (member.rosterSeen() == roster.version()) {
            return;
        }
        member.rosterSeen(roster.version());
        RosterPage page = firstPage();
        fanOut.loopOf(member).run(() -> member.rosterChanged(page));
    }

    /** A member is told how it stands now, by name or by count. */
    void seenBy(Member member) {
        member.rosterSeen(roster.version());
    }

    /** The members that {@code joined} and {@code reset} name. */
    RosterPage firstPage() {
        return page(Optional.empty(), ProtocolLimits.MEMBERS_IN_JOINED);
    }

    /** Those who are there. */
    RosterPage page(Optional<UserId> after, int max) {
        Access access = room.access();
        Iterator<Visitor> rest = roster.after(after);
        List<RoomMember> members = new ArrayList<>();
        while (rest.hasNext() && members.size() < max) {
            Visitor visitor = rest.next();
            members.add(new RoomMember(visitor.user(), access.role(visitor.person()), false));
        }
        return new RosterPage(roster.count(), List.copyOf(members), rest.hasNext());
    }

    /** Everybody who belongs to a room that is not public, there or not. */
    RosterPage everybody(Optional<UserId> after, int max) {
        NavigableMap<UserId, StoredMember> all = new TreeMap<>(room.access().members());
        Collection<StoredMember> rest =
                after.map(id -> all.tailMap(id, false)).orElse(all).values();
        List<RoomMember> members =
                rest.stream().limit(max).map(this::asRoomMember).toList();
        return new RosterPage(all.size(), members, rest.size() > max);
    }

    private RoomMember asRoomMember(StoredMember member) {
        UserId user = member.author().id();
        return new RoomMember(services.people().present(member.author()), member.role(), !roster.has(user));
    }

    /** Everybody who is there. */
    List<Visitor> visitors() {
        return roster.visitors();
    }

    /** Everybody who is there, by each of their connections. */
    List<Visitor> connected() {
        return roster.connected();
    }

    boolean has(UserId user) {
        return roster.has(user);
    }

    boolean isEmpty() {
        return roster.isEmpty();
    }
}
