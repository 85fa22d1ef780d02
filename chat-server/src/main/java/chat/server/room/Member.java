package chat.server.room;

import chat.protocol.RoomEvent;
import chat.protocol.UserId;
import java.util.EnumSet;
import java.util.List;

/**
 * One connection in one room.
 *
 * <p>It is either live, and in its loop's {@link MemberGroup}, or catching up: then it reads the room's log at the speed
 * its channel drains, until the room finds it at the head and hands it to the group. Joining, resuming and having been
 * too slow are the same to it. Confined to the event loop of its channel, but for what {@link Room} notes in it.
 */
public final class Member {
    private static final int NOT_LIVE = -1;

    private final Room room;
    private final Outlet outlet;
    private final WireFormat format;
    private final Visitor visitor;
    private final MemberListener listener;
    private final boolean echo;

    // On the channel's event loop.
    private State state = Apart.JOINING;
    private int slot = NOT_LIVE;
    private long cursor;
    private long behindSinceNanos;
    private boolean wasLive;

    // On the room's executor.
    private long rosterSeen;

    /** Where a member stands towards the log. */
    private sealed interface State {}

    private enum Apart implements State {
        /** The room has not answered yet. */
        JOINING,
        /** Has to read the log; nothing is asked for. */
        BEHIND,
        /** Has to read the log; a page is on its way. */
        READING,
        /** No longer a member. */
        GONE
    }

    /** Up to date; the group delivers. */
    private record Live(MemberGroup group) implements State {}

    /** How a member wants to be written to. */
    public record Form(WireFormat format, boolean echo) {}

    /**
     * A connection that is about to join {@code room}; see {@link Room#join}.
     *
     * @param form {@code echo}: whether it gets to see what its own user posts
     */
    public Member(Room room, Outlet outlet, Form form, Visitor visitor, MemberListener listener) {
        this.room = room;
        this.outlet = outlet;
        this.format = form.format;
        this.echo = form.echo;
        this.visitor = visitor;
        this.listener = listener;
    }

    /** The room this is a member of. */
    public Room room() {
        return room;
    }

    Outlet outlet() {
        return outlet;
    }

    WireFormat format() {
        return format;
    }

    boolean echo() {
        return echo;
    }

    Visitor visitor() {
        return visitor;
    }

    UserId user() {
        return visitor.user().id();
    }

    long rosterSeen() {
        return rosterSeen;
    }

    void rosterSeen(long version) {
        rosterSeen = version;
    }

    int slot() {
        return slot;
    }

    void setSlot(int slot) {
        this.slot = slot;
    }

    /** Asks for the next page of the log, if one is due and the channel takes it. */
    public void pump() {
        if (state == Apart.BEHIND && outlet.isWritable()) {
            state = Apart.READING;
            room.catchUp(this, cursor);
        }
    }

    /** For how long this member has been behind, in nanoseconds; 0 when it is not. */
    public long behindNanos(long nowNanos) {
        boolean behind = state == Apart.BEHIND || state == Apart.READING;
        return behind ? Math.max(0, nowNanos - behindSinceNanos) : 0;
    }

    /** Nothing is written any more. */
    void gone() {
        if (state instanceof Live live) {
            live.group.remove(this);
        }
        state = Apart.GONE;
    }

    /** The group leaves this member behind: the last it got was {@code seq}. */
    void fallBehind(long seq) {
        state = Apart.BEHIND;
        cursor = seq;
        behindSinceNanos = room.nanoTime();
    }

    void admitted(Admission admission) {
        if (state == Apart.JOINING) {
            listener.onAdmitted(this, admission);
        }
    }

    void lost() {
        if (state != Apart.GONE) {
            listener.onLost(this);
        }
    }

    /** Writes a page of the log; the room has more. */
    void take(List<RoomEvent> events, long upTo, BroadcastEncoder encoder) {
        if (state == Apart.GONE) {
            return;
        }
        if (state == Apart.JOINING) {
            behindSinceNanos = room.nanoTime();
        }
        state = Apart.BEHIND;
        if (hasPlaceFor(events)) {
            write(events, encoder);
            cursor = upTo;
            pump();
        }
    }

    /** Writes the last page of the log; from here on the group delivers. */
    void takeLast(List<RoomEvent> events, long upTo, BroadcastEncoder encoder, MemberGroup group) {
        if (state == Apart.GONE) {
            return;
        }
        if (!hasPlaceFor(events)) {
            take(events, upTo, encoder);
            return;
        }
        write(events, encoder);
        state = new Live(group);
        group.add(this, upTo);
        if (!wasLive) {
            wasLive = true;
            listener.onLive(this);
        }
    }

    /**
     * Whether a page may be written now. Since it was asked for, pages of other rooms may have filled the channel; then it is
     * read again later, or a hundred rooms would write a hundred pages.
     */
    private boolean hasPlaceFor(List<RoomEvent> events) {
        if (events.isEmpty() || outlet.isWritable()) {
            return true;
        }
        cursor = events.get(0).seq() - 1;
        return false;
    }

    void rosterChanged(RosterPage roster) {
        if (state != Apart.GONE) {
            listener.onRoster(this, roster);
        }
    }

    private void write(List<RoomEvent> events, BroadcastEncoder encoder) {
        if (events.isEmpty()) {
            return;
        }
        Broadcast broadcast = encoder.events(events, EnumSet.of(format));
        try {
            broadcast.writeTo(this);
        } finally {
            broadcast.release();
        }
    }
}
