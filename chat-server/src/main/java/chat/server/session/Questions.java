package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.ServerMessage;
import chat.server.room.LogPage;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import chat.server.store.PageRequest;
import chat.server.store.SearchQuery;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code chat.v1} client asks and the store or a room has to look up. Answers may be long: the next is looked for
 * only while the channel takes more, and few at a time, so that a slow line is never given more than it may have unwritten.
 * On the channel's event loop; bounded by {@link ReadGate}.
 */
final class Questions {
    /** So many answers are looked for at a time; with the longest of them a channel has less than it may. */
    static final int UNDER_WAY_MAX = 2;

    /** What the messages of a page of hits weigh at most. */
    private static final int FOUND_BYTES_MAX = 256 * 1024;

    private final JsonSession session;
    private final OnlineUser user;
    private final ReadGate reads;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    Questions(JsonSession session, OnlineUser user, ReadGate reads) {
        this.session = session;
        this.user = user;
        this.reads = reads;
    }

    void history(ClientMessage.History history, Room room) {
        if (isTooFast(history.id(), Rates::takePage)) {
            return;
        }
        int limit = limit(history.limit(), ProtocolLimits.HISTORY_PAGE_DEFAULT);
        PageRequest.Direction direction =
                history.after() != null ? PageRequest.Direction.AFTER : PageRequest.Direction.BEFORE;
        Long edge = history.after() != null ? history.after() : history.before();
        long seq = edge == null ? Long.MAX_VALUE : edge;
        Supplier<CompletionStage<LogPage>> question;
        if (history.around() != null) {
            long around = history.around();
            question = () -> room.log().around(around, limit);
        } else if (history.thread() != null) {
            long root = history.thread();
            question = () -> room.log().thread(root, direction, seq, limit);
        } else {
            question = () -> room.log().page(direction, seq, limit);
        }
        ask(
                history.id(),
                question,
                page -> new ServerMessage.History(
                        history.id(), history.room(), page.events(), page.first(), page.more()));
    }

    void versions(ClientMessage.Versions versions, Room room) {
        if (isTooFast(versions.id(), Rates::takePage)) {
            return;
        }
        ask(
                versions.id(),
                () -> room.log().versions(versions.target()),
                texts -> new ServerMessage.Versions(versions.id(), versions.room(), versions.target(), texts));
    }

    void pins(ClientMessage.Pins pins, Room room) {
        if (isTooFast(pins.id(), Rates::takePage)) {
            return;
        }
        ask(pins.id(), () -> room.log().pins(), events -> new ServerMessage.Pins(pins.id(), pins.room(), events));
    }

    void members(ClientMessage.Members members, Room room) {
        if (isTooFast(members.id(), Rates::takePage)) {
            return;
        }
        int limit = limit(members.limit(), ProtocolLimits.LIST_PAGE_MAX);
        ask(
                members.id(),
                () -> room.members(Optional.ofNullable(members.after()), limit),
                page -> new ServerMessage.Members(
                        members.id(), members.room(), page.count(), page.members(), page.more()));
    }

    void rooms(ClientMessage.Rooms rooms) {
        int limit = limit(rooms.limit(), ProtocolLimits.LIST_PAGE_MAX);
        ask(
                rooms.id(),
                () -> CompletableFuture.completedStage(registry().list(Optional.ofNullable(rooms.after()), limit + 1)),
                list -> new ServerMessage.Rooms(rooms.id(), cut(list, limit), list.size() > limit));
    }

    void unread(ClientMessage.Unread unread) {
        int limit = limit(unread.limit(), ProtocolLimits.LIST_PAGE_MAX);
        if (isTooFast(unread.id(), Rates::takeRead)) {
            return;
        }
        ask(
                unread.id(),
                () -> registry().readMarks().of(user.id(), Optional.ofNullable(unread.after()), limit + 1),
                marks -> new ServerMessage.Unread(unread.id(), cut(marks, limit), marks.size() > limit));
    }

    /** The others of the user's connections are told too. */
    void read(ClientMessage.Read read, Room room) {
        if (isTooFast(read.id(), Rates::takeRead)) {
            return;
        }
        ask(read.id(), () -> advance(room, read.seq()), mark -> {
            user.tellOthers(session, new ServerMessage.ReadUpTo(null, mark));
            return new ServerMessage.ReadUpTo(read.id(), mark);
        });
    }

    /** A room without events is not known to the store, and there is nothing in it to be read. */
    private CompletionStage<ReadMark> advance(Room room, long seq) {
        return room.summary().seq() == 0
                ? CompletableFuture.completedStage(ReadMark.none(room.name()))
                : registry().readMarks().advance(user.id(), room.name(), seq);
    }

    void search(ClientMessage.Search search) {
        if (isTooFast(search.id(), Rates::takeSearch)) {
            return;
        }
        try {
            MessageSearch.Request request = new MessageSearch.Request(
                    user.id(),
                    SearchQuery.parse(search.query()),
                    Optional.ofNullable(search.room()),
                    Optional.ofNullable(search.from()),
                    Optional.ofNullable(search.cursor()),
                    limit(search.limit(), ProtocolLimits.SEARCH_PAGE_DEFAULT));
            ask(
                    search.id(),
                    () -> found(request),
                    found -> new ServerMessage.Found(
                            search.id(), found.hits(), found.next().orElse(null)));
        } catch (ProtocolException e) {
            session.send(e.withId(search.id()).toFailure());
        }
    }

    /** Hits bring their messages along, and those may be long: then the page is read once more, as far as it fits. */
    private CompletionStage<MessageSearch.Found> found(MessageSearch.Request request) {
        return registry().search().search(request).thenCompose(found -> {
            int fitting = fitting(found.hits());
            return fitting == found.hits().size()
                    ? CompletableFuture.completedStage(found)
                    : registry()
                            .search()
                            .search(new MessageSearch.Request(
                                    request.asker(),
                                    request.query(),
                                    request.room(),
                                    request.from(),
                                    request.cursor(),
                                    fitting));
        });
    }

    private static int fitting(List<ServerMessage.Hit> hits) {
        long bytes = 0;
        for (int i = 0; i < hits.size(); i++) {
            bytes += Draft.weightBytes(hits.get(i).post());
            if (bytes > FOUND_BYTES_MAX && i > 0) {
                return i;
            }
        }
        return hits.size();
    }

    /** What {@link Room#find} says; it reads the store like any other question, and waits like one. */
    void find(Room room, Draft draft, Consumer<Optional<Appended>> answer) {
        waiting.add(() -> room.find(
                draft,
                known -> Loops.run(session.connection(), () -> {
                    underWay--;
                    answer.accept(known);
                    askNext();
                })));
        askNext();
    }

    /** Whether this is more than the user may ask; then it was told. */
    private boolean isTooFast(@Nullable Long id, ToLongBiFunction<Rates, Long> take) {
        long waitNanos =
                take.applyAsLong(user.rates(), session.services().nanoTime().getAsLong());
        if (waitNanos > 0) {
            session.tooFast(id, null, waitNanos);
        }
        return waitNanos > 0;
    }

    private RoomRegistry registry() {
        return session.services().rooms();
    }

    private static int limit(@Nullable Integer asked, int otherwise) {
        return asked == null ? otherwise : asked;
    }

    private static <T> List<T> cut(List<T> list, int limit) {
        return list.size() > limit ? list.subList(0, limit) : list;
    }

    private <T> void ask(@Nullable Long id, Supplier<CompletionStage<T>> question, Function<T, ServerMessage> answer) {
        reads.began();
        waiting.add(() -> begin(id, question, answer));
        askNext();
    }

    /** Goes on with what waits, as far as the channel takes answers. */
    void askNext() {
        while (underWay < UNDER_WAY_MAX
                && !waiting.isEmpty()
                && session.connection().isWritable()) {
            underWay++;
            waiting.remove().run();
        }
    }

    /** The client is gone, nobody waits any more. */
    void end() {
        waiting.clear();
    }

    private <T> void begin(
            @Nullable Long id, Supplier<CompletionStage<T>> question, Function<T, ServerMessage> answer) {
        asked(question)
                .whenComplete((value, failure) -> Loops.run(session.connection(), () -> {
                    underWay--;
                    reads.answered();
                    session.answer(failure == null ? answer.apply(value) : failure(id, failure));
                    askNext();
                }));
    }

    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static ServerMessage failure(@Nullable Long id, Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return why instanceof MessageSearch.BadCursor
                ? new ServerMessage.Failure(
                        id, ErrorCode.INVALID_FIELD, String.valueOf(why.getMessage()), "cursor", null, null, null)
                : JsonSession.internal(id);
    }
}
