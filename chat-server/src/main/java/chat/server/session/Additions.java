package chat.server.session;

import chat.protocol.Author;
import chat.protocol.ClientMessage;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.server.room.Outcome;
import chat.server.room.Person;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A {@code chat.v1} client's way of adding to a room's log, whatever it adds: rates, then the room, then {@code ack} or
 * {@code error}.
 */
final class Additions {
    private final JsonSession session;
    private final Speaker speaker;
    private final Memberships memberships;
    private final Questions questions;

    /** What somebody wants to add. */
    interface Wish {
        /** With who it is, under the name of this moment. */
        Draft of(Author from);
    }

    /** Where it is to be added. */
    private interface Place {
        Room room();

        /** Gives the draft to the room. */
        void post(Person person, Draft draft, Consumer<Outcome> done);

        /** Whether the room is gone for the client by now: then it hears what a stranger would. */
        boolean isOver();

        /** It is decided; any thread. */
        void done();
    }

    Additions(JsonSession session, Speaker speaker, Memberships memberships, Questions questions) {
        this.session = session;
        this.speaker = speaker;
        this.memberships = memberships;
        this.questions = questions;
    }

    /** Adds to a room that the connection is in. */
    void add(ClientMessage.Addition addition, Wish wish) {
        memberships
                .of(addition.room())
                .ifPresentOrElse(
                        membership -> add(addition, wish, in(membership)),
                        () -> refuse(addition, memberships.notIn(addition.room())));
    }

    private static Place in(Membership membership) {
        return new Place() {
            @Override
            public Room room() {
                return membership.room();
            }

            @Override
            public void post(Person person, Draft draft, Consumer<Outcome> done) {
                room().post(membership.member(), person, draft, done);
            }

            @Override
            public boolean isOver() {
                return membership.isOver();
            }

            @Override
            public void done() {
                // The membership goes on.
            }
        };
    }

    /** Adds to a room that the user may know of, wherever the connection is. */
    void addFromAnywhere(ClientMessage.Addition addition, Wish wish) {
        RoomRegistry rooms = session.services().rooms();
        RoomName name = addition.room();
        rooms.reserve(name, speaker.person())
                .ifPresentOrElse(
                        room -> add(addition, wish, reserved(rooms, room)),
                        () -> refuse(addition, memberships.notIn(name)));
    }

    private static Place reserved(RoomRegistry rooms, Room room) {
        return new Place() {
            @Override
            public Room room() {
                return room;
            }

            @Override
            public void post(Person person, Draft draft, Consumer<Outcome> done) {
                room.post(person, draft, done);
            }

            @Override
            public boolean isOver() {
                return false;
            }

            @Override
            public void done() {
                rooms.release(room);
            }
        };
    }

    /** Refuses it, unless it is stored already. */
    void refuseUnlessKnown(ClientMessage.Addition addition, Wish wish, Room room, Refusal why) {
        long waitNanos = speaker.take(Rates.Kind.SEND, session.nanoTime());
        memberships.reads().began();
        Place place = reserved(session.services().rooms(), room);
        orKnown(addition, wish.of(speaker.author()), place, () -> {
            if (waitNanos > 0) {
                session.tooFast(addition.id(), addition.cid(), waitNanos);
            } else {
                refuse(addition, why);
            }
        });
    }

    private void add(ClientMessage.Addition addition, Wish wish, Place place) {
        Draft draft = wish.of(speaker.author());
        long waitNanos = speaker.take(Rates.Kind.SEND, session.nanoTime());
        memberships.reads().began();
        if (waitNanos == 0) {
            place.post(speaker.person(), draft, outcome -> {
                place.done();
                Loops.run(session.connection(), () -> decided(addition, draft, place, outcome));
            });
        } else {
            place.done();
            orKnown(addition, draft, place, () -> session.tooFast(addition.id(), addition.cid(), waitNanos));
        }
    }

    private void decided(ClientMessage.Addition addition, Draft draft, Place place, Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            if (answered.appended() instanceof Appended.Duplicate || isOurFault(answered.appended())) {
                speaker.giveBack(Rates.Kind.SEND);
            }
            answer(addition, place, answered.appended());
        } else if (outcome instanceof Outcome.Denied denied) {
            if (denied.isOverInTime()) {
                // Who comes back then must not be refused for having been refused.
                speaker.giveBack(Rates.Kind.SEND);
            }
            orKnown(addition, draft, place, () -> refuse(addition, denied.why()));
        }
    }

    /** Sending again what is stored already is answered, also when it is too fast or not allowed any more. */
    private void orKnown(ClientMessage.Addition addition, Draft draft, Place place, Runnable otherwise) {
        questions.find(
                place.room(),
                draft,
                known -> Loops.run(session.connection(), () -> {
                    if (known.isPresent()) {
                        answer(addition, place, known.get());
                        return;
                    }
                    memberships.reads().answered();
                    if (place.isOver()) {
                        refuse(addition, memberships.notIn(addition.room()));
                    } else {
                        otherwise.run();
                    }
                }));
    }

    /** What could not be stored costs nothing; what could never be stored does. */
    private static boolean isOurFault(Appended result) {
        return result instanceof Appended.Unwritable
                || (result instanceof Appended.Refused refused
                        && (refused.reason() == Appended.Reason.OVERLOADED
                                || refused.reason() == Appended.Reason.UNAVAILABLE));
    }

    private void answer(ClientMessage.Addition addition, Place place, Appended result) {
        memberships.reads().answered();
        Optional<Refusal> refusal =
                place.isOver() ? Optional.of(memberships.notIn(addition.room())) : Refusal.of(result);
        if (refusal.isPresent()) {
            refuse(addition, refusal.get());
        } else if (result instanceof Appended.Committed committed) {
            ack(addition, committed.event().seq(), committed.event().at(), false);
        } else if (result instanceof Appended.Duplicate duplicate) {
            ack(addition, duplicate.seq(), duplicate.at(), true);
        }
    }

    private void ack(ClientMessage.Addition addition, long seq, long at, boolean duplicate) {
        session.answer(new ServerMessage.Ack(addition.id(), addition.room(), addition.cid(), seq, at, duplicate));
    }

    void refuse(ClientMessage.Addition addition, Refusal why) {
        session.refuse(addition.id(), addition.cid(), why);
    }
}
