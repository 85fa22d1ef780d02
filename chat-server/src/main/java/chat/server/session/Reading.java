package chat.server.session;

import chat.protocol.Act;
import chat.protocol.ClientMessage;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.Report;
import chat.protocol.RoomMessage;
import chat.protocol.RoomName;
import chat.protocol.RoomSummary;
import chat.protocol.ServerMessage;
import chat.server.room.LogPage;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import chat.server.store.PageRequest;
import chat.server.store.SearchQuery;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code chat.v1} client reads of rooms. Whether it may is looked at when it asks and once more when it is answered: who
 * was sent out of a room meanwhile hears nothing more of it. On the channel's event loop.
 */
final class Reading {
    private final JsonSession session;
    private final Speaker speaker;
    private final Memberships memberships;
    private final Questions questions;

    Reading(JsonSession session, Speaker speaker, Memberships memberships, Questions questions) {
        this.session = session;
        this.speaker = speaker;
        this.memberships = memberships;
        this.questions = questions;
    }

    void history(ClientMessage.History history, Membership in) {
        Room room = in.room();
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
        questions.ask(
                Rates.Kind.PAGE,
                history.id(),
                question,
                in(
                        in,
                        history.id(),
                        page -> new ServerMessage.History(
                                history.id(), history.room(), page.events(), page.first(), page.more())));
    }

    void versions(ClientMessage.Versions versions, Membership in) {
        questions.ask(
                Rates.Kind.PAGE,
                versions.id(),
                () -> in.room().log().versions(versions.target()),
                in(
                        in,
                        versions.id(),
                        texts -> new ServerMessage.Versions(versions.id(), versions.room(), versions.target(), texts)));
    }

    void pins(ClientMessage.Pins pins, Membership in) {
        questions.ask(
                Rates.Kind.PAGE,
                pins.id(),
                () -> in.room().log().pins(),
                in(in, pins.id(), events -> new ServerMessage.Pins(pins.id(), pins.room(), events)));
    }

    void members(ClientMessage.Members members, Membership in) {
        int limit = limit(members.limit(), ProtocolLimits.LIST_PAGE_MAX);
        questions.ask(
                Rates.Kind.PAGE,
                members.id(),
                () -> in.room().members(Optional.ofNullable(members.after()), limit),
                in(
                        in,
                        members.id(),
                        page -> new ServerMessage.Members(
                                members.id(), members.room(), page.count(), page.members(), page.more())));
    }

    /** What is found is told only if the user may still read: they may also have left, and been sent out after that. */
    private <T> Function<T, ServerMessage> in(Membership in, @Nullable Long id, Function<T, ServerMessage> answer) {
        return value -> {
            Optional<Refusal> refusal = in.isOver() ? Optional.of(memberships.notIn(in.name())) : whyNotRead(in.name());
            return refusal.map(why -> JsonSession.failure(id, null, why)).orElseGet(() -> answer.apply(value));
        };
    }

    void rooms(ClientMessage.Rooms rooms) {
        int limit = limit(rooms.limit(), ProtocolLimits.LIST_PAGE_MAX);
        questions.ask(
                rooms.id(),
                () -> CompletableFuture.completedStage(registry().list(Optional.ofNullable(rooms.after()), limit + 1)),
                list -> {
                    ListPage<RoomSummary> page = ListPage.of(list, limit, Reading::weightBytes);
                    return new ServerMessage.Rooms(rooms.id(), page.entries(), page.more());
                });
    }

    private static long weightBytes(RoomSummary summary) {
        return ListPage.ENTRY_BYTES
                + ListPage.weightBytes(summary.room().value())
                + ListPage.weightBytes(summary.title().value())
                + ListPage.weightBytes(summary.topic().value())
                + ListPage.weightBytes(summary.description().value());
    }

    void unread(ClientMessage.Unread unread) {
        int limit = limit(unread.limit(), ProtocolLimits.LIST_PAGE_MAX);
        questions.ask(
                Rates.Kind.READ,
                unread.id(),
                () -> registry().readMarks().of(speaker.id(), Optional.ofNullable(unread.after()), limit + 1),
                marks -> new ServerMessage.Unread(
                        unread.id(),
                        cut(marks, limit).stream()
                                .filter(mark -> mayRead(mark.room()))
                                .toList(),
                        marks.size() > limit));
    }

    /** Whether the user may read a room at this moment. */
    private boolean mayRead(RoomName name) {
        return whyNotRead(name).isEmpty();
    }

    private Optional<Refusal> whyNotRead(RoomName name) {
        return registry()
                .find(name, speaker.person())
                .map(room -> room.refusal(Act.READ, speaker.person()))
                .orElse(Optional.of(Refusal.of(ErrorCode.NO_SUCH_ROOM)));
    }

    /** The others of the user's connections are told too, and in direct rooms the other people. */
    void read(ClientMessage.Read read) {
        Optional<Refusal> refusal = whyNotRead(read.room());
        if (refusal.isPresent()) {
            session.refuse(read.id(), null, refusal.get());
            return;
        }
        questions.ask(
                Rates.Kind.READ,
                read.id(),
                () -> registry().readMarks().advance(speaker.id(), read.room(), read.seq()),
                mark -> told(read, mark));
    }

    private ServerMessage told(ClientMessage.Read read, ReadMark mark) {
        Optional<Refusal> refused = whyNotRead(read.room());
        if (refused.isPresent()) {
            return JsonSession.failure(read.id(), null, refused.get());
        }
        speaker.user().tellOthers(session, new ServerMessage.ReadUpTo(null, mark));
        registry()
                .find(read.room(), speaker.person())
                .ifPresent(room -> room.receipts().moved(speaker.id(), mark.seq()));
        return new ServerMessage.ReadUpTo(read.id(), mark);
    }

    void search(ClientMessage.Search search) {
        Optional<Refusal> refusal = Optional.ofNullable(search.room()).flatMap(this::whyNotRead);
        if (refusal.isPresent()) {
            session.refuse(search.id(), null, refusal.get());
            return;
        }
        // First, so that what cannot be searched for costs as much.
        if (questions.isTooFast(search.id(), Rates.Kind.SEARCH)) {
            return;
        }
        try {
            MessageSearch.Request request = new MessageSearch.Request(
                    speaker.id(),
                    SearchQuery.parse(search.query()),
                    Optional.ofNullable(search.room()),
                    Optional.ofNullable(search.from()),
                    Optional.ofNullable(search.cursor()),
                    limit(search.limit(), ProtocolLimits.SEARCH_PAGE_DEFAULT));
            questions.ask(search.id(), () -> found(request), found -> told(search, found));
        } catch (ProtocolException e) {
            session.send(e.withId(search.id()).toFailure());
        }
    }

    /** Only what may be read at this moment: while it was looked for, the user may have been sent out of a room. */
    private ServerMessage told(ClientMessage.Search search, MessageSearch.Found found) {
        Optional<Refusal> refusal = Optional.ofNullable(search.room()).flatMap(this::whyNotRead);
        if (refusal.isPresent()) {
            return JsonSession.failure(search.id(), null, refusal.get());
        }
        List<ServerMessage.Hit> hits =
                found.hits().stream().filter(hit -> mayRead(hit.post().room())).toList();
        return new ServerMessage.Found(search.id(), hits, found.next().orElse(null));
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
        return ListPage.of(hits, hits.size(), hit -> Draft.weightBytes(hit.post()))
                .entries()
                .size();
    }

    void reports(RoomMessage.Reports asked, Room room) {
        // One more is asked for than is told, and the store has a limit too.
        int limit = Math.min(limit(asked.limit(), ProtocolLimits.LIST_PAGE_MAX), ProtocolLimits.LIST_PAGE_MAX - 1);
        long after = asked.after() == null ? 0 : asked.after();
        questions.ask(
                Rates.Kind.PAGE,
                asked.id(),
                () -> room.reports().open(after, limit + 1),
                open -> room.refusal(Act.SEE_REPORTS, speaker.person())
                        .map(why -> JsonSession.failure(asked.id(), null, why))
                        .orElseGet(() -> told(asked, ListPage.of(open, limit, Reading::weightBytes))));
    }

    private static ServerMessage told(RoomMessage.Reports asked, ListPage<Report> page) {
        return new ServerMessage.Reports(asked.id(), asked.room(), page.entries(), page.more());
    }

    private static long weightBytes(Report report) {
        return ListPage.ENTRY_BYTES
                + Draft.weightBytes(report.post())
                + ListPage.weightBytes(report.reason().value());
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
}
