package chat.server.room;

import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.store.Moderation;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of the two in a direct room wants nothing from the other. It is asked once, with the first message; whoever posts
 * meanwhile waits in line, at most as many as {@link AppendBudget} lets under way. Confined to the room's executor.
 */
final class Blocks {
    private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);

    private final Room room;
    private final Moderation moderation;
    private final ArrayDeque<Consumer<Boolean>> waiting = new ArrayDeque<>(1);
    private State state = Doubt.UNKNOWN;

    private sealed interface State {}

    private enum Doubt implements State {
        UNKNOWN,
        /** The answer is under way. */
        ASKED,
        /** It is, and something has changed since. */
        OUTDATED
    }

    /** @param blockers those of the two who block the other */
    private record Known(Set<UserId> blockers) implements State {}

    Blocks(Room room, Moderation moderation) {
        this.room = room;
        this.moderation = moderation;
    }

    /** Whether it is only for two; in larger rooms nobody is kept out of a conversation of others. */
    boolean matter() {
        return !room.name().isPublic()
                && room.access().visibility() == Visibility.DIRECT
                && room.access().members().size() == 2;
    }

    /** Goes on once it is known, in the order of the calls; with false when it cannot be found out. */
    void whenKnown(Consumer<Boolean> next) {
        if (state instanceof Known && waiting.isEmpty()) {
            next.accept(true);
            return;
        }
        waiting.add(next);
        if (state == Doubt.UNKNOWN) {
            ask();
        }
    }

    /** Whether anybody else than this user blocks. Only when known. */
    boolean keepOut(UserId user) {
        return state instanceof Known known && known.blockers.stream().anyMatch(blocker -> !blocker.equals(user));
    }

    /** One of the two blocks the other, or no longer does. */
    void changed() {
        state = state instanceof Known || state == Doubt.UNKNOWN ? Doubt.UNKNOWN : Doubt.OUTDATED;
    }

    private void ask() {
        state = Doubt.ASKED;
        Set<UserId> both = Set.copyOf(room.access().members().keySet());
        CompletableFuture<Set<UserId>> blockers = CompletableFuture.completedFuture(Set.of());
        for (UserId user : both) {
            blockers = blockers.thenCombine(blockersOf(user, both), Blocks::union);
        }
        blockers.whenComplete((found, failure) -> room.loop().run(() -> {
            if (failure == null && state == Doubt.ASKED) {
                state = new Known(found);
                goOn(true);
            } else if (failure == null) {
                ask();
            } else {
                state = Doubt.UNKNOWN;
                goOn(false);
            }
        }));
    }

    private CompletionStage<Set<UserId>> blockersOf(UserId user, Set<UserId> both) {
        try {
            return moderation.blockersOf(user, both);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static Set<UserId> union(Set<UserId> one, Set<UserId> other) {
        Set<UserId> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private void goOn(boolean known) {
        for (int left = waiting.size(); left > 0; left--) {
            goOn(waiting.remove(), known);
        }
    }

    /** What goes wrong with one is no matter of the others, nor of the room. */
    private void goOn(Consumer<Boolean> next, boolean known) {
        try {
            next.accept(known);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("room {}: cannot go on with what waited for blocks", room.name(), e);
        }
    }
}
