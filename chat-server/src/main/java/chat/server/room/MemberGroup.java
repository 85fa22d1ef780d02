package chat.server.room;

import chat.server.metrics.ServerMetrics;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members of one room whose channels share an event loop, as far as they are up to date: those that a broadcast goes
 * to. A channel group with an array inside: walking it costs next to nothing, a member knows its slot.
 *
 * <p>Used on that event loop only.
 */
final class MemberGroup extends SnapshotChannelGroup {
    private static final Logger LOG = LoggerFactory.getLogger(MemberGroup.class);

    private static final int CAPACITY_MIN = 4;

    private final ServerMetrics metrics;
    private final ArrayDeque<Broadcast> waiting = new ArrayDeque<>(1);
    private @Nullable Member[] members = new @Nullable Member[CAPACITY_MIN];
    private int used;
    private int holes;
    private boolean delivering;
    private long deliveredSeq;

    MemberGroup(String name, RoomLoop loop, ServerMetrics metrics) {
        super(name, loop.eventLoop());
        this.metrics = metrics;
    }

    /**
     * Writes a broadcast to every member, once each. Whoever has too much unwritten gets nothing and falls back to
     * catching up from what it had before; that also brings the roster it has missed notices of.
     */
    void deliver(Broadcast broadcast) {
        if (delivering) {
            // A connection failed while it was written to, and the others are told at once: as soon as all have this.
            broadcast.retain(1);
            waiting.add(broadcast);
            return;
        }
        write(broadcast);
        for (Broadcast next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
                write(next);
            } finally {
                next.release();
            }
        }
    }

    private void write(Broadcast broadcast) {
        delivering = true;
        int end = used;
        int written = 0;
        for (int i = 0; i < end; i++) {
            Member member = members[i];
            if (member == null) {
                continue;
            }
            if (member.outlet().isWritable()) {
                written += write(broadcast, member);
            } else if (broadcast.isFor(member)) {
                remove(member);
                member.fallBehind(deliveredSeq);
                metrics.slowReaders.increment();
            }
        }
        delivering = false;
        if (broadcast.isOfLog()) {
            deliveredSeq = broadcast.lastSeq();
        }
        metrics.deliveries.add((long) written * broadcast.size());
        closeHoles();
    }

    /** Returns how many were written to. Whoever cannot be written to is given up, alone. */
    private int write(Broadcast broadcast, Member member) {
        try {
            return broadcast.writeTo(member) ? 1 : 0;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error(
                    "{} cannot be written to; its connection is closed",
                    member.outlet().channel(),
                    e);
            remove(member);
            member.lost();
            return 0;
        }
    }

    /** Sends all members back to catching up, because the room's log went on without this broadcast. */
    void missed(long seq) {
        delivering = true;
        for (int i = 0; i < used; i++) {
            Member member = members[i];
            if (member != null) {
                remove(member);
                member.fallBehind(deliveredSeq);
                member.pump();
            }
        }
        delivering = false;
        deliveredSeq = seq;
        closeHoles();
    }

    /** Takes in a member that has everything up to {@code seq}, which is what this group has had delivered. */
    void add(Member member, long seq) {
        if (used == members.length) {
            members = Arrays.copyOf(members, used * 2);
        }
        member.setSlot(used);
        members[used++] = member;
        deliveredSeq = Math.max(deliveredSeq, seq);
    }

    /** Takes out a member; one that is not in here is left alone. */
    void remove(Member member) {
        int slot = member.slot();
        if (slot < 0) {
            return;
        }
        member.setSlot(-1);
        members[slot] = null;
        if (delivering) {
            // It walks by index, and nobody may be met twice or not at all.
            holes++;
        } else {
            fill(slot);
            shrink();
        }
    }

    private void closeHoles() {
        for (int i = 0; i < used && holes > 0; i++) {
            while (i < used && members[i] == null) {
                fill(i);
                holes--;
            }
        }
        shrink();
    }

    /** Moves the last one to a place that is free. */
    private void fill(int slot) {
        used--;
        Member last = members[used];
        members[used] = null;
        members[slot] = last;
        if (last != null) {
            last.setSlot(slot);
        }
    }

    private void shrink() {
        if (members.length > CAPACITY_MIN && used < members.length / 4) {
            members = Arrays.copyOf(members, members.length / 2);
        }
    }

    @Override
    public int size() {
        return used - holes;
    }

    @Override
    public Iterator<Channel> iterator() {
        Iterator<Member> present =
                Arrays.stream(members, 0, used).filter(Objects::nonNull).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return present.hasNext();
            }

            @Override
            public Channel next() {
                if (!present.hasNext()) {
                    throw new NoSuchElementException();
                }
                return present.next().outlet().channel();
            }
        };
    }
}
