package chat.server.session;

import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomView;
import chat.protocol.ServerMessage;
import chat.server.room.Admission;
import chat.server.room.Member;
import chat.server.room.MemberListener;
import chat.server.room.RosterPage;
import org.jspecify.annotations.Nullable;

/** Tells a {@code chat.v1} client about one of its rooms. On the channel's event loop. */
final class JsonMembership implements MemberListener {
    private final Active active;
    private final JsonSession session;
    private final ReadGate reads;
    private final @Nullable Long requestId;
    private boolean answered;

    /** @param requestId that of the {@code join} */
    JsonMembership(Active active, JsonSession session, ReadGate reads, @Nullable Long requestId) {
        this.active = active;
        this.session = session;
        this.reads = reads;
        this.requestId = requestId;
    }

    /** The client left, or joined anew; if this join has no answer yet, this is it. */
    void left() {
        if (!answered) {
            answered();
            if (requestId != null) {
                session.send(new ServerMessage.Failure(
                        requestId,
                        ErrorCode.NOT_JOINED,
                        "join: overtaken by a later join or leave of the same room",
                        null,
                        null,
                        null,
                        null));
            }
        }
    }

    private void answered() {
        answered = true;
        reads.answered();
    }

    @Override
    public void onAdmitted(Member member, Admission admission) {
        answered();
        RoomName room = member.room().name();
        RosterPage roster = admission.roster();
        RoomView view = RoomView.of(room, RoomSettings.of(admission.title()), admission.topic(), Role.MEMBER, null);
        session.send(admission
                .reset()
                .<ServerMessage>map(events -> new ServerMessage.Reset(
                        requestId,
                        view,
                        admission.seq(),
                        session.services().rooms().epoch(),
                        roster.count(),
                        roster.members(),
                        events))
                .orElseGet(() ->
                        new ServerMessage.Joined(requestId, view, admission.seq(), roster.count(), roster.members())));
    }

    @Override
    public void onRefused(Member member) {
        answered();
        active.drop(member);
        session.send(JsonSession.internal(requestId));
    }

    @Override
    public void onLive(Member member) {
        session.send(new ServerMessage.Live(member.room().name()));
    }

    @Override
    public void onRoster(Member member, RosterPage roster) {
        session.send(
                new ServerMessage.Members(null, member.room().name(), roster.count(), roster.members(), roster.more()));
    }

    @Override
    public void onLost(Member member) {
        session.close(CloseCode.SLOW_READER);
    }
}
