package chat.server.session;

import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomView;
import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import chat.server.room.Admission;
import chat.server.room.Arrival;
import chat.server.room.Leaving;
import chat.server.room.Member;
import chat.server.room.MemberListener;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.room.RosterPage;
import chat.server.room.Visitor;
import chat.server.room.WireFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A room that a {@code chat.v1} connection is in, and what the client is told about it. On the channel's event loop. */
final class Membership implements MemberListener {
    private final Memberships all;
    private final JsonSession session;
    private final ReadGate reads;
    private final Visitor visitor;
    private final @Nullable Long requestId;
    private final Member member;
    private boolean answered;
    private boolean over;

    /** @param requestId that of the {@code join} */
    Membership(Memberships all, Room room, JsonSession session, Visitor visitor, @Nullable Long requestId) {
        this.all = all;
        this.session = session;
        this.reads = all.reads();
        this.visitor = visitor;
        this.requestId = requestId;
        WireFormat format = session.connection().compresses() ? WireFormat.JSON_DEFLATED : WireFormat.JSON;
        this.member = new Member(room, session.connection(), new Member.Form(format, true), visitor, this);
    }

    void join(OptionalLong after, Optional<String> epoch) {
        reads.began();
        room().join(member, new Arrival(visitor, after, epoch));
    }

    Room room() {
        return member.room();
    }

    Member member() {
        return member;
    }

    /**
     * Whether the room is gone for this connection: then nothing of it may be told any more, however long ago it was asked
     * for.
     */
    boolean isOver() {
        return over;
    }

    /** The client leaves, or joins anew; if this join has no answer yet, this is it. */
    void leave(Leaving leaving) {
        room().leave(member, leaving);
        if (!answered) {
            answered();
            if (requestId != null) {
                String message = "join: overtaken by a later join or leave of the same room";
                session.refuse(requestId, null, new Refusal(ErrorCode.NOT_JOINED, message, OptionalLong.empty()));
            }
        }
    }

    private void answered() {
        answered = true;
        reads.answered();
    }

    @Override
    public void onAdmitted(Member admitted, Admission admission) {
        answered();
        RosterPage roster = admission.roster();
        RoomView view = session.viewOf(admission, visitor.person());
        List<SeenMark> seen = admission.seen().getOrDefault(visitor.user().id(), List.of());
        Optional<List<RoomEvent>> reset = admission.reset();
        session.send(
                reset.isPresent()
                        ? new ServerMessage.Reset(
                                requestId,
                                view,
                                admission.seq(),
                                session.services().rooms().epoch(),
                                roster.count(),
                                roster.members(),
                                seen,
                                reset.get())
                        : new ServerMessage.Joined(
                                requestId, view, admission.seq(), roster.count(), roster.members(), seen));
    }

    @Override
    public void onDenied(Member denied, Refusal why) {
        answered();
        over = true;
        all.forget(this);
        session.refuse(requestId, null, why);
    }

    @Override
    public void onRefused(Member refused) {
        answered();
        all.forget(this);
        room().leave(member, Leaving.AT_ONCE);
        session.refuse(requestId, null, Refusal.internal());
    }

    @Override
    public void onLive(Member live) {
        session.send(new ServerMessage.Live(name()));
    }

    @Override
    public void onRoster(Member told, RosterPage roster) {
        session.send(new ServerMessage.Members(null, name(), roster.count(), roster.members(), roster.more()));
    }

    @Override
    public void onSeen(Member told, List<SeenMark> seen) {
        seen.forEach(mark -> session.send(new ServerMessage.Seen(name(), mark)));
    }

    @Override
    public void onLost(Member lost) {
        session.close(CloseCode.SLOW_READER);
    }

    @Override
    public void onRemoved(Member removed, ServerMessage.Removed why) {
        over = true;
        all.forget(this);
        if (!answered) {
            answered();
            session.refuse(requestId, null, all.notIn(name()));
        }
        session.send(why);
    }

    RoomName name() {
        return room().name();
    }
}
