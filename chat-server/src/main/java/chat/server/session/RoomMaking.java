package chat.server.session;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.ClientMessage;
import chat.protocol.Description;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolLimits;
import chat.protocol.Role;
import chat.protocol.RoomMessage;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.room.People;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.Moderation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes rooms for a {@code chat.v1} client: public, private and direct ones. On the channel's event loop. */
final class RoomMaking {
    private final JsonSession session;
    private final Speaker speaker;
    private final Questions questions;
    private final ReadGate reads;

    RoomMaking(JsonSession session, Speaker speaker, Questions questions, ReadGate reads) {
        this.session = session;
        this.speaker = speaker;
        this.questions = questions;
        this.reads = reads;
    }

    private RoomRegistry rooms() {
        return session.services().rooms();
    }

    void create(ClientMessage.CreateRoom create) {
        if (create.visibility() == Visibility.PRIVATE) {
            createPrivate(create);
        } else {
            createPublic(create, Objects.requireNonNull(create.room()));
        }
    }

    private void createPublic(ClientMessage.CreateRoom create, RoomName name) {
        Optional<Room> existing = rooms().find(name, speaker.person());
        if (existing.isPresent()) {
            created(create.id(), existing.get(), false);
        } else if (!name.isPublic()) {
            session.fail(create.id(), ErrorCode.NO_SUCH_ROOM);
        } else if (mayMake(create.id())) {
            Draft owner =
                    new Draft.SetRole(speaker.author(), serverCid(), speaker.author(), Role.OWNER, roomMembersMax());
            make(create.id(), name, settings(create, RoomTitle.of(name)), List.of(owner));
        }
    }

    private void createPrivate(ClientMessage.CreateRoom create) {
        Cid cid = Objects.requireNonNull(create.cid());
        RoomName key = session.services().roomKeys().ofPrivate();
        RoomName wished = create.room();
        RoomTitle title = wished == null ? new RoomTitle(speaker.author().name().value()) : RoomTitle.of(wished);
        Draft founder = new Draft.AddMember(speaker.author(), cid, speaker.author(), Role.OWNER, roomMembersMax());
        // Making it again makes no second one, and is no new room to its rate.
        questions.lookUp(() -> rooms().known(key, founder), why -> session.refuse(create.id(), null, why), known -> {
            if (known.isPresent()) {
                founded(create.id(), cid, known.get());
            } else if (mayMake(create.id())) {
                make(create.id(), key, settings(create, title), List.of(founder));
            }
        });
    }

    private static RoomSettings settings(ClientMessage.CreateRoom create, RoomTitle otherwise) {
        RoomTitle title = create.title();
        Description description = create.description();
        return RoomSettings.of(title == null ? otherwise : title, description == null ? Description.NONE : description);
    }

    /** With these people, who always have the same room. */
    void direct(RoomMessage.Direct direct) {
        Set<UserId> all = new HashSet<>(direct.users());
        all.add(speaker.id());
        RoomName key = session.services().roomKeys().ofDirect(all);
        Optional<Room> existing = rooms().find(key, speaker.person());
        if (existing.isPresent() && existing.get().access().members().size() == all.size()) {
            created(direct.id(), existing.get(), false);
            return;
        }
        TreeMap<UserId, Author> people = new TreeMap<>();
        for (UserId user : all) {
            session.services()
                    .users()
                    .find(user)
                    .map(People.Known::user)
                    .ifPresent(known -> people.put(user, known.asAuthor()));
        }
        if (people.size() < all.size() || all.size() < 2) {
            session.fail(direct.id(), ErrorCode.NO_SUCH_USER);
            return;
        }
        questions.lookUp(() -> anyBlocks(all), why -> session.refuse(direct.id(), null, why), blocks -> {
            if (blocks) {
                session.refuse(direct.id(), null, Refusal.of(ErrorCode.NOT_REACHABLE));
            } else if (mayMake(direct.id())) {
                make(direct.id(), key, RoomSettings.of(title(people.values())), members(people.values()));
            }
        });
    }

    /** Whether one of them blocks another. */
    private CompletionStage<Boolean> anyBlocks(Set<UserId> all) {
        Moderation moderation = rooms().moderation();
        CompletionStage<Boolean> any = CompletableFuture.completedStage(false);
        for (UserId user : all) {
            any = any.thenCombine(moderation.blockersOf(user, all), (found, blockers) -> found || !blockers.isEmpty());
        }
        return any;
    }

    private static RoomTitle title(Iterable<Author> people) {
        List<String> names = new ArrayList<>();
        people.forEach(person -> names.add(person.name().value()));
        String title = String.join(", ", names);
        int length = title.codePointCount(0, title.length());
        int max = ProtocolLimits.ROOM_TITLE_CODE_POINTS_MAX;
        return new RoomTitle(
                length <= max
                        ? title
                        : title.substring(0, title.offsetByCodePoints(0, max)).strip());
    }

    private List<Draft> members(Iterable<Author> people) {
        List<Draft> members = new ArrayList<>();
        for (Author person : people) {
            members.add(new Draft.AddMember(speaker.author(), serverCid(), person, Role.MEMBER, roomMembersMax()));
        }
        return members;
    }

    /** Whether the user may make one more room; if not, that was told. */
    private boolean mayMake(@Nullable Long id) {
        long waitNanos = speaker.take(Rates.Kind.ROOM_CREATION, session.nanoTime());
        if (waitNanos > 0) {
            session.tooFast(id, null, waitNanos);
        }
        return waitNanos == 0;
    }

    private void make(@Nullable Long id, RoomName name, RoomSettings settings, List<Draft> first) {
        Optional<RoomRegistry.Reserved> reserved = rooms().reserveOrCreate(name, settings);
        if (reserved.isEmpty()) {
            session.fail(id, ErrorCode.ROOM_LIMIT);
            return;
        }
        Room room = reserved.get().room();
        if (!reserved.get().made() && name.isPublic()) {
            // Somebody else was faster, and owns it.
            rooms().release(room);
            created(id, room, false);
            return;
        }
        reads.began();
        room.decree(first, results -> {
            rooms().release(room);
            Loops.run(session.connection(), () -> {
                reads.answered();
                made(id, room, first, results);
            });
        });
    }

    private void made(@Nullable Long id, Room room, List<Draft> first, List<Appended> results) {
        boolean created = false;
        for (Appended result : results) {
            boolean isMember =
                    result instanceof Appended.Refused refused && refused.reason() == Appended.Reason.ALREADY_MEMBER;
            if (result instanceof Appended.Duplicate) {
                founded(id, first.get(0).cid(), result);
                return;
            }
            Optional<Refusal> refusal = isMember ? Optional.empty() : Refusal.of(result);
            if (refusal.isPresent()) {
                session.refuse(id, null, refusal.get());
                return;
            }
            created |= !isMember;
        }
        created(id, room, created);
    }

    /** The room that was made by this {@code cid} before, if it is still there for the user. */
    private void founded(@Nullable Long id, Cid cid, Appended known) {
        Optional<Refusal> refusal = Refusal.of(known);
        if (refusal.isPresent()) {
            session.refuse(id, cid, refusal.get());
        } else if (known instanceof Appended.Duplicate duplicate) {
            reads.began();
            rooms().findSettled(duplicate.room(), speaker.person())
                    .whenComplete((room, failure) -> Loops.run(session.connection(), () -> {
                        reads.answered();
                        room.ifPresentOrElse(
                                found -> created(id, found, false),
                                () -> session.refuse(id, null, Refusal.of(ErrorCode.NO_SUCH_ROOM)));
                    }));
        }
    }

    private void created(@Nullable Long id, Room room, boolean created) {
        session.answer(new ServerMessage.RoomCreated(
                id, room.name(), room.title(), room.name().visibility(), created));
    }

    private int roomMembersMax() {
        return session.services().config().rooms().roomMembersMax();
    }

    /** One that no client makes. */
    private static Cid serverCid() {
        return new Cid("server:" + UUID.randomUUID());
    }
}
