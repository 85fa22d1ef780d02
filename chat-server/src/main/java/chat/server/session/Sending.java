package chat.server.session;

import chat.protocol.Cid;
import chat.protocol.ClientMessage;
import chat.protocol.ErrorCode;
import chat.protocol.ServerMessage;
import chat.server.room.Room;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@code chat.v1} client's way of posting: rates, then the room, then {@code ack} or {@code error}. */
final class Sending {
    private final JsonSession session;
    private final OnlineUser user;
    private final ReadGate reads;

    Sending(JsonSession session, OnlineUser user, ReadGate reads) {
        this.session = session;
        this.user = user;
        this.reads = reads;
    }

    void send(ClientMessage.Send send, Room room) {
        Draft draft = new Draft.Post(user.user().asAuthor(), send.cid(), send.text(), send.replyTo());
        long waitNanos = user.rates().takeSend(session.services().nanoTime().getAsLong());
        reads.began();
        if (waitNanos == 0) {
            room.post(draft, result -> Loops.run(session.connection(), () -> posted(send, result)));
        } else {
            // Sending again what is stored already costs nothing, also when the rate is used up.
            room.find(
                    draft,
                    known -> Loops.run(
                            session.connection(),
                            () -> known.ifPresentOrElse(
                                    result -> answer(send, result), () -> limited(send, waitNanos))));
        }
    }

    private void posted(ClientMessage.Send send, Appended result) {
        if (result instanceof Appended.Duplicate || isOurFault(result)) {
            user.rates().giveBackSend();
        }
        answer(send, result);
    }

    /** A message that could not be stored costs nothing; one that could never be stored does. */
    private static boolean isOurFault(Appended result) {
        return result instanceof Appended.Refused refused
                && (refused.reason() == Appended.Reason.OVERLOADED || refused.reason() == Appended.Reason.UNAVAILABLE);
    }

    private void answer(ClientMessage.Send send, Appended result) {
        reads.answered();
        if (result instanceof Appended.Committed committed) {
            ack(send, committed.event().seq(), committed.event().at(), false);
        } else if (result instanceof Appended.Duplicate duplicate) {
            ack(send, duplicate.seq(), duplicate.at(), true);
        } else if (result instanceof Appended.Refused refused) {
            refused(send, refused.reason());
        }
    }

    private void ack(ClientMessage.Send send, long seq, long at, boolean duplicate) {
        session.answer(new ServerMessage.Ack(send.id(), send.room(), send.cid(), seq, at, duplicate));
    }

    private void refused(ClientMessage.Send send, Appended.Reason reason) {
        switch (reason) {
            case CID_REUSED -> fail(send, ErrorCode.CID_REUSED);
            case NO_SUCH_TARGET -> fail(send, ErrorCode.NO_SUCH_MESSAGE);
            case NOT_AUTHOR -> fail(send, ErrorCode.NOT_AUTHOR);
            case TOO_MANY_REACTIONS -> fail(send, ErrorCode.TOO_MANY_REACTIONS);
            case TOO_MANY_PINS -> fail(send, ErrorCode.TOO_MANY_PINS);
            case OVERLOADED -> fail(send, ErrorCode.OVERLOADED);
            case UNAVAILABLE -> fail(send, ErrorCode.INTERNAL);
        }
    }

    private void limited(ClientMessage.Send send, long waitNanos) {
        reads.answered();
        tooFast(send.id(), send.cid(), waitNanos);
    }

    void tooFast(@Nullable Long id, @Nullable Cid cid, long waitNanos) {
        session.services().metrics().rateLimited.increment();
        // Rounded up: whoever comes back then must not be refused once more.
        long millis = TimeUnit.NANOSECONDS.toMillis(waitNanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
        session.answer(new ServerMessage.Failure(
                id, ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.sentence(), null, cid, null, millis));
    }

    void fail(ClientMessage.Send send, ErrorCode code) {
        session.answer(new ServerMessage.Failure(send.id(), code, code.sentence(), null, send.cid(), null, null));
    }
}
