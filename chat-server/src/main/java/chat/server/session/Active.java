package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.RoomMessage;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.ServerMessage;
import chat.protocol.Visibility;
import chat.server.room.Arrival;
import chat.server.room.Leaving;
import chat.server.room.Member;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.room.Visitor;
import chat.server.room.WireFormat;
import chat.server.store.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody: may join rooms, post and read. */
final class Active extends NotYet implements JsonSession.State {
    private final JsonSession session;
    private final OnlineUser user;
    private final OnlineUsers users;
    private final ReadGate reads;
    private final Additions additions;
    private final Questions questions;

    /** Few per connection, so a list; bounded by {@code rooms.roomsPerConnectionMax}. */
    private final List<Membership> memberships = new ArrayList<>(1);

    /** A room this connection is in, and what tells the client about it. */
    private record Membership(Member member, JsonMembership listener) {
        Room room() {
            return member.room();
        }
    }

    Active(JsonSession session, OnlineUser user, OnlineUsers users) {
        this.session = session;
        this.user = user;
        this.users = users;
        this.reads = new ReadGate(
                session.connection(), session.services().config().sessions().commandsUnansweredMax());
        this.questions = new Questions(session, user, reads);
        this.additions = new Additions(session, user, reads, questions);
        user.add(session);
    }

    @Override
    public void on(ClientMessage.Hello hello) {
        session.fail(hello.id(), ErrorCode.ALREADY_GREETED);
    }

    @Override
    public void on(ClientMessage.Join join) {
        long waitNanos = user.rates().takeJoin(session.services().nanoTime().getAsLong());
        if (waitNanos > 0) {
            session.tooFast(join.id(), null, waitNanos);
            return;
        }
        Optional<Membership> before = membership(join.room());
        int roomsMax = session.services().config().rooms().roomsPerConnectionMax();
        if (before.isEmpty() && memberships.size() >= roomsMax) {
            session.fail(join.id(), ErrorCode.TOO_MANY_ROOMS);
            return;
        }
        Optional<Room> room = reserve(join.id(), join.room(), RoomTitle.of(join.room()));
        if (room.isPresent()) {
            before.ifPresent(membership -> leave(membership, Leaving.REPLACED));
            join(join, room.get());
        }
    }

    private void join(ClientMessage.Join join, Room room) {
        reads.began();
        WireFormat format = session.connection().compresses() ? WireFormat.JSON_DEFLATED : WireFormat.JSON;
        Visitor visitor = new Visitor(user.user(), true);
        JsonMembership listener = new JsonMembership(this, session, reads, join.id());
        Member member = new Member(room, session.connection(), new Member.Form(format, true), visitor, listener);
        memberships.add(new Membership(member, listener));
        OptionalLong after = join.after() == null ? OptionalLong.empty() : OptionalLong.of(join.after());
        room.join(member, new Arrival(visitor, after, Optional.ofNullable(join.epoch())));
    }

    /** A room to join, made if need be; nothing when the client was told why not. */
    private Optional<Room> reserve(@Nullable Long id, RoomName name, RoomTitle title) {
        RoomRegistry rooms = session.services().rooms();
        Optional<Room> existing = rooms.reserve(name);
        if (existing.isPresent()) {
            return existing;
        }
        long waitNanos =
                users.takeRoomCreation(user, session.connection().channel().remoteAddress());
        if (waitNanos > 0) {
            session.tooFast(id, null, waitNanos);
            return Optional.empty();
        }
        Optional<Room> made = rooms.reserveOrCreate(name, title);
        if (made.isEmpty()) {
            session.fail(id, ErrorCode.ROOM_LIMIT);
        }
        return made;
    }

    @Override
    public void on(ClientMessage.Leave leave) {
        membership(leave.room()).ifPresent(membership -> leave(membership, Leaving.AT_ONCE));
        Optional<Room> room = session.services().rooms().find(leave.room());
        if (room.isEmpty()) {
            session.send(left(leave, 0));
            return;
        }
        reads.began();
        // Asked behind the leaving, so that this member is no longer counted.
        room.get()
                .members(Optional.empty(), 1)
                .whenComplete((page, failure) -> Loops.run(session.connection(), () -> {
                    reads.answered();
                    session.answer(failure == null ? left(leave, page.count()) : JsonSession.internal(leave.id()));
                }));
    }

    private ServerMessage left(ClientMessage.Leave leave, int count) {
        return new ServerMessage.Left(leave.id(), leave.room(), user.user().asAuthor(), count);
    }

    private void leave(Membership membership, Leaving leaving) {
        memberships.remove(membership);
        membership.room().leave(membership.member(), leaving);
        membership.listener().left();
    }

    @Override
    public void on(ClientMessage.Send send) {
        add(send, from -> new Draft.Post(from, send.cid(), send.text(), send.replyTo()));
    }

    @Override
    public void on(ClientMessage.Edit edit) {
        add(edit, from -> new Draft.Edit(from, edit.cid(), edit.target(), edit.text()));
    }

    @Override
    public void on(ClientMessage.Delete delete) {
        add(delete, from -> new Draft.Delete(from, delete.cid(), delete.target()));
    }

    @Override
    public void on(ClientMessage.React react) {
        add(react, from -> new Draft.React(from, react.cid(), react.target(), react.emoji(), react.on()));
    }

    @Override
    public void on(ClientMessage.Pin pin) {
        add(pin, from -> new Draft.Pin(from, pin.cid(), pin.target(), pin.on()));
    }

    @Override
    public void on(ClientMessage.SetTopic set) {
        add(set, from -> new Draft.SetTopic(from, set.cid(), set.topic()));
    }

    private void add(ClientMessage.Addition addition, Additions.Wish wish) {
        membership(addition.room())
                .ifPresentOrElse(
                        membership -> additions.add(addition, wish, membership.room()),
                        () -> additions.fail(addition, notIn(addition.room())));
    }

    @Override
    public void on(ClientMessage.History history) {
        joined(history.id(), history.room(), room -> questions.history(history, room));
    }

    @Override
    public void on(ClientMessage.Versions versions) {
        joined(versions.id(), versions.room(), room -> questions.versions(versions, room));
    }

    @Override
    public void on(ClientMessage.Pins pins) {
        joined(pins.id(), pins.room(), room -> questions.pins(pins, room));
    }

    @Override
    public void on(ClientMessage.Members members) {
        joined(members.id(), members.room(), room -> questions.members(members, room));
    }

    /** For what only those may ask who are in a room. */
    private void joined(@Nullable Long id, RoomName room, Consumer<Room> question) {
        membership(room)
                .ifPresentOrElse(membership -> question.accept(membership.room()), () -> session.fail(id, notIn(room)));
    }

    @Override
    public void on(ClientMessage.Rooms rooms) {
        questions.rooms(rooms);
    }

    @Override
    public void on(ClientMessage.Read read) {
        session.services()
                .rooms()
                .find(read.room())
                .ifPresentOrElse(
                        room -> questions.read(read, room), () -> session.fail(read.id(), ErrorCode.NO_SUCH_ROOM));
    }

    @Override
    public void on(ClientMessage.Unread unread) {
        questions.unread(unread);
    }

    @Override
    public void on(ClientMessage.Search search) {
        RoomName room = search.room();
        if (room != null && session.services().rooms().find(room).isEmpty()) {
            session.fail(search.id(), ErrorCode.NO_SUCH_ROOM);
        } else {
            questions.search(search);
        }
    }

    @Override
    public void on(ClientMessage.Typing typing) {
        membership(typing.room()).ifPresent(membership -> membership.room().typing(membership.member()));
    }

    @Override
    void notSupported(RoomMessage message) {
        if (message instanceof ClientMessage.Addition addition) {
            additions.fail(addition, ErrorCode.NOT_SUPPORTED);
        } else {
            session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
        }
    }

    @Override
    public void on(ClientMessage.CreateRoom create) {
        RoomName name = create.room();
        if (name == null || create.visibility() == Visibility.PRIVATE) {
            session.fail(create.id(), ErrorCode.NOT_SUPPORTED);
            return;
        }
        RoomRegistry rooms = session.services().rooms();
        Optional<Room> existing = rooms.find(name);
        if (existing.isPresent()) {
            // Not reserved: this costs the client nothing, so it may hold nothing either.
            session.send(created(create, existing.get(), false));
            return;
        }
        RoomTitle title = Optional.ofNullable(create.title()).orElseGet(() -> RoomTitle.of(name));
        reserve(create.id(), name, title).ifPresent(room -> {
            rooms.releaseLater(room);
            session.send(created(create, room, true));
        });
    }

    private static ServerMessage created(ClientMessage.CreateRoom create, Room room, boolean created) {
        return new ServerMessage.RoomCreated(create.id(), room.name(), room.title(), Visibility.PUBLIC, created);
    }

    @Override
    public void onTick(long nowNanos) {
        long limitNanos = TimeUnit.MILLISECONDS.toNanos(
                session.services().config().rooms().catchUpMillisMax());
        for (Membership membership : memberships) {
            if (membership.member().behindNanos(nowNanos) > limitNanos) {
                session.close(membership.member().isJoining() ? CloseCode.OVERLOAD : CloseCode.SLOW_READER);
                return;
            }
        }
    }

    @Override
    public void onWritable() {
        memberships.forEach(membership -> membership.member().pump());
        questions.askNext();
    }

    @Override
    public void end() {
        for (Membership membership : memberships) {
            membership.room().leave(membership.member(), Leaving.WITH_GRACE);
        }
        memberships.clear();
        questions.end();
        user.remove(session);
        users.signOut(user, true);
    }

    /** The room did not take this member in. */
    void drop(Member member) {
        memberships.removeIf(membership -> membership.member() == member);
        member.room().leave(member, Leaving.AT_ONCE);
    }

    private Optional<Membership> membership(RoomName room) {
        for (Membership membership : memberships) {
            if (membership.room().name().equals(room)) {
                return Optional.of(membership);
            }
        }
        return Optional.empty();
    }

    private ErrorCode notIn(RoomName room) {
        boolean exists = session.services().rooms().find(room).isPresent();
        return exists ? ErrorCode.NOT_JOINED : ErrorCode.NO_SUCH_ROOM;
    }
}
