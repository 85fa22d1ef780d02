package chat.server.session;

import chat.protocol.Act;
import chat.protocol.ClientMessage;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.server.room.Leaving;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.room.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The rooms that a {@code chat.v1} connection is in. On the channel's event loop. */
final class Memberships {
    private final JsonSession session;
    private final Speaker speaker;
    private final ReadGate reads;

    /** Few per connection, so a list; bounded by {@code rooms.roomsPerConnectionMax}. */
    private final List<Membership> all = new ArrayList<>(1);

    Memberships(JsonSession session, Speaker speaker, ReadGate reads) {
        this.session = session;
        this.speaker = speaker;
        this.reads = reads;
    }

    ReadGate reads() {
        return reads;
    }

    void join(ClientMessage.Join join) {
        long waitNanos = speaker.take(Rates.Kind.JOIN, session.nanoTime());
        if (waitNanos > 0) {
            session.tooFast(join.id(), null, waitNanos);
            return;
        }
        Optional<Membership> before = of(join.room());
        int roomsMax = session.services().config().rooms().roomsPerConnectionMax();
        if (before.isEmpty() && all.size() >= roomsMax) {
            session.fail(join.id(), ErrorCode.TOO_MANY_ROOMS);
            return;
        }
        Optional<Room> room = reserve(join.id(), join.room());
        if (room.isPresent()) {
            before.ifPresent(membership -> leave(membership, Leaving.REPLACED));
            Visitor visitor = new Visitor(speaker.user().user(), speaker.person(), true);
            Membership membership = new Membership(this, room.get(), session, visitor, join.id());
            all.add(membership);
            OptionalLong after = join.after() == null ? OptionalLong.empty() : OptionalLong.of(join.after());
            membership.join(after, Optional.ofNullable(join.epoch()));
        }
    }

    /** A room to join, a public one made if need be; nothing when the client was told why not. */
    private Optional<Room> reserve(@Nullable Long id, RoomName name) {
        RoomRegistry rooms = session.services().rooms();
        Optional<Room> existing = rooms.reserve(name, speaker.person());
        if (existing.isPresent()) {
            return existing;
        }
        if (!name.isPublic()) {
            session.fail(id, ErrorCode.NO_SUCH_ROOM);
            return Optional.empty();
        }
        long waitNanos = speaker.take(Rates.Kind.ROOM_CREATION, session.nanoTime());
        if (waitNanos > 0) {
            session.tooFast(id, null, waitNanos);
            return Optional.empty();
        }
        Optional<Room> made =
                rooms.reserveOrCreate(name, RoomSettings.of(RoomTitle.of(name))).map(RoomRegistry.Reserved::room);
        if (made.isEmpty()) {
            session.fail(id, ErrorCode.ROOM_LIMIT);
        }
        return made;
    }

    Optional<Membership> of(RoomName room) {
        for (Membership membership : all) {
            if (membership.name().equals(room)) {
                return Optional.of(membership);
            }
        }
        return Optional.empty();
    }

    /** Why nothing can be done in a room where this connection is not, or no longer. */
    Refusal notIn(RoomName name) {
        return session.services()
                .rooms()
                .find(name, speaker.person())
                .map(room -> room.refusal(Act.READ, speaker.person()).orElse(Refusal.of(ErrorCode.NOT_JOINED)))
                .orElse(Refusal.of(ErrorCode.NO_SUCH_ROOM));
    }

    void leave(Membership membership, Leaving leaving) {
        forget(membership);
        membership.leave(leaving);
    }

    /** The connection is not in this room any more. */
    void forget(Membership membership) {
        all.remove(membership);
    }

    void onTick(long nowNanos) {
        long limitNanos = TimeUnit.MILLISECONDS.toNanos(
                session.services().config().rooms().catchUpMillisMax());
        for (Membership membership : all) {
            if (membership.member().behindNanos(nowNanos) > limitNanos) {
                session.close(membership.member().isJoining() ? CloseCode.OVERLOAD : CloseCode.SLOW_READER);
                return;
            }
        }
    }

    void onWritable() {
        all.forEach(membership -> membership.member().pump());
    }

    void end() {
        for (Membership membership : all) {
            membership.room().leave(membership.member(), Leaving.WITH_GRACE);
        }
        all.clear();
    }
}
