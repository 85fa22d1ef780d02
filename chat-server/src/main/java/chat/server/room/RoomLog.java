package chat.server.room;

import chat.protocol.RoomEvent;
import chat.protocol.ServerMessage;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What can be asked about a room's log. Questions of all rooms wait in a line of their own ({@link WaitingLine}), apart from
 * members that catch up. An answer is as of the moment it is given: who asks gets it in one order with the room's events, and
 * it contains all that came before it.
 *
 * <p>Any thread. Stages complete on the room's executor; they fail when the log cannot be read, which says nothing about
 * what is in it.
 */
public final class RoomLog {
    private static final int TRIES_MAX = 5;

    private final Room room;
    private final LogReader log;
    private final WaitingLine line;
    private final MessageStore store;

    private interface LookUp<A> {
        void begin(Consumer<A> answer, Consumer<Throwable> failed);
    }

    /**
     * Something asked.
     *
     * @param upsets after such an event, what was found before it is no answer
     * @param isWhole whether what was found fits together
     * @param told what was found, as of now
     */
    private record Question<A, T>(
            LookUp<A> lookUp,
            Predicate<RoomEvent> upsets,
            Predicate<A> isWhole,
            BiFunction<A, Meanwhile, T> told,
            CompletableFuture<T> answer) {
        /** Whatever goes wrong: somebody waits for it, and others for their turn. */
        private void answer(A found, Meanwhile meanwhile) {
            try {
                answer.complete(told.apply(found, meanwhile));
            } catch (RuntimeException | OutOfMemoryError e) {
                answer.completeExceptionally(e);
            }
        }
    }

    RoomLog(Room room, LogReader log, WaitingLine line, MessageStore store) {
        this.room = room;
        this.log = log;
        this.line = line;
        this.store = store;
    }

    /** The events on one side of {@code seq}. */
    public CompletionStage<LogPage> page(PageRequest.Direction direction, long seq, int limit) {
        return this.<Page, LogPage>ask(
                (answer, failed) ->
                        log.read(request(direction, seq, limit, LogReader.HISTORY_BYTES_MAX), answer, failed),
                RoomLog::never,
                RoomLog::always,
                (page, meanwhile) -> toldOf(page, direction, meanwhile));
    }

    /** As {@link #page}, but only the messages that answer {@code root}. */
    public CompletionStage<LogPage> thread(long root, PageRequest.Direction direction, long seq, int limit) {
        return this.<Page, LogPage>ask(
                (answer, failed) ->
                        log.thread(root, request(direction, seq, limit, LogReader.HISTORY_BYTES_MAX), answer, failed),
                RoomLog::never,
                RoomLog::always,
                (page, meanwhile) -> toldOf(page, direction, meanwhile));
    }

    /** The events on both sides of {@code seq}, and itself; whether there is more towards the newest. */
    public CompletionStage<LogPage> around(long seq, int limit) {
        int half = limit / 2;
        if (half == 0) {
            return page(PageRequest.Direction.AFTER, seq - 1, limit);
        }
        int bytesMax = LogReader.HISTORY_BYTES_MAX / 2;
        return this.<Page, LogPage>ask(
                (answer, failed) -> log.read(
                        request(PageRequest.Direction.BEFORE, seq, half, bytesMax),
                        before -> log.read(
                                request(
                                        PageRequest.Direction.AFTER,
                                        Math.min(seq - 1, room.head()),
                                        limit - half,
                                        bytesMax),
                                after -> answer.accept(joined(before, after)),
                                failed),
                        failed),
                RoomLog::never,
                RoomLog::hasNoHole,
                (page, meanwhile) -> toldOf(page, PageRequest.Direction.AFTER, meanwhile));
    }

    /** The messages on the room's board, the newest of them should they be more than an answer holds. */
    public CompletionStage<List<RoomEvent>> pins() {
        return this.<List<RoomEvent>, List<RoomEvent>>ask(
                (answer, failed) -> log.ask(() -> store.pins(room.name()), answer, failed),
                event -> event instanceof RoomEvent.Pinned || event instanceof RoomEvent.Deleted,
                RoomLog::always,
                (pins, meanwhile) -> newest(meanwhile.applyTo(log.untilHead(pins)), Draft::weightBytes));
    }

    /** Every text that a message has had, the newest of them should they be more than an answer holds. */
    public CompletionStage<List<ServerMessage.Version>> versions(long target) {
        return this.<List<ServerMessage.Version>, List<ServerMessage.Version>>ask(
                (answer, failed) -> log.ask(() -> store.versions(room.name(), target), answer, failed),
                event -> event instanceof RoomEvent.Change change && change.target() == target,
                RoomLog::always,
                (versions, meanwhile) -> newest(versions, version -> Draft.weightBytes(version.text())));
    }

    /** A page can be brought up to anything. */
    private static boolean never(RoomEvent event) {
        return false;
    }

    private static boolean always(Object found) {
        return true;
    }

    /** Two reads are of two moments: in between, retention may have dropped what one of them should have found. */
    private static boolean hasNoHole(Page page) {
        List<RoomEvent> events = page.events();
        return events.isEmpty()
                || events.get(events.size() - 1).seq() - events.get(0).seq() == events.size() - 1;
    }

    private PageRequest request(PageRequest.Direction direction, long seq, int limit, int bytesMax) {
        boolean back = direction == PageRequest.Direction.BEFORE;
        return new PageRequest(direction, back ? Math.min(seq, room.head() + 1) : seq, limit, bytesMax);
    }

    private LogPage toldOf(Page page, PageRequest.Direction direction, Meanwhile meanwhile) {
        List<RoomEvent> events = meanwhile.applyTo(page.events());
        boolean more = direction == PageRequest.Direction.BEFORE
                ? !events.isEmpty() && events.get(0).seq() > page.first()
                : !events.isEmpty() && events.get(events.size() - 1).seq() < Math.min(page.last(), room.head());
        return new LogPage(events, page.first(), more);
    }

    /** Nothing behind {@code before} is nothing behind the page. */
    private static Page joined(Page before, Page after) {
        List<RoomEvent> events = new ArrayList<>(before.events());
        events.addAll(after.events());
        return new Page(events, before.first(), after.events().isEmpty() ? 0 : after.last());
    }

    /** The last of these, as many as an answer may hold; but at least one. */
    private static <T> List<T> newest(List<T> items, ToIntFunction<? super T> weightBytes) {
        int from = items.size();
        long bytes = 0;
        while (from > 0) {
            bytes += weightBytes.applyAsInt(items.get(from - 1));
            if (bytes > LogReader.HISTORY_BYTES_MAX && from < items.size()) {
                break;
            }
            from--;
        }
        return items.subList(from, items.size());
    }

    private <A, T> CompletionStage<T> ask(
            LookUp<A> lookUp, Predicate<RoomEvent> upsets, Predicate<A> isWhole, BiFunction<A, Meanwhile, T> told) {
        Question<A, T> question = new Question<>(lookUp, upsets, isWhole, told, new CompletableFuture<>());
        question.answer.whenComplete((value, failure) -> line.leave());
        room.loop().run(() -> line.enter(room.loop(), () -> begin(question, TRIES_MAX)));
        return question.answer;
    }

    private <A, T> void begin(Question<A, T> question, int tries) {
        Meanwhile meanwhile = log.asked();
        question.lookUp.begin(
                found -> {
                    log.answered(meanwhile);
                    if (meanwhile.allows(question.upsets) && question.isWhole.test(found)) {
                        question.answer(found, meanwhile);
                    } else if (tries > 1) {
                        begin(question, tries - 1);
                    } else {
                        question.answer.completeExceptionally(
                                new IllegalStateException("log: changed while it was read, " + TRIES_MAX + " times"));
                    }
                },
                failure -> {
                    log.answered(meanwhile);
                    question.answer.completeExceptionally(failure);
                });
    }
}
