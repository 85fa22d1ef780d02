package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomName;
import chat.protocol.RoomSummary;
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
import chat.server.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Somebody: may join rooms, post and read. */
final class Active implements JsonSession.State {
    private final JsonSession session;
    private final OnlineUser user;
    private final OnlineUsers users;
    private final ReadGate reads;
    private final Sending sending;

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
        this.sending = new Sending(session, user, reads);
    }

    @Override
    public void on(ClientMessage.Hello hello) {
        session.fail(hello.id(), ErrorCode.ALREADY_GREETED);
    }

    @Override
    public void on(ClientMessage.Join join) {
        long waitNanos = user.rates().takeJoin(session.services().nanoTime().getAsLong());
        if (waitNanos > 0) {
            sending.tooFast(join.id(), null, waitNanos);
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
        JsonMembership listener = new JsonMembership(session, reads, join.id());
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
            sending.tooFast(id, null, waitNanos);
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
        room.get().members(Optional.empty(), 1, page -> answer(left(leave, page.count())));
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
        Optional<Membership> membership = membership(send.room());
        if (membership.isPresent()) {
            sending.send(send, membership.get().room());
        } else {
            sending.fail(send, notIn(send.room()));
        }
    }

    @Override
    public void on(ClientMessage.History history) {
        int limit = Optional.ofNullable(history.limit()).orElse(ProtocolLimits.HISTORY_PAGE_DEFAULT);
        membership(history.room())
                .ifPresentOrElse(
                        membership -> history(history, membership.room(), limit),
                        () -> session.fail(history.id(), notIn(history.room())));
    }

    private void history(ClientMessage.History history, Room room, int limit) {
        reads.began();
        PageRequest.Direction direction =
                history.after() != null ? PageRequest.Direction.AFTER : PageRequest.Direction.BEFORE;
        Long edge = history.after() != null ? history.after() : history.before();
        long seq = edge == null ? Long.MAX_VALUE : edge;
        room.history(
                direction,
                seq,
                limit,
                (events, more) -> answer(new ServerMessage.History(history.id(), history.room(), events, 1, more)));
    }

    @Override
    public void on(ClientMessage.Rooms rooms) {
        int limit = Optional.ofNullable(rooms.limit()).orElse(ProtocolLimits.LIST_PAGE_MAX);
        List<RoomSummary> list = session.services().rooms().list(Optional.ofNullable(rooms.after()), limit + 1);
        boolean more = list.size() > limit;
        session.send(new ServerMessage.Rooms(rooms.id(), more ? list.subList(0, limit) : list, more));
    }

    @Override
    public void on(ClientMessage.Members request) {
        int limit = Optional.ofNullable(request.limit()).orElse(ProtocolLimits.LIST_PAGE_MAX);
        membership(request.room())
                .ifPresentOrElse(
                        membership -> members(request, membership.room(), limit),
                        () -> session.fail(request.id(), notIn(request.room())));
    }

    private void members(ClientMessage.Members request, Room room, int limit) {
        reads.began();
        room.members(
                Optional.ofNullable(request.after()),
                limit,
                page -> answer(new ServerMessage.Members(
                        request.id(), request.room(), page.count(), page.users(), page.more())));
    }

    @Override
    public void on(ClientMessage.Typing typing) {
        membership(typing.room()).ifPresent(membership -> membership.room().typing(membership.member()));
    }

    @Override
    public void on(ClientMessage.CreateRoom create) {
        if (create.visibility() == Visibility.PRIVATE) {
            session.fail(create.id(), ErrorCode.NOT_SUPPORTED);
            return;
        }
        RoomRegistry rooms = session.services().rooms();
        Optional<Room> existing = rooms.find(create.room());
        if (existing.isPresent()) {
            // Not reserved: this costs the client nothing, so it may hold nothing either.
            session.send(created(create, existing.get(), false));
            return;
        }
        RoomTitle title = Optional.ofNullable(create.title()).orElseGet(() -> RoomTitle.of(create.room()));
        reserve(create.id(), create.room(), title).ifPresent(room -> {
            rooms.releaseLater(room);
            session.send(created(create, room, true));
        });
    }

    @Override
    public void on(ClientMessage.Edit message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.Delete message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.React message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.Pin message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.SetTopic message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.Read message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.Unread message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.Search message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.Versions message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
    }

    @Override
    public void on(ClientMessage.Pins message) {
        session.fail(message.id(), ErrorCode.NOT_SUPPORTED);
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
                session.close(CloseCode.SLOW_READER);
                return;
            }
        }
    }

    @Override
    public void onWritable() {
        memberships.forEach(membership -> membership.member().pump());
    }

    @Override
    public void end() {
        for (Membership membership : memberships) {
            membership.room().leave(membership.member(), Leaving.WITH_GRACE);
        }
        memberships.clear();
        users.signOut(user, true);
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

    /** Sends the answer to a request that was in work, from wherever it was found. */
    private void answer(ServerMessage message) {
        Loops.run(session.connection(), () -> {
            reads.answered();
            session.answer(message);
        });
    }
}
