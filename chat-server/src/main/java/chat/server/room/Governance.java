package chat.server.room;

import chat.protocol.Act;
import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.ErrorCode;
import chat.protocol.Reason;
import chat.protocol.RemovedReason;
import chat.protocol.RestrictionKind;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.Moderation;
import chat.server.store.Restrictions;
import chat.server.store.StoredRestriction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What those do to others who keep order in a room. Whether they may is decided here; it takes effect on those who are
 * connected before it is answered, and leaves an entry in the trail.
 *
 * <p>Any thread. Stages complete on the room's executor, with why it was not done or with nothing when it was; they fail when
 * the store could not do it.
 */
public final class Governance {
    /** How soon a deletion that failed is tried again. */
    private static final long DELETE_RETRY_MILLIS = 1_000;

    private final Room room;
    private final Gate gate;
    private final Doors doors;
    private final Presence presence;
    private final RoomServices services;
    private final Moderation moderation;
    private final Trail trail;

    /**
     * A mute or a ban that somebody wants.
     *
     * @param seconds for how long; nothing: for ever
     * @param byAddress of a guest, in a public room: also for whoever else comes from there, but for those who keep order
     */
    public record Wish(
            RestrictionKind kind, Author user, OptionalLong seconds, boolean byAddress, Optional<Reason> why) {}

    /** One answer, still to be given. */
    private static final class Answer extends CompletableFuture<Optional<Refusal>> {
        void done() {
            complete(Optional.empty());
        }

        void refuse(ErrorCode code) {
            complete(Optional.of(Refusal.of(code)));
        }
    }

    Governance(Room room, Gate gate, Doors doors, Presence presence, RoomServices services) {
        this.room = room;
        this.gate = gate;
        this.doors = doors;
        this.presence = presence;
        this.services = services;
        this.moderation = services.store().moderation();
        this.trail = new Trail(room);
    }

    /** Sends somebody out of the room; of a private one for good. */
    public CompletionStage<Optional<Refusal>> kick(Person by, Author user, Optional<Reason> why) {
        return decide(() -> gate.refusalOn(Act.KICK, by, user), answer -> {
            ServerMessage.Removed farewell =
                    new ServerMessage.Removed(room.name(), RemovedReason.KICKED, null, why.orElse(null));
            if (!room.name().isPublic()) {
                endMembership(by, user, Optional.of(farewell), answer);
            } else if (presence.has(user.id())) {
                AuditEntry entry = trail.entry(by.id(), "kick", Optional.of(user), "");
                after(
                        () -> moderation.audit(entry),
                        answer,
                        stored -> gate.dismiss(user.id(), () -> {
                            doors.showOut(user.id(), farewell);
                            answer.done();
                        }));
            } else {
                answer.refuse(ErrorCode.NO_SUCH_MEMBER);
            }
        });
    }

    /** Mutes somebody or bans them; a ban from a private room ends a membership. */
    public CompletionStage<Optional<Refusal>> restrict(Person by, Wish wish) {
        return decide(() -> gate.refusalOn(act(wish.kind), by, wish.user), answer -> {
            StoredRestriction restriction = restriction(by, wish);
            AuditEntry entry = trail.entry(by.id(), nameOf(wish.kind), Optional.of(wish.user), detail(restriction));
            after(() -> moderation.restrict(restriction, entry), answer, outcome -> {
                if (outcome == Moderation.Outcome.TOO_MANY) {
                    answer.refuse(ErrorCode.OVERLOADED);
                    return;
                }
                change(known -> known.with(restriction, room.millis()));
                // Nothing more passes from here on, but some of what did may still be on its way into the log.
                gate.afterwards(() -> {
                    if (wish.kind == RestrictionKind.BAN) {
                        banned(by, wish, restriction, answer);
                    } else {
                        answer.done();
                    }
                });
            });
        });
    }

    private static Act act(RestrictionKind kind) {
        return kind == RestrictionKind.BAN ? Act.BAN : Act.MUTE;
    }

    private static String nameOf(RestrictionKind kind) {
        return kind == RestrictionKind.BAN ? "ban" : "mute";
    }

    private static String detail(StoredRestriction restriction) {
        String until =
                restriction.until().isPresent() ? "until=" + restriction.until().getAsLong() : "";
        return restriction.target().address().isPresent() ? until + ",byAddress" : until;
    }

    private StoredRestriction restriction(Person by, Wish wish) {
        long now = room.millis();
        Optional<String> address = wish.byAddress && room.name().isPublic()
                ? services.people().find(wish.user.id()).flatMap(People.Known::guestAddress)
                : Optional.empty();
        return new StoredRestriction(
                Optional.of(room.name()),
                wish.kind,
                new StoredRestriction.Target(Optional.of(wish.user), address),
                wish.seconds.isPresent()
                        ? OptionalLong.of(now + TimeUnit.SECONDS.toMillis(wish.seconds.getAsLong()))
                        : OptionalLong.empty(),
                wish.why,
                by.author(),
                now);
    }

    /** Whoever may no longer be here goes: the user, and who else comes from the address. */
    private void banned(Person by, Wish wish, StoredRestriction ban, Answer answer) {
        Long until = ban.until().isPresent() ? ban.until().getAsLong() : null;
        ServerMessage.Removed farewell =
                new ServerMessage.Removed(room.name(), RemovedReason.BANNED, until, wish.why.orElse(null));
        for (Visitor visitor : presence.connected()) {
            if (room.refusal(Act.READ, visitor.person()).isPresent()
                    && !visitor.user().id().equals(wish.user.id())) {
                doors.showOut(visitor.user().id(), farewell);
            }
        }
        // A stranger to a private room must not learn of it by being kept out.
        if (presence.has(wish.user.id()) || room.access().keeps(wish.user.id())) {
            doors.showOut(wish.user.id(), farewell);
        }
        if (room.name().isPublic() || !room.access().keeps(wish.user.id())) {
            answer.done();
        } else {
            endMembership(by, wish.user, Optional.empty(), answer);
        }
    }

    /** @param farewell what they are told; nothing when they know */
    private void endMembership(Person by, Author user, Optional<ServerMessage.Removed> farewell, Answer answer) {
        doors.prepare(user.id(), farewell);
        Draft draft = new Draft.RemoveMember(by.author(), new Cid("server:" + UUID.randomUUID()), user);
        room.post(by, draft, outcome -> {
            Optional<Refusal> refusal = outcome.refusal();
            if (refusal.isPresent()) {
                doors.unprepare(user.id());
            }
            answer.complete(refusal);
        });
    }

    /** Ends a mute or a ban; one that is over already is no error. */
    public CompletionStage<Optional<Refusal>> lift(Person by, RestrictionKind kind, Author user) {
        return decide(() -> gate.refusalOn(act(kind), by, user), answer -> {
            StoredRestriction.Key key = StoredRestriction.Key.of(Optional.of(room.name()), kind, user.id());
            AuditEntry entry = trail.entry(by.id(), nameOf(kind) + "End", Optional.of(user), "");
            after(() -> moderation.lift(key, entry), answer, held -> {
                change(known -> known.without(key, room.millis()));
                answer.done();
            });
        });
    }

    /** Those who are there hear whether they are muted now. */
    private void change(UnaryOperator<Restrictions> change) {
        Map<UserId, @Nullable Long> before = mutes();
        room.state().restrictions(change);
        mutes().forEach((user, mutedUntil) -> {
            if (!Objects.equals(before.get(user), mutedUntil)) {
                services.people().tell(user, new ServerMessage.Standing(room.name(), mutedUntil));
            }
        });
    }

    private Map<UserId, @Nullable Long> mutes() {
        Access access = room.access();
        Map<UserId, @Nullable Long> mutes = new HashMap<>();
        for (Visitor visitor : presence.visitors()) {
            mutes.put(visitor.user().id(), access.mutedUntil(visitor.person(), room.millis()));
        }
        return mutes;
    }

    /** Deletes the room with all that is in it; not the lobby, which everybody finds. */
    public CompletionStage<Optional<Refusal>> delete(Person by) {
        return decide(
                () -> room.name().equals(RoomName.LOBBY)
                        ? Optional.of(Refusal.of(ErrorCode.FORBIDDEN))
                        : gate.refusal(Act.DELETE_ROOM, by),
                answer -> delete(answer, trail.entry(by.id(), "deleteRoom", Optional.empty(), "")));
    }

    /** As {@link #delete(Person)}, as was decided elsewhere. */
    CompletionStage<Optional<Refusal>> delete(AuditEntry entry) {
        return decide(gate::refusesAll, answer -> delete(answer, entry));
    }

    private void delete(Answer answer, AuditEntry entry) {
        gate.close(() -> askToDelete(answer, entry));
    }

    /**
     * When that fails nobody knows whether the room is gone, and whatever is said there might begin it anew: so its gate stays
     * closed, and the store is asked until it answers.
     */
    private void askToDelete(Answer answer, AuditEntry entry) {
        answer.whenComplete((any, failure) -> {
            if (failure != null) {
                room.loop()
                        .eventLoop()
                        .schedule(() -> askToDelete(new Answer(), entry), DELETE_RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
        after(() -> services.store().delete(room.name(), entry), answer, gone -> {
            doors.showOutAll(new ServerMessage.Removed(room.name(), RemovedReason.DELETED, null, null));
            room.deleted();
            answer.done();
        });
    }

    /** Restrictions by the users' ids, as long as they hold. */
    public List<StoredRestriction> restrictions() {
        return room.access().restrictions().holding(room.millis());
    }

    private CompletionStage<Optional<Refusal>> decide(Supplier<Optional<Refusal>> refusal, Consumer<Answer> step) {
        Answer answer = new Answer();
        room.loop().run(() -> {
            Optional<Refusal> refused = refusal.get();
            if (refused.isPresent()) {
                answer.complete(refused);
            } else {
                step.accept(answer);
            }
        });
        return answer;
    }

    /** Goes on, on the room's executor, once the store has done something. */
    private <T> void after(Supplier<CompletionStage<T>> asked, Answer answer, Consumer<T> next) {
        CompletionStage<T> stage;
        try {
            stage = asked.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedStage(e);
        }
        stage.whenComplete((value, failure) -> room.loop().run(() -> {
            if (failure == null) {
                next.accept(value);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
    }
}
