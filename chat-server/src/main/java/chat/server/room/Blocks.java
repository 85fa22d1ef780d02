package chat.server.room;

import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.store.Moderation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Who in a direct room wants nothing from whom. It is asked once, when somebody comes in or posts first; whoever wants to
 * know meanwhile waits in line: members, and at most as many posts as {@link AppendBudget} lets under way. Confined to the
 * room's executor.
 */
final class Blocks {
    private final Room room;
    private final Moderation moderation;
    private final Expecting waiting;
    private State state = Doubt.UNKNOWN;

    private sealed interface State {}

    private enum Doubt implements State {
        UNKNOWN,
        /** The answer is under way. */
        ASKED,
        /** It is, and something has changed since. */
        OUTDATED
    }

    /** @param blockers for each in the room, those of the others who block them */
    private record Known(Map<UserId, Set<UserId>> blockers) implements State {
        private boolean blocks(UserId user, UserId other) {
            return blockers.getOrDefault(other, Set.of()).contains(user);
        }
    }

    Blocks(Room room, Moderation moderation) {
        this.room = room;
        this.moderation = moderation;
        this.waiting = new Expecting(room);
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

    /** Whether anybody blocks this user. Only when known. */
    boolean keepOut(UserId user) {
        return state instanceof Known known
                && !known.blockers.getOrDefault(user, Set.of()).isEmpty();
    }

    boolean areKnown() {
        return state instanceof Known;
    }

    /** Whether one of two blocks the other; also as long as that is not known. */
    boolean part(UserId one, UserId other) {
        return !(state instanceof Known known) || known.blocks(one, other) || known.blocks(other, one);
    }

    /** Somebody here blocks somebody here, or no longer does. */
    void changed() {
        state = state instanceof Known || state == Doubt.UNKNOWN ? Doubt.UNKNOWN : Doubt.OUTDATED;
    }

    private void ask() {
        state = Doubt.ASKED;
        Set<UserId> all = Set.copyOf(room.access().members().keySet());
        CompletableFuture<Map<UserId, Set<UserId>>> blockers = CompletableFuture.completedFuture(Map.of());
        for (UserId user : all) {
            blockers = blockers.thenCombine(blockersOf(user, all), (known, found) -> with(known, user, found));
        }
        blockers.whenComplete((found, failure) -> room.loop().run(() -> {
            if (failure == null && state == Doubt.ASKED) {
                state = new Known(found);
                waiting.goOn(true);
            } else if (failure == null) {
                ask();
            } else {
                state = Doubt.UNKNOWN;
                waiting.goOn(false);
            }
        }));
    }

    private CompletionStage<Set<UserId>> blockersOf(UserId user, Set<UserId> all) {
        try {
            return moderation.blockersOf(user, all);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static Map<UserId, Set<UserId>> with(Map<UserId, Set<UserId>> known, UserId user, Set<UserId> blockers) {
        Map<UserId, Set<UserId>> all = new HashMap<>(known);
        all.put(user, blockers);
        return all;
    }
}
