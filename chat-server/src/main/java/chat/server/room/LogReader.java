package chat.server.room;

import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a room's log, from memory where it can and from the store otherwise; never beyond the room's head, so that
 * nobody sees an event by reading that is yet to be delivered. Confined to the room's executor.
 */
final class LogReader {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    /** A page for a member that catches up. */
    private static final int PAGE_EVENTS_MAX = 100;

    private static final int PAGE_BYTES_MAX = 64 * 1024;

    /** A page that is asked for by {@code history}, or told by {@code reset}. */
    private static final int HISTORY_BYTES_MAX = 256 * 1024;

    private final Room room;
    private final RoomLoop loop;
    private final RoomServices services;
    private final RecentEvents recent = new RecentEvents();

    LogReader(Room room, RoomLoop loop, RoomServices services) {
        this.room = room;
        this.loop = loop;
        this.services = services;
    }

    void committed(List<RoomEvent> events) {
        recent.add(events);
    }

    /** The log went on by events that are not here. */
    void missed() {
        recent.forget();
    }

    /** The events right after {@code seq}; nothing when the log no longer has them all. */
    void after(long seq, Consumer<Optional<List<RoomEvent>>> result) {
        Optional<List<RoomEvent>> inMemory = recent.after(seq, PAGE_EVENTS_MAX, PAGE_BYTES_MAX);
        if (inMemory.isPresent()) {
            result.accept(inMemory);
            return;
        }
        read(PageRequest.after(seq, PAGE_EVENTS_MAX, PAGE_BYTES_MAX), (page, events) -> {
            boolean whole = page.first() <= seq + 1;
            result.accept(whole ? Optional.of(events) : Optional.empty());
        });
    }

    /** The newest page, as {@code reset} tells it. */
    void newest(Consumer<List<RoomEvent>> result) {
        PageRequest request =
                PageRequest.before(room.head() + 1, ProtocolLimits.HISTORY_PAGE_DEFAULT, HISTORY_BYTES_MAX);
        read(request, (page, events) -> result.accept(events));
    }

    /** A page of history, and whether there is more in its direction. */
    void history(PageRequest.Direction direction, long seq, int limit, BiConsumer<List<RoomEvent>, Boolean> result) {
        boolean back = direction == PageRequest.Direction.BEFORE;
        long from = back ? Math.min(seq, room.head() + 1) : seq;
        read(new PageRequest(direction, from, limit, HISTORY_BYTES_MAX), (page, events) -> {
            boolean more = !events.isEmpty()
                    && (back ? events.get(0).seq() > page.first() : last(events) < Math.min(page.last(), room.head()));
            result.accept(events, more);
        });
    }

    private void read(PageRequest request, BiConsumer<Page, List<RoomEvent>> result) {
        var reading = services.store().read(room.name(), request).toCompletableFuture();
        if (reading.isDone() && !reading.isCompletedExceptionally()) {
            result.accept(reading.join(), untilHead(reading.join()));
            return;
        }
        reading.whenComplete((page, failure) -> loop.eventLoop().execute(() -> {
            if (failure != null) {
                LOG.warn("room {}: cannot read its log", room.name(), failure);
                // As if the log had nothing of it: members start anew, history is empty.
                result.accept(new Page(List.of(), Long.MAX_VALUE, 0), List.of());
            } else {
                result.accept(page, untilHead(page));
            }
        }));
    }

    private List<RoomEvent> untilHead(Page page) {
        List<RoomEvent> events = page.events();
        if (events.isEmpty() || last(events) <= room.head()) {
            return events;
        }
        return events.stream().filter(event -> event.seq() <= room.head()).toList();
    }

    private static long last(List<RoomEvent> events) {
        return events.get(events.size() - 1).seq();
    }
}
