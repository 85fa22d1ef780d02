package chat.server.room;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who wait for one answer, first come, first served. Confined to the room's executor; whoever waits is bounded elsewhere. */
final class Expecting {
    private static final Logger LOG = LoggerFactory.getLogger(Expecting.class);

    private final Room room;
    private final ArrayDeque<Consumer<Boolean>> waiting = new ArrayDeque<>(1);

    Expecting(Room room) {
        this.room = room;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Consumer<Boolean> next) {
        waiting.add(next);
    }

    /** With true all go on, those too who come meanwhile; with false those who are here: others ask anew. */
    void goOn(boolean known) {
        int left = known ? Integer.MAX_VALUE : waiting.size();
        for (; left > 0 && !waiting.isEmpty(); left--) {
            goOn(waiting.remove(), known);
        }
    }

    /** What goes wrong with one is no matter of the others, nor of the room. */
    private void goOn(Consumer<Boolean> next, boolean known) {
        try {
            next.accept(known);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("room {}: cannot go on with what waited for the store", room.name(), e);
        }
    }
}
