package chat.server.room;

import chat.protocol.RoomEvent;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks up what a room was not told about its own log: whether an append that failed was stored all the same, and what the
 * topic, the settings and the members became behind a hole. Tries until it knows. Confined to the room's executor.
 */
final class Recheck {
    private static final long RETRY_MILLIS = 1_000;

    private final Room room;
    private final LogReader log;
    private final MessageStore store;
    private final WaitingLine line;
    private boolean underWay;
    private boolean doubted;
    private long from;

    Recheck(Room room, LogReader log, MessageStore store, WaitingLine line) {
        this.room = room;
        this.log = log;
        this.store = store;
        this.line = line;
    }

    /** The events behind {@code seq}, up to the room's head, were not told here. */
    void missed(long seq) {
        if (!underWay) {
            underWay = true;
            from = seq;
            enterLine();
        }
    }

    /** Behind the room's head there may be events of its own, of which nobody was told. */
    void doubt() {
        doubted = true;
        missed(room.head());
    }

    boolean isUnderWay() {
        return underWay;
    }

    private void enterLine() {
        line.enter(room.loop(), this::read);
    }

    private void read() {
        boolean headDoubted = doubted;
        doubted = false;
        log.ask(
                () -> store.read(room.name(), LogReader.pageAfter(from)),
                page -> found(page, headDoubted),
                failure -> failed(headDoubted));
    }

    private void failed(boolean headDoubted) {
        line.leave();
        doubted |= headDoubted;
        room.loop().eventLoop().schedule(this::enterLine, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void found(Page page, boolean headDoubted) {
        line.leave();
        List<RoomEvent> events = log.untilHead(page.events());
        if (headDoubted) {
            events = page.events();
            room.heardOf(page.last());
        }
        room.reread(events);
        if (!events.isEmpty()) {
            from = events.get(events.size() - 1).seq();
        }
        // An empty page is the end only if the room has not gone on since it was read.
        boolean whole = from >= room.head() || (events.isEmpty() && page.last() >= room.head());
        if (whole && !doubted) {
            underWay = false;
            room.rereadWhole();
        } else {
            room.loop().eventLoop().execute(this::enterLine);
        }
    }
}
