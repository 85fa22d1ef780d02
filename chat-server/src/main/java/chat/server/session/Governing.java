package chat.server.session;

import chat.protocol.Act;
import chat.protocol.Author;
import chat.protocol.ClientMessage;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolLimits;
import chat.protocol.Reason;
import chat.protocol.Restriction;
import chat.protocol.RoomEvent;
import chat.protocol.RoomMessage;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.room.Governance;
import chat.server.room.People;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.store.Draft;
import chat.server.store.PageRequest;
import chat.server.store.StoredMember;
import chat.server.store.StoredRestriction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a {@code chat.v1} client does in rooms by its role there. On the channel's event loop. */
final class Governing {
    private final JsonSession session;
    private final Speaker speaker;
    private final Questions questions;
    private final Reading reading;
    private final Additions additions;

    Governing(JsonSession session, Speaker speaker, Questions questions, Reading reading, Additions additions) {
        this.session = session;
        this.speaker = speaker;
        this.questions = questions;
        this.reading = reading;
        this.additions = additions;
    }

    void invite(RoomMessage.Invite invite) {
        Optional<Room> room = room(invite.room());
        Optional<Refusal> refusal = room.flatMap(known -> known.refusal(Act.INVITE, speaker.person()));
        if (room.isEmpty()) {
            additions.refuse(invite, Refusal.of(ErrorCode.NO_SUCH_ROOM));
            return;
        }
        Optional<Author> user = known(room.get(), invite.user());
        Additions.Wish wish = from -> new Draft.AddMember(
                from, invite.cid(), user.orElse(gone(invite.user())), invite.role(), roomMembersMax());
        if (refusal.isPresent() || user.isEmpty()) {
            Refusal why = refusal.orElse(Refusal.of(ErrorCode.NO_SUCH_USER));
            additions.refuseUnlessKnown(invite, wish, room.get(), why);
            return;
        }
        questions.unlessBlocked(
                invite.user(),
                why -> additions.refuseUnlessKnown(invite, wish, room.get(), why),
                () -> additions.addFromAnywhere(invite, wish));
    }

    /** Somebody of whom nothing but the id is known: enough to tell whether something was done to them before. */
    private Author gone(UserId user) {
        return new Author(user, speaker.author().name());
    }

    void removeMember(RoomMessage.RemoveMember remove) {
        about(
                remove,
                remove.user(),
                ErrorCode.NO_SUCH_MEMBER,
                (from, user) -> new Draft.RemoveMember(from, remove.cid(), user));
    }

    /** Who has none yet is invited by it. */
    void setRole(RoomMessage.SetRole set) {
        Optional<Room> room = room(set.room());
        boolean invites = room.isPresent()
                && room.get().name().isPublic()
                && !set.user().equals(speaker.id())
                && !room.get().access().members().containsKey(set.user());
        if (invites) {
            questions.unlessBlocked(set.user(), why -> additions.refuse(set, why), () -> giveRole(set));
        } else {
            giveRole(set);
        }
    }

    private void giveRole(RoomMessage.SetRole set) {
        about(
                set,
                set.user(),
                ErrorCode.NO_SUCH_USER,
                (from, user) -> new Draft.SetRole(from, set.cid(), user, set.role(), roomMembersMax()));
    }

    private void about(
            ClientMessage.Addition addition, UserId user, ErrorCode nobody, BiFunction<Author, Author, Draft> draft) {
        Optional<Room> room = room(addition.room());
        Optional<Author> target = room.flatMap(known -> known(known, user));
        if (room.isEmpty()) {
            additions.refuse(addition, Refusal.of(ErrorCode.NO_SUCH_ROOM));
        } else if (target.isEmpty()) {
            Additions.Wish wish = from -> draft.apply(from, gone(user));
            additions.refuseUnlessKnown(addition, wish, room.get(), Refusal.of(nobody));
        } else {
            additions.addFromAnywhere(addition, from -> draft.apply(from, target.get()));
        }
    }

    void deleteRoom(RoomMessage.DeleteRoom delete) {
        govern(delete.id(), delete.room(), room -> room.governance().delete(speaker.person()));
    }

    void kick(RoomMessage.Kick kick) {
        Optional<Reason> why = Optional.ofNullable(kick.reason());
        governSomebody(
                kick.id(),
                kick.room(),
                kick.user(),
                (room, user) -> room.governance().kick(speaker.person(), user, why));
    }

    void restrict(RoomMessage.Restrict restrict) {
        OptionalLong seconds = restrict.seconds() == null ? OptionalLong.empty() : OptionalLong.of(restrict.seconds());
        governSomebody(
                restrict.id(),
                restrict.room(),
                restrict.user(),
                (room, user) -> restrict.on()
                        ? room.governance()
                                .restrict(
                                        speaker.person(),
                                        new Governance.Wish(
                                                restrict.kind(),
                                                user,
                                                seconds,
                                                restrict.byAddress(),
                                                Optional.ofNullable(restrict.reason())))
                        : room.governance().lift(speaker.person(), restrict.kind(), user));
    }

    void restrictions(RoomMessage.Restrictions asked) {
        int limit = asked.limit() == null ? ProtocolLimits.LIST_PAGE_MAX : asked.limit();
        Optional<Room> room = room(asked.room());
        Optional<Refusal> refusal = room.flatMap(known -> known.refusal(Act.BAN, speaker.person()));
        if (room.isEmpty() || refusal.isPresent()) {
            session.refuse(asked.id(), null, refusal.orElse(Refusal.of(ErrorCode.NO_SUCH_ROOM)));
            return;
        }
        questions.ask(
                Rates.Kind.PAGE,
                asked.id(),
                () -> CompletableFuture.completedStage(byUser(room.get(), Optional.ofNullable(asked.after()))),
                byUser -> room.get()
                        .refusal(Act.BAN, speaker.person())
                        .map(why -> JsonSession.failure(asked.id(), null, why))
                        .orElseGet(() -> told(asked, ListPage.of(byUser, limit, Governing::weightBytes))));
    }

    private static ServerMessage told(RoomMessage.Restrictions asked, ListPage<List<Restriction>> page) {
        List<Restriction> entries =
                page.entries().stream().flatMap(List::stream).toList();
        return new ServerMessage.Restrictions(asked.id(), asked.room(), entries, page.more());
    }

    /** Those of each user together, in the order of their ids. */
    private static List<List<Restriction>> byUser(Room room, Optional<UserId> after) {
        TreeMap<UserId, List<Restriction>> byUser = room.governance().restrictions().stream()
                .flatMap(Governing::told)
                .filter(entry -> after.isEmpty() || entry.user().id().compareTo(after.get()) > 0)
                .collect(Collectors.groupingBy(entry -> entry.user().id(), TreeMap::new, Collectors.toList()));
        return List.copyOf(byUser.values());
    }

    private static long weightBytes(List<Restriction> ofUser) {
        long bytes = 0;
        for (Restriction restriction : ofUser) {
            Reason why = restriction.reason();
            bytes += ListPage.ENTRY_BYTES + (why == null ? 0 : ListPage.weightBytes(why.value()));
        }
        return bytes;
    }

    private static Stream<Restriction> told(StoredRestriction restriction) {
        return restriction.target().user().stream()
                .map(user -> new Restriction(
                        user,
                        restriction.kind(),
                        restriction.until().isPresent()
                                ? Long.valueOf(restriction.until().getAsLong())
                                : null,
                        restriction.reason().orElse(null),
                        restriction.by(),
                        restriction.at(),
                        restriction.target().address().isPresent()));
    }

    void report(RoomMessage.Report report) {
        govern(
                report.id(),
                report.room(),
                room -> room.reports().report(speaker.person(), report.target(), report.reason()));
    }

    void reports(RoomMessage.Reports asked) {
        Optional<Room> room = room(asked.room());
        Optional<Refusal> refusal = room.flatMap(known -> known.refusal(Act.SEE_REPORTS, speaker.person()));
        if (room.isEmpty() || refusal.isPresent()) {
            session.refuse(asked.id(), null, refusal.orElse(Refusal.of(ErrorCode.NO_SUCH_ROOM)));
        } else {
            reading.reports(asked, room.get());
        }
    }

    void resolve(RoomMessage.ResolveReport resolve) {
        govern(
                resolve.id(),
                resolve.room(),
                room -> room.reports().resolve(speaker.person(), resolve.report(), resolve.outcome()));
    }

    private interface Deed extends Function<Room, CompletionStage<Optional<Refusal>>> {}

    private void governSomebody(
            @Nullable Long id,
            RoomName name,
            UserId user,
            BiFunction<Room, Author, CompletionStage<Optional<Refusal>>> deed) {
        govern(
                id,
                name,
                room -> known(room, user)
                        .map(target -> deed.apply(room, target))
                        .orElseGet(() -> author(room, user)
                                .thenCompose(author -> author.map(target -> deed.apply(room, target))
                                        .orElseGet(() -> CompletableFuture.completedStage(
                                                Optional.of(Refusal.of(ErrorCode.NO_SUCH_USER)))))));
    }

    /** A guest who said something a while ago and is gone. */
    private CompletionStage<Optional<Author>> author(Room room, UserId user) {
        Optional<Refusal> refusal = room.refusal(Act.SEE_REPORTS, speaker.person());
        return refusal.isPresent()
                ? CompletableFuture.completedStage(Optional.empty())
                : room.log()
                        .page(PageRequest.Direction.BEFORE, Long.MAX_VALUE, ProtocolLimits.HISTORY_PAGE_MAX)
                        .thenApply(page -> page.events().stream()
                                .map(RoomEvent::from)
                                .filter(author -> author.id().equals(user))
                                .reduce((older, newer) -> newer));
    }

    private void govern(@Nullable Long id, RoomName name, Deed deed) {
        RoomRegistry rooms = session.services().rooms();
        Optional<Room> room = rooms.reserve(name, speaker.person());
        if (room.isEmpty()) {
            session.fail(id, ErrorCode.NO_SUCH_ROOM);
            return;
        }
        questions.deed(id, () -> deed.apply(room.get()), () -> rooms.release(room.get()));
    }

    private Optional<Room> room(RoomName name) {
        return session.services().rooms().find(name, speaker.person());
    }

    /** Somebody who can be found, or whom the room knows. */
    private Optional<Author> known(Room room, UserId user) {
        return session.services()
                .users()
                .find(user)
                .map(People.Known::user)
                .map(found -> found.asAuthor())
                .or(() -> Optional.ofNullable(room.access().members().get(user)).map(StoredMember::author))
                .or(() -> room.governance().restrictions().stream()
                        .flatMap(restriction -> restriction.target().user().stream())
                        .filter(restricted -> restricted.id().equals(user))
                        .findFirst());
    }

    private int roomMembersMax() {
        return session.services().config().rooms().roomMembersMax();
    }
}
