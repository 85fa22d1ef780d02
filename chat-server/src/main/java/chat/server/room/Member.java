package chat.server.room;

import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import java.util.List;
import java.util.Optional;

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
    private long receiptsSeen = ReadReceipts.NONE_TOLD;
    private boolean left;
    private boolean shownOut;

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

    /** The channel has no place for the room's answer; once it has, the room is asked again. */
    private record Held(Arrival arrival) implements State {}

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
        this.behindSinceNanos = room.nanoTime();
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

    long receiptsSeen() {
        return receiptsSeen;
    }

    void receiptsSeen(long version) {
        receiptsSeen = version;
    }

    /** Whether the room has let it go; then it waits for nothing any more. */
    boolean hasLeft() {
        return left;
    }

    void leave() {
        left = true;
    }

    /** Whether it did not go of its own accord. */
    boolean isShownOut() {
        return shownOut;
    }

    void showOut() {
        left = true;
        shownOut = true;
    }

    int slot() {
        return slot;
    }

    void setSlot(int slot) {
        this.slot = slot;
    }

    /** Asks for the next page of the log, or for the answer to its joining, if that is due and the channel takes it. */
    public void pump() {
        if (state == Apart.BEHIND && outlet.isWritable()) {
            state = Apart.READING;
            room.catchUp(this, cursor);
        } else if (state instanceof Held held && outlet.isWritable()) {
            state = Apart.JOINING;
            behindSinceNanos = room.nanoTime();
            room.admitAgain(this, held.arrival);
        }
    }

    /**
     * For how long this member has waited for the room to let it in, or has been behind, in nanoseconds; 0 when it is up to
     * date. Waiting for its own channel to take the room's answer is not counted: nothing is lost by that, and who reads
     * slowly must not have to start over.
     */
    public long behindNanos(long nowNanos) {
        boolean behind = state == Apart.JOINING || state == Apart.BEHIND || state == Apart.READING;
        return behind ? Math.max(0, nowNanos - behindSinceNanos) : 0;
    }

    /** Nothing is written any more. */
    void gone() {
        if (state instanceof Live live) {
            live.group.remove(this);
        }
        state = Apart.GONE;
    }

    /** Whether the room has not answered yet. */
    public boolean isJoining() {
        return state == Apart.JOINING;
    }

    /** The group leaves this member behind: the last it got was {@code seq}. */
    void fallBehind(long seq) {
        state = Apart.BEHIND;
        cursor = seq;
        behindSinceNanos = room.nanoTime();
    }

    /** The room cannot let it in, because its log cannot be read for now. */
    void refused() {
        if (state == Apart.JOINING) {
            listener.onRefused(this);
        }
    }

    /** The room does not take it in. */
    void denied(Refusal why) {
        if (state != Apart.GONE) {
            state = Apart.GONE;
            listener.onDenied(this, why);
        }
    }

    /** The room let it go of its own accord. */
    void removed(ServerMessage.Removed why) {
        if (state != Apart.GONE) {
            gone();
            listener.onRemoved(this, why);
        }
    }

    void lost() {
        if (state != Apart.GONE) {
            listener.onLost(this);
        }
    }

    /**
     * Tells a member that it is in, if it waits for that; whoever cannot be told now asks the room again later.
     *
     * @return whether it is in
     */
    boolean admit(Arrival arrival, Admission admission) {
        if (state != Apart.JOINING) {
            return false;
        }
        if (!outlet.isWritable()) {
            // Such an answer may be long, and a connection may be in a hundred rooms.
            state = new Held(arrival);
            return false;
        }
        listener.onAdmitted(this, admission);
        behindSinceNanos = room.nanoTime();
        return state == Apart.JOINING;
    }

    /** Writes a page of the log; with the last one the group delivers from here on. */
    void take(Stretch stretch, PageFrames frames, Optional<MemberGroup> group) {
        if (state == Apart.GONE) {
            return;
        }
        state = Apart.BEHIND;
        // Since the page was asked for, pages of other rooms may have filled the channel; then it is read again
        // later, or a hundred rooms would write a hundred pages.
        if (!stretch.events().isEmpty() && !outlet.isWritable()) {
            cursor = stretch.before();
            return;
        }
        frames.writeTo(this);
        cursor = stretch.upTo();
        group.ifPresentOrElse(this::goLive, this::pump);
    }

    private void goLive(MemberGroup group) {
        state = new Live(group);
        group.add(this, cursor);
        if (!wasLive) {
            wasLive = true;
            listener.onLive(this);
        }
    }

    void receiptsChanged(List<SeenMark> seen) {
        if (state != Apart.GONE) {
            listener.onSeen(this, seen);
        }
    }

    void rosterChanged(RosterPage roster) {
        if (state != Apart.GONE) {
            listener.onRoster(this, roster);
        }
    }
}
