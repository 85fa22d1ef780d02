package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.RoomMessage;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.server.auth.Identity;
import chat.server.room.Leaving;
import chat.server.room.Room;
import chat.server.store.Draft;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody: may join rooms, post and read. What is said is handed to those whose matter it is. */
final class Active implements JsonSession.State {
    private final JsonSession session;
    private final LiveSession live;
    private final Speaker speaker;
    private final OnlineUsers users;
    private final Memberships memberships;
    private final Questions questions;
    private final Reading reading;
    private final Additions additions;
    private final RoomMaking making;
    private final Governing governing;
    private final Acquaintances acquaintances;

    Active(JsonSession session, Identity identity, OnlineUser user, OnlineUsers users) {
        this.session = session;
        this.live = LiveSession.of(session, session.connection(), identity, session.services());
        this.users = users;
        this.speaker = users.speaker(user, identity, session.connection());
        ReadGate reads = session.reads();
        this.memberships = new Memberships(session, speaker, reads);
        this.questions = new Questions(session, speaker, reads);
        this.reading = new Reading(session, speaker, memberships, questions);
        this.additions = new Additions(session, speaker, memberships, questions);
        this.making = new RoomMaking(session, speaker, questions, reads);
        this.governing = new Governing(session, speaker, questions, reading, additions);
        this.acquaintances = new Acquaintances(session, speaker, users, questions);
        user.add(live);
    }

    @Override
    public void on(ClientMessage.Hello hello) {
        session.fail(hello.id(), ErrorCode.ALREADY_GREETED);
    }

    @Override
    public void on(ClientMessage.Join join) {
        memberships.join(join);
    }

    @Override
    public void on(ClientMessage.Leave leave) {
        memberships.of(leave.room()).ifPresent(membership -> memberships.leave(membership, Leaving.AT_ONCE));
        Optional<Room> room = session.services().rooms().find(leave.room(), speaker.person());
        if (room.isEmpty()) {
            session.send(left(leave, 0));
            return;
        }
        memberships.reads().began();
        // Asked behind the leaving, so that this member is no longer counted.
        room.get()
                .present()
                .whenComplete((count, failure) -> Loops.run(session.connection(), () -> {
                    memberships.reads().answered();
                    session.answer(left(leave, failure == null ? count : 0));
                }));
    }

    private ServerMessage left(ClientMessage.Leave leave, int count) {
        return new ServerMessage.Left(leave.id(), leave.room(), speaker.author(), count);
    }

    @Override
    public void on(ClientMessage.Send send) {
        additions.add(send, from -> new Draft.Post(from, send.cid(), send.text(), send.replyTo()));
    }

    @Override
    public void on(ClientMessage.Edit edit) {
        additions.add(edit, from -> new Draft.Edit(from, edit.cid(), edit.target(), edit.text()));
    }

    @Override
    public void on(ClientMessage.Delete delete) {
        additions.add(delete, from -> new Draft.Delete(from, delete.cid(), delete.target()));
    }

    @Override
    public void on(ClientMessage.React react) {
        additions.add(react, from -> new Draft.React(from, react.cid(), react.target(), react.emoji(), react.on()));
    }

    @Override
    public void on(ClientMessage.Pin pin) {
        additions.add(pin, from -> new Draft.Pin(from, pin.cid(), pin.target(), pin.on()));
    }

    @Override
    public void on(ClientMessage.SetTopic set) {
        additions.add(set, from -> new Draft.SetTopic(from, set.cid(), set.topic()));
    }

    @Override
    public void on(ClientMessage.History history) {
        joined(history.id(), history.room(), in -> reading.history(history, in));
    }

    @Override
    public void on(ClientMessage.Versions versions) {
        joined(versions.id(), versions.room(), in -> reading.versions(versions, in));
    }

    @Override
    public void on(ClientMessage.Pins pins) {
        joined(pins.id(), pins.room(), in -> reading.pins(pins, in));
    }

    @Override
    public void on(ClientMessage.Members members) {
        joined(members.id(), members.room(), in -> reading.members(members, in));
    }

    /** For what only those may ask who are in a room. */
    private void joined(@Nullable Long id, RoomName room, Consumer<Membership> question) {
        memberships.of(room).ifPresentOrElse(question, () -> session.refuse(id, null, memberships.notIn(room)));
    }

    @Override
    public void on(ClientMessage.Rooms rooms) {
        reading.rooms(rooms);
    }

    @Override
    public void on(ClientMessage.Read read) {
        reading.read(read);
    }

    @Override
    public void on(ClientMessage.Unread unread) {
        reading.unread(unread);
    }

    @Override
    public void on(ClientMessage.Search search) {
        reading.search(search);
    }

    @Override
    public void on(ClientMessage.Typing typing) {
        memberships.of(typing.room()).ifPresent(in -> in.room().typing(in.member()));
    }

    @Override
    public void on(ClientMessage.CreateRoom create) {
        making.create(create);
    }

    @Override
    public void on(RoomMessage.Direct direct) {
        making.direct(direct);
    }

    @Override
    public void on(RoomMessage.Invite invite) {
        governing.invite(invite);
    }

    @Override
    public void on(RoomMessage.RemoveMember remove) {
        governing.removeMember(remove);
    }

    @Override
    public void on(RoomMessage.SetRole set) {
        governing.setRole(set);
    }

    @Override
    public void on(RoomMessage.SetRoom set) {
        additions.addFromAnywhere(set, from -> new Draft.SetRoom(from, set.cid(), set.change()));
    }

    @Override
    public void on(RoomMessage.DeleteRoom delete) {
        governing.deleteRoom(delete);
    }

    @Override
    public void on(RoomMessage.Kick kick) {
        governing.kick(kick);
    }

    @Override
    public void on(RoomMessage.Restrict restrict) {
        governing.restrict(restrict);
    }

    @Override
    public void on(RoomMessage.Restrictions restrictions) {
        governing.restrictions(restrictions);
    }

    @Override
    public void on(RoomMessage.Report report) {
        governing.report(report);
    }

    @Override
    public void on(RoomMessage.Reports reports) {
        governing.reports(reports);
    }

    @Override
    public void on(RoomMessage.ResolveReport resolve) {
        governing.resolve(resolve);
    }

    @Override
    public void on(RoomMessage.Block block) {
        acquaintances.block(block);
    }

    @Override
    public void on(RoomMessage.Blocks blocks) {
        acquaintances.blocks(blocks);
    }

    @Override
    public void on(RoomMessage.MyRooms rooms) {
        acquaintances.myRooms(rooms);
    }

    @Override
    public void on(RoomMessage.FindUsers find) {
        acquaintances.findUsers(find);
    }

    @Override
    public void onTick(long nowNanos) {
        if (live.isOver(nowNanos)) {
            session.close(CloseCode.LOGGED_OUT);
        } else {
            memberships.onTick(nowNanos);
        }
    }

    @Override
    public void onWritable() {
        memberships.onWritable();
        questions.askNext();
    }

    @Override
    public void end() {
        memberships.end();
        questions.end();
        speaker.user().remove(live);
        users.signOut(speaker.user(), true);
    }
}
