package chat.server.room;

import chat.protocol.RoomEvent;
import chat.protocol.ServerMessage;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What can be asked about a room's log. Questions of all rooms wait in a line of their own ({@link ReadLine}), apart from
 * members that catch up.
 *
 * <p>Any thread. Stages complete on the room's executor; they fail when the log cannot be read, which says nothing about
 * what is in it.
 */
public final class RoomLog {
    private final Room room;
    private final LogReader log;
    private final ReadLine line;
    private final MessageStore store;

    RoomLog(Room room, LogReader log, ReadLine line, MessageStore store) {
        this.room = room;
        this.log = log;
        this.line = line;
        this.store = store;
    }

    /** The events on one side of {@code seq}. */
    public CompletionStage<LogPage> page(PageRequest.Direction direction, long seq, int limit) {
        return ask(answer -> {
            PageRequest request = request(direction, seq, limit, LogReader.HISTORY_BYTES_MAX);
            log.read(request, page -> answer.complete(toldOf(page, direction)), answer::completeExceptionally);
        });
    }

    /** As {@link #page}, but only the messages that answer {@code root}. */
    public CompletionStage<LogPage> thread(long root, PageRequest.Direction direction, long seq, int limit) {
        return ask(answer -> {
            PageRequest request = request(direction, seq, limit, LogReader.HISTORY_BYTES_MAX);
            log.thread(root, request, page -> answer.complete(toldOf(page, direction)), answer::completeExceptionally);
        });
    }

    /** The events on both sides of {@code seq}, and itself; whether there is more towards the newest. */
    public CompletionStage<LogPage> around(long seq, int limit) {
        int half = limit / 2;
        if (half == 0) {
            return page(PageRequest.Direction.AFTER, seq - 1, limit);
        }
        int bytesMax = LogReader.HISTORY_BYTES_MAX / 2;
        return ask(answer -> log.read(
                request(PageRequest.Direction.BEFORE, seq, half, bytesMax),
                before -> log.read(
                        request(PageRequest.Direction.AFTER, Math.min(seq - 1, room.head()), limit - half, bytesMax),
                        after -> answer.complete(joined(before, after)),
                        answer::completeExceptionally),
                answer::completeExceptionally));
    }

    /** The messages on the room's board, the newest of them should they be more than an answer holds. */
    public CompletionStage<List<RoomEvent>> pins() {
        return ask(answer -> log.ask(
                () -> store.pins(room.name()),
                pins -> answer.complete(
                        Weight.newest(log.untilHead(pins), LogReader.HISTORY_BYTES_MAX, Weight::ofEvent)),
                answer::completeExceptionally));
    }

    /** Every text that a message has had, the newest of them should they be more than an answer holds. */
    public CompletionStage<List<ServerMessage.Version>> versions(long target) {
        return ask(answer -> log.ask(
                () -> store.versions(room.name(), target),
                versions -> answer.complete(
                        Weight.newest(versions, LogReader.HISTORY_BYTES_MAX, version -> Weight.ofText(version.text()))),
                answer::completeExceptionally));
    }

    private PageRequest request(PageRequest.Direction direction, long seq, int limit, int bytesMax) {
        boolean back = direction == PageRequest.Direction.BEFORE;
        return new PageRequest(direction, back ? Math.min(seq, room.head() + 1) : seq, limit, bytesMax);
    }

    private LogPage toldOf(Page page, PageRequest.Direction direction) {
        List<RoomEvent> events = page.events();
        boolean more = direction == PageRequest.Direction.BEFORE
                ? !events.isEmpty() && events.get(0).seq() > page.first()
                : !events.isEmpty() && events.get(events.size() - 1).seq() < Math.min(page.last(), room.head());
        return new LogPage(events, page.first(), more);
    }

    private LogPage joined(Page before, Page after) {
        List<RoomEvent> events = new ArrayList<>(before.events());
        events.addAll(after.events());
        return new LogPage(
                events,
                before.first(),
                toldOf(after, PageRequest.Direction.AFTER).more());
    }

    private <T> CompletionStage<T> ask(Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> line.leave());
        room.loop().run(() -> line.enter(room.loop(), () -> question.accept(answer)));
        return answer;
    }
}
