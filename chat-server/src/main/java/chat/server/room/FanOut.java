package chat.server.room;

import chat.protocol.RoomEvent;
import chat.server.metrics.ServerMetrics;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings what happens in a room to all its members: encoded once per wire format, then one task per event loop, one write
 * and one flush per channel.
 *
 * <p>Confined to the room's executor. Membership changes reach a loop through the same queue as events, so a member that
 * was handed over at {@code seq} gets exactly what comes after it.
 */
final class FanOut {
    /** More than this is split, so that a reader's backlog is looked at in between. */
    static final int BROADCAST_BYTES_MAX = 64 * 1024;

    private final String name;
    private final RoomLoop home;
    private final RoomLoops loops;
    private final ServerMetrics metrics;
    private final @Nullable MemberGroup[] groups;
    private final int[] membersByLoop;
    private final Map<WireFormat, Integer> membersByFormat = new EnumMap<>(WireFormat.class);

    FanOut(String name, RoomLoop home, RoomLoops loops, ServerMetrics metrics) {
        this.name = name;
        this.home = home;
        this.loops = loops;
        this.metrics = metrics;
        this.groups = new @Nullable MemberGroup[loops.size()];
        this.membersByLoop = new int[loops.size()];
    }

    /** From now on this member's wire format is encoded and its loop is told. */
    void add(Member member) {
        membersByLoop[loopOf(member).index()]++;
        membersByFormat.merge(member.format(), 1, Integer::sum);
    }

    /** The opposite of {@link #add}. */
    void remove(Member member) {
        membersByLoop[loopOf(member).index()]--;
        membersByFormat.computeIfPresent(member.format(), (format, count) -> count == 1 ? null : count - 1);
    }

    /** Brings events of the log, in order. */
    void deliver(List<RoomEvent> events) {
        int start = 0;
        int weight = 0;
        for (int i = 0; i < events.size(); i++) {
            weight += weightBytes(events.get(i));
            if (weight >= BROADCAST_BYTES_MAX || i == events.size() - 1) {
                List<RoomEvent> part = events.subList(start, i + 1);
                hand(home.encoder().events(part, formats()));
                start = i + 1;
                weight = 0;
            }
        }
    }

    /** Tells something that is no part of the log. */
    void tell(Notice notice) {
        if (!membersByFormat.isEmpty()) {
            hand(home.encoder().notice(notice, formats()));
        }
    }

    /** The log went on to {@code seq} without the members having been told: all of them catch up. */
    void missed(long seq) {
        forEachLoop((loop, group) -> loop.run(() -> group.missed(seq)));
    }

    /** Hands a page to a member; with {@code last} it goes live behind it. */
    void feed(Member member, List<RoomEvent> events, long upTo, boolean last) {
        RoomLoop loop = loopOf(member);
        if (last) {
            MemberGroup group = group(loop);
            loop.run(() -> member.takeLast(events, upTo, loop.encoder(), group));
        } else {
            loop.run(() -> member.take(events, upTo, loop.encoder()));
        }
    }

    /** The loop of a member's connection. */
    RoomLoop loopOf(Member member) {
        return loops.of(member.outlet());
    }

    private Set<WireFormat> formats() {
        return membersByFormat.isEmpty() ? EnumSet.noneOf(WireFormat.class) : EnumSet.copyOf(membersByFormat.keySet());
    }

    private void hand(Broadcast broadcast) {
        if (broadcast.isEmpty()) {
            // Or every departure from a room of pages would walk all members for nothing.
            return;
        }
        try {
            forEachLoop((loop, group) -> {
                broadcast.retain(1);
                loop.run(() -> {
                    try {
                        group.deliver(broadcast);
                    } finally {
                        broadcast.release();
                    }
                });
            });
        } finally {
            broadcast.release();
        }
    }

    private interface LoopTask {
        void accept(RoomLoop loop, MemberGroup group);
    }

    private void forEachLoop(LoopTask task) {
        for (int i = 0; i < groups.length; i++) {
            if (membersByLoop[i] > 0) {
                RoomLoop loop = loops.get(i);
                task.accept(loop, group(loop));
            }
        }
    }

    private MemberGroup group(RoomLoop loop) {
        MemberGroup group = groups[loop.index()];
        if (group == null) {
            group = new MemberGroup(name, loop, metrics);
            groups[loop.index()] = group;
        }
        return group;
    }

    /** What an event takes on the wire, roughly. */
    static int weightBytes(RoomEvent event) {
        return event instanceof RoomEvent.Posted posted ? posted.text().value().length() + 128 : 128;
    }
}
