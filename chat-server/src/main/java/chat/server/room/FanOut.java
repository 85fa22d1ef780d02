package chat.server.room;

import chat.protocol.RoomEvent;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Draft;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what happens in a room to all its members: encoded once per wire format, then one task per event loop, one write
 * and one flush per channel.
 *
 * <p>Confined to the room's executor. Membership changes reach a loop through the same queue as events, so a member that
 * was handed over at {@code seq} gets exactly what comes after it.
 */
final class FanOut {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

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

    /** Whether there is nobody to be told. */
    boolean isEmpty() {
        return membersByFormat.isEmpty();
    }

    /** Brings events of the log, in order. */
    void deliver(List<RoomEvent> events) {
        int start = 0;
        int weight = 0;
        for (int i = 0; i < events.size(); i++) {
            weight += Draft.weightBytes(events.get(i));
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
        if (!isEmpty()) {
            hand(home.encoder().notice(notice, formats()));
        }
    }

    /** The log went on to {@code seq} without the members having been told: all of them catch up. */
    void missed(long seq) {
        forEachLoop((loop, group) -> loop.run(() -> group.missed(seq)));
    }

    /**
     * Hands a page to members; with the last one they go live behind it.
     *
     * @param admission what those who join are told before
     * @param done run on some loop when all have been written to
     */
    void feed(List<Waiting> readers, Optional<Admission> admission, Stretch stretch, Runnable done) {
        Map<RoomLoop, List<Waiting>> byLoop = new HashMap<>();
        for (Waiting reader : readers) {
            byLoop.computeIfAbsent(loopOf(reader.member()), loop -> new ArrayList<>(1))
                    .add(reader);
        }
        AtomicInteger loopsLeft = new AtomicInteger(byLoop.size());
        byLoop.forEach((loop, there) -> {
            Optional<MemberGroup> group = stretch.last() ? Optional.of(group(loop)) : Optional.empty();
            loop.run(() -> {
                try (PageFrames frames = new PageFrames(stretch.events(), loop.encoder())) {
                    for (Waiting reader : there) {
                        feed(reader, admission, stretch, frames, group);
                    }
                } catch (RuntimeException | OutOfMemoryError e) {
                    // Those on other loops have theirs to come.
                    LOG.error("room {}: cannot bring members up to date", name, e);
                } finally {
                    if (loopsLeft.decrementAndGet() == 0) {
                        done.run();
                    }
                }
            });
        });
    }

    private static void feed(
            Waiting reader,
            Optional<Admission> admission,
            Stretch stretch,
            PageFrames frames,
            Optional<MemberGroup> group) {
        Member member = reader.member();
        try {
            if (reader.joining().isEmpty() || member.admit(reader.joining().get(), admission.orElseThrow())) {
                member.take(stretch, frames, group);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error(
                    "{} cannot be written to; its connection is closed",
                    member.outlet().channel(),
                    e);
            member.lost();
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
}
