package chat.server.room;

import java.util.ArrayDeque;

/**
 * Has decisions wait as long as something is on its way into the log that changes who may do what: whatever stands behind
 * that in the log was decided by what it made of the room. Confined to the room's executor; bounded by {@link AppendBudget}.
 */
final class InTurn {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(1);
    private int changes;

    /** Decides now, or as soon as all changes are in the log. */
    void decide(Runnable decision) {
        waiting.add(decision);
        goOn();
    }

    /** A change is on its way. */
    void changes() {
        changes++;
    }

    /** A change came to its end, and the room is by now what it made of it. */
    void changed() {
        changes--;
        goOn();
    }

    private void goOn() {
        while (changes == 0 && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
