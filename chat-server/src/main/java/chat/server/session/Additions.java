package chat.server.session;

import chat.protocol.Author;
import chat.protocol.ClientMessage;
import chat.protocol.ErrorCode;
import chat.protocol.ServerMessage;
import chat.server.room.Room;
import chat.server.store.Appended;
import chat.server.store.Draft;
import org.jspecify.annotations.Nullable;

/**
 * A {@code chat.v1} client's way of adding to a room's log, whatever it adds: rates, then the room, then {@code ack} or
 * {@code error}.
 */
final class Additions {
    /** When it makes sense to try again while there is too much on its way into the store. */
    static final long OVERLOADED_RETRY_MILLIS = 1_000;

    /** When it makes sense to try again while the store cannot be written to: somebody has to make room, as a rule. */
    static final long UNWRITABLE_RETRY_MILLIS = 5_000;

    private final JsonSession session;
    private final OnlineUser user;
    private final ReadGate reads;
    private final Questions questions;

    /** What somebody wants to add. */
    interface Wish {
        /** With who it is, under the name of this moment. */
        Draft of(Author from);
    }

    Additions(JsonSession session, OnlineUser user, ReadGate reads, Questions questions) {
        this.session = session;
        this.user = user;
        this.reads = reads;
        this.questions = questions;
    }

    void add(ClientMessage.Addition addition, Wish wish, Room room) {
        Draft draft = wish.of(user.user().asAuthor());
        long waitNanos = user.rates().takeSend(session.services().nanoTime().getAsLong());
        reads.began();
        if (waitNanos == 0) {
            room.post(draft, result -> Loops.run(session.connection(), () -> added(addition, result)));
        } else {
            // Sending again what is stored already costs nothing, also when the rate is used up.
            questions.find(
                    room,
                    draft,
                    known -> Loops.run(
                            session.connection(),
                            () -> known.ifPresentOrElse(
                                    result -> answer(addition, result), () -> limited(addition, waitNanos))));
        }
    }

    private void added(ClientMessage.Addition addition, Appended result) {
        if (result instanceof Appended.Duplicate || isOurFault(result)) {
            user.rates().giveBackSend();
        }
        answer(addition, result);
    }

    /** What could not be stored costs nothing; what could never be stored does. */
    private static boolean isOurFault(Appended result) {
        return result instanceof Appended.Unwritable
                || (result instanceof Appended.Refused refused
                        && (refused.reason() == Appended.Reason.OVERLOADED
                                || refused.reason() == Appended.Reason.UNAVAILABLE));
    }

    private void answer(ClientMessage.Addition addition, Appended result) {
        reads.answered();
        if (result instanceof Appended.Committed committed) {
            ack(addition, committed.event().seq(), committed.event().at(), false);
        } else if (result instanceof Appended.Duplicate duplicate) {
            ack(addition, duplicate.seq(), duplicate.at(), true);
        } else if (result instanceof Appended.Refused refused) {
            refused(addition, refused.reason());
        } else if (result instanceof Appended.Unwritable unwritable) {
            String message = ErrorCode.UNWRITABLE.sentence() + " Why: " + unwritable.why();
            fail(addition, ErrorCode.UNWRITABLE, message, JsonSession.soon(UNWRITABLE_RETRY_MILLIS));
        }
    }

    private void ack(ClientMessage.Addition addition, long seq, long at, boolean duplicate) {
        session.answer(new ServerMessage.Ack(addition.id(), addition.room(), addition.cid(), seq, at, duplicate));
    }

    private void refused(ClientMessage.Addition addition, Appended.Reason reason) {
        switch (reason) {
            case CID_REUSED -> fail(addition, ErrorCode.CID_REUSED);
            case NO_SUCH_TARGET -> fail(addition, ErrorCode.NO_SUCH_MESSAGE);
            case NOT_AUTHOR -> fail(addition, ErrorCode.NOT_AUTHOR);
            case ALREADY_MEMBER -> fail(addition, ErrorCode.ALREADY_MEMBER);
            case NO_SUCH_MEMBER -> fail(addition, ErrorCode.NO_SUCH_MEMBER);
            case TOO_MANY_MEMBERS -> fail(addition, ErrorCode.TOO_MANY_MEMBERS);
            case LAST_OWNER -> fail(addition, ErrorCode.LAST_OWNER);
            case TOO_MANY_REACTIONS -> fail(addition, ErrorCode.TOO_MANY_REACTIONS);
            case TOO_MANY_PINS -> fail(addition, ErrorCode.TOO_MANY_PINS);
            case REJECTED -> fail(addition, ErrorCode.INVALID_FIELD);
            case OVERLOADED ->
                fail(
                        addition,
                        ErrorCode.OVERLOADED,
                        ErrorCode.OVERLOADED.sentence(),
                        JsonSession.soon(OVERLOADED_RETRY_MILLIS));
            case UNAVAILABLE ->
                fail(
                        addition,
                        ErrorCode.INTERNAL,
                        ErrorCode.INTERNAL.sentence(),
                        JsonSession.soon(JsonSession.INTERNAL_RETRY_MILLIS));
        }
    }

    private void limited(ClientMessage.Addition addition, long waitNanos) {
        reads.answered();
        session.tooFast(addition.id(), addition.cid(), waitNanos);
    }

    void fail(ClientMessage.Addition addition, ErrorCode code) {
        fail(addition, code, code.sentence(), null);
    }

    private void fail(
            ClientMessage.Addition addition, ErrorCode code, String message, @Nullable Long retryAfterMillis) {
        session.answer(
                new ServerMessage.Failure(addition.id(), code, message, null, addition.cid(), null, retryAfterMillis));
    }
}
