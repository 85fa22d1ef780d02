package chat.server.room;

import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a room's log, from memory where it can and from the store otherwise; never beyond the room's head, so that
 * nobody sees an event by reading that is yet to be delivered. A read that failed is told as such: it never looks like a log
 * without events. Confined to the room's executor.
 */
final class LogReader {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);

    /** A page for a member that catches up. */
    private static final int PAGE_EVENTS_MAX = 100;

    private static final int PAGE_BYTES_MAX = 64 * 1024;

    /** A page that is asked for by {@code history}, or told by {@code reset}. */
    static final int HISTORY_BYTES_MAX = 256 * 1024;

    private final Room room;
    private final RoomLoop loop;
    private final RoomServices services;
    private final Outage outage;
    private final RecentEvents recent = new RecentEvents();
    private long rewrites;
    private final Set<Meanwhile> questions = Collections.newSetFromMap(new IdentityHashMap<>());

    LogReader(Room room, RoomLoop loop, RoomServices services) {
        this.room = room;
        this.loop = loop;
        this.services = services;
        this.outage = new Outage(LOG, "room " + room.name() + ": reading its log");
    }

    void committed(List<RoomEvent> events) {
        recent.add(events);
        questions.forEach(meanwhile -> meanwhile.add(events));
    }

    /** From now on until {@link #answered} it is told what is committed. */
    Meanwhile asked() {
        Meanwhile meanwhile = new Meanwhile();
        questions.add(meanwhile);
        return meanwhile;
    }

    void answered(Meanwhile meanwhile) {
        questions.remove(meanwhile);
    }

    /** The log went on by events that are not here, or is no longer what it was. */
    void forget() {
        rewrites++;
        recent.forget();
        questions.forEach(Meanwhile::lose);
    }

    /** How often it was no longer what it was: what was read before must not be told after. */
    long rewrites() {
        return rewrites;
    }

    /** Nobody is a little behind. */
    void forgetRecent() {
        recent.forget();
    }

    /** A page of the events right after {@code seq}, if memory has them all. */
    Optional<List<RoomEvent>> recent(long seq) {
        return recent.after(seq, PAGE_EVENTS_MAX, PAGE_BYTES_MAX);
    }

    /** What {@link #recent} would be, for the store. */
    static PageRequest pageAfter(long seq) {
        return PageRequest.after(seq, PAGE_EVENTS_MAX, PAGE_BYTES_MAX);
    }

    /** The newest page, as {@code reset} tells it. */
    PageRequest newestPage() {
        return PageRequest.before(room.head() + 1, ProtocolLimits.HISTORY_PAGE_DEFAULT, HISTORY_BYTES_MAX);
    }

    /** Reads a page from the store, as far as the room's head. */
    void read(PageRequest request, Consumer<Page> answer, Consumer<Throwable> failed) {
        ask(() -> services.store().read(room.name(), request), page -> answer.accept(visible(page)), failed);
    }

    /** As {@link #read}, but only the messages that answer {@code root}. */
    void thread(long root, PageRequest request, Consumer<Page> answer, Consumer<Throwable> failed) {
        ask(() -> services.store().thread(room.name(), root, request), page -> answer.accept(visible(page)), failed);
    }

    /** Asks the store something about this log; what comes of it is told on the room's executor. */
    <T> void ask(Supplier<CompletionStage<T>> question, Consumer<T> answer, Consumer<Throwable> failed) {
        CompletableFuture<T> asked = begin(question);
        if (asked.isDone() && !asked.isCompletedExceptionally()) {
            outage.worked();
            answer.accept(asked.join());
            return;
        }
        asked.whenComplete((value, failure) -> loop.eventLoop().execute(() -> {
            if (failure == null) {
                outage.worked();
                answer.accept(value);
            } else {
                services.metrics().storeReadsFailed.increment();
                outage.failed(failure);
                failed.accept(failure);
            }
        }));
    }

    private static <T> CompletableFuture<T> begin(Supplier<CompletionStage<T>> question) {
        try {
            return question.get().toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Page visible(Page page) {
        return new Page(untilHead(page.events()), page.first(), page.last());
    }

    /** Those of these that were delivered. */
    List<RoomEvent> untilHead(List<RoomEvent> events) {
        if (events.isEmpty() || events.get(events.size() - 1).seq() <= room.head()) {
            return events;
        }
        return events.stream().filter(event -> event.seq() <= room.head()).toList();
    }
}
