package chat.server.room;

import chat.protocol.SeenMark;
import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.store.ReadMarks;
import chat.server.store.StoredMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells those in a direct room how far the others have read; in other rooms, nobody. Where the marks stand is read from the
 * store when somebody comes in, and kept as long as somebody is here, one for each of the few who belong to the room. What
 * moves during one turn is told at its end, of each user the last.
 *
 * <p>Of two of whom one blocks the other, neither learns of the other's marks, in larger rooms too: to be watched is
 * something else than to be heard. As long as it is not known who blocks whom, nobody is told anything.
 *
 * <p>Confined to the room's executor, but for what says otherwise.
 */
public final class ReadReceipts {
    /** Less than any version: of a member that was told nothing. */
    static final long NONE_TOLD = -1;

    private final Room room;
    private final FanOut fanOut;
    private final Blocks blocks;
    private final People people;
    private final ReadMarks marks;
    private final WaitingLine reads;

    private final Map<UserId, Long> positions = new HashMap<>(2);
    private final Expecting waiting;
    private State state = State.UNKNOWN;
    private Set<UserId> moved = new LinkedHashSet<>(2);
    private long version;

    /** Whether the positions are those of the store. */
    private enum State {
        UNKNOWN,
        /** The answer is under way. */
        ASKED,
        KNOWN
    }

    ReadReceipts(Room room, FanOut fanOut, Blocks blocks, RoomServices services, WaitingLine reads) {
        this.room = room;
        this.fanOut = fanOut;
        this.blocks = blocks;
        this.people = services.people();
        this.marks = services.store().readMarks();
        this.reads = reads;
        this.waiting = new Expecting(room);
    }

    /** Whether such a room has any. */
    private boolean areTold() {
        return room.name().visibility() == Visibility.DIRECT;
    }

    /**
     * Goes on once it is known who may be told what; with false when it cannot be found out, or there is nothing to tell. Those
     * who wait are members that come in.
     */
    void whenKnown(Consumer<Boolean> next) {
        if (!areTold()) {
            next.accept(false);
        } else if (state == State.KNOWN && waiting.isEmpty()) {
            blocks.whenKnown(next);
        } else {
            waiting.add(found -> {
                if (found) {
                    blocks.whenKnown(next);
                } else {
                    next.accept(false);
                }
            });
            if (state == State.UNKNOWN) {
                state = State.ASKED;
                reads.enter(room.loop(), this::ask);
            }
        }
    }

    private void ask() {
        asked().whenComplete((found, failure) -> {
            reads.leave();
            room.loop().run(() -> {
                if (failure == null) {
                    // What moved meanwhile may be further.
                    found.forEach((user, seq) -> positions.merge(user, seq, Math::max));
                }
                state = failure == null ? State.KNOWN : State.UNKNOWN;
                waiting.goOn(failure == null);
            });
        });
    }

    private CompletionStage<Map<UserId, Long>> asked() {
        try {
            return marks.among(Set.copyOf(room.access().members().keySet()), room.name());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Somebody's mark stands at {@code seq} now, and is stored. Any thread. */
    public void moved(UserId user, long seq) {
        if (areTold()) {
            room.loop().run(() -> note(user, seq));
        }
    }

    private void note(UserId user, long seq) {
        boolean untold = state == State.UNKNOWN && fanOut.isEmpty();
        if (untold || positions.getOrDefault(user, 0L) >= seq) {
            return;
        }
        positions.put(user, seq);
        version++;
        if (moved.isEmpty()) {
            // Behind everything that is already waiting for this turn.
            room.loop().eventLoop().execute(this::tellMoved);
        }
        moved.add(user);
    }

    private void tellMoved() {
        Set<UserId> users = moved;
        moved = new LinkedHashSet<>(2);
        whenKnown(known -> {
            if (known) {
                users.forEach(this::tell);
            }
        });
    }

    private void tell(UserId user) {
        Map<UserId, StoredMember> members = room.access().members();
        StoredMember member = members.get(user);
        Long seq = positions.get(user);
        if (member == null || seq == null) {
            return;
        }
        Set<UserId> hiddenFrom = new HashSet<>(Set.of(user));
        members.keySet().stream().filter(other -> blocks.part(user, other)).forEach(hiddenFrom::add);
        fanOut.tell(Notice.seen(room.name(), mark(member, seq), hiddenFrom));
    }

    private SeenMark mark(StoredMember member, long seq) {
        return new SeenMark(people.present(member.author()).asAuthor(), seq);
    }

    /** What those who come in are told; they count as told if anything is known. */
    Map<UserId, List<SeenMark>> admit(List<Member> joining) {
        if (!areTold() || state != State.KNOWN || !blocks.areKnown()) {
            return Map.of();
        }
        joining.forEach(member -> member.receiptsSeen(version));
        return joining.stream().map(Member::user).distinct().collect(Collectors.toMap(user -> user, this::marksFor));
    }

    /** Those of the others, as far as this user may know, by their ids. */
    private List<SeenMark> marksFor(UserId user) {
        List<SeenMark> found = new ArrayList<>();
        for (StoredMember member : room.access().members().values()) {
            UserId other = member.author().id();
            long seq = positions.getOrDefault(other, 0L);
            if (seq > 0 && !other.equals(user) && !blocks.part(user, other)) {
                found.add(mark(member, seq));
            }
        }
        found.sort(Comparator.comparing(mark -> mark.user().id()));
        return List.copyOf(found);
    }

    /** Tells a member that missed notices how it stands. */
    void refresh(Member member) {
        if (!areTold() || !member.format().isJson() || member.receiptsSeen() == version) {
            return;
        }
        whenKnown(known -> {
            if (known && !member.hasLeft()) {
                member.receiptsSeen(version);
                List<SeenMark> seen = marksFor(member.user());
                fanOut.loopOf(member).run(() -> member.receiptsChanged(seen));
            }
        });
    }

    /** Nobody is here: there may be many rooms, and few in use. */
    void forget() {
        if (state == State.KNOWN) {
            state = State.UNKNOWN;
            positions.clear();
        }
    }
}
