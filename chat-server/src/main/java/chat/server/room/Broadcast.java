package chat.server.room;

import chat.protocol.UserId;
import io.netty.buffer.ByteBuf;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the members of a room get at one turn: for each wire format the frames of all its messages in one buffer.
 *
 * <p>Made on one thread, then read on several event loops, each of which holds a reference and releases it.
 */
final class Broadcast {
    private final long lastSeq;
    private final List<UserId> authors;
    private final Set<UserId> authorSet;
    private final Set<UserId> except;
    private final Map<WireFormat, Run> runs;

    /** The frames of one wire format, and where each ends; one that tells nothing ends where the one before does. */
    static final class Run {
        private final ByteBuf frames;
        private final int[] ends;

        Run(ByteBuf frames, int[] ends) {
            this.frames = frames;
            this.ends = ends;
        }

        /** Whether this wire format tells nothing of it. */
        boolean isEmpty() {
            return !frames.isReadable();
        }
    }

    /** Events of the log, up to and with {@code lastSeq}. */
    static Broadcast ofEvents(long lastSeq, List<UserId> authors, EnumMap<WireFormat, Run> runs) {
        return new Broadcast(lastSeq, authors, Set.of(), runs);
    }

    /** Something that is no part of the log. */
    static Broadcast ofNotice(Set<UserId> except, EnumMap<WireFormat, Run> runs) {
        return new Broadcast(0, List.of(), except, runs);
    }

    private Broadcast(long lastSeq, List<UserId> authors, Set<UserId> except, EnumMap<WireFormat, Run> runs) {
        this.lastSeq = lastSeq;
        this.authors = authors;
        this.authorSet = authors.size() > 1 ? new HashSet<>(authors) : Set.copyOf(authors);
        this.except = except;
        this.runs = runs;
    }

    /** Whether there is nothing in it for anybody; then there is nothing to release either. */
    boolean isEmpty() {
        return runs.isEmpty();
    }

    boolean isOfLog() {
        return lastSeq > 0;
    }

    long lastSeq() {
        return lastSeq;
    }

    /** How many messages this tells. */
    int size() {
        return Math.max(1, authors.size());
    }

    /** Whether a member with this form and this user is told. */
    boolean isFor(Member member) {
        Run run = runs.get(member.format());
        return run != null && !run.isEmpty() && !isExcepted(member);
    }

    /** Who a member is lies elsewhere in memory, and after each write to a socket that is far: so only if it matters. */
    private boolean isExcepted(Member member) {
        return !except.isEmpty() && except.contains(member.user());
    }

    /**
     * Writes to a member what is meant for it, in one go, and flushes.
     *
     * @return whether there was anything
     */
    boolean writeTo(Member member) {
        Run run = runs.get(member.format());
        if (run == null || run.isEmpty() || isExcepted(member)) {
            return false;
        }
        if (member.echo() || !authorSet.contains(member.user())) {
            member.outlet().write(run.frames.retainedDuplicate());
        } else if (!writeWithoutOwn(member, run)) {
            return false;
        }
        member.outlet().flush();
        return true;
    }

    /** Writes the stretches between what a member did itself. */
    private boolean writeWithoutOwn(Member member, Run run) {
        boolean wrote = false;
        int start = 0;
        for (int i = 0; i < authors.size(); i++) {
            if (authors.get(i).equals(member.user())) {
                int end = i == 0 ? 0 : run.ends[i - 1];
                wrote = writeStretch(member, run, start, end) || wrote;
                start = run.ends[i];
            }
        }
        return writeStretch(member, run, start, run.ends[run.ends.length - 1]) || wrote;
    }

    private static boolean writeStretch(Member member, Run run, int start, int end) {
        if (end > start) {
            member.outlet().write(run.frames.retainedSlice(start, end - start));
        }
        return end > start;
    }

    void retain(int more) {
        if (more > 0) {
            runs.values().forEach(run -> run.frames.retain(more));
        }
    }

    void release() {
        runs.values().forEach(run -> run.frames.release());
    }
}
