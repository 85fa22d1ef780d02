package chat.server.room;

import chat.protocol.ReadMark;
import chat.protocol.RemovedReason;
import chat.protocol.RoomEvent;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.store.ReadMarks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows people out of a room, so that nothing of it reaches them any more, and tells those who belong to it now. Confined to
 * the room's executor.
 */
final class Doors {
    private final Room room;
    private final FanOut fanOut;
    private final Presence presence;
    private final CatchUp catchUp;
    private final People people;
    private final ReadMarks marks;

    /** What is to be told to those whose membership is about to end; as many as there are such drafts under way. */
    private final Map<UserId, Optional<ServerMessage.Removed>> farewells = new HashMap<>(2);

    private List<RoomEvent> untold = List.of();

    Doors(Room room, FanOut fanOut, Presence presence, CatchUp catchUp, RoomServices services) {
        this.room = room;
        this.fanOut = fanOut;
        this.presence = presence;
        this.catchUp = catchUp;
        this.people = services.people();
        this.marks = services.store().readMarks();
    }

    /** What somebody is told should their membership end, instead of that it did; nothing when they know. */
    void prepare(UserId user, Optional<ServerMessage.Removed> farewell) {
        farewells.put(user, farewell);
    }

    /** Their membership does not end after all. */
    void unprepare(UserId user) {
        farewells.remove(user);
    }

    /** These changed who belongs to the room; who is concerned is told by {@link #settle}. */
    void changed(List<RoomEvent> memberships) {
        if (!memberships.isEmpty()) {
            List<RoomEvent> all = new ArrayList<>(untold);
            all.addAll(memberships);
            untold = all;
        }
    }

    /** Before the events are told to those who stay: who goes hears nothing of them. */
    void settle() {
        if (untold.isEmpty()) {
            return;
        }
        List<RoomEvent> events = untold;
        untold = List.of();
        for (RoomEvent event : events) {
            if (event instanceof RoomEvent.MemberRemoved removed) {
                farewell(removed).ifPresent(told -> showOut(removed.user().id(), told));
            }
        }
        for (RoomEvent event : events) {
            UserId user = RoomState.memberOf(event).orElseThrow().id();
            if (!room.access().keeps(user)) {
                continue;
            }
            if (event instanceof RoomEvent.MemberAdded) {
                // All that was before counts as read.
                tellAdded(user, new ReadMark(room.name(), event.seq() - 1, 0, 0, event.seq()));
            } else if (room.name().isPublic()) {
                marks.in(user, List.of(room.name()))
                        .thenAccept(read -> room.loop().run(() -> tellAdded(user, read.get(0))));
            }
        }
    }

    /** Unless it was over before it could be told. */
    private void tellAdded(UserId user, ReadMark mark) {
        if (room.access().keeps(user) && !room.isGone()) {
            people.tell(user, new ServerMessage.RoomAdded(MyRooms.entry(room, user, mark, people)));
        }
    }

    private Optional<ServerMessage.Removed> farewell(RoomEvent.MemberRemoved removed) {
        Optional<ServerMessage.Removed> prepared =
                farewells.remove(removed.user().id());
        if (prepared != null) {
            return prepared;
        }
        boolean oneself = removed.from().id().equals(removed.user().id());
        return Optional.of(new ServerMessage.Removed(
                room.name(), oneself ? RemovedReason.LEFT : RemovedReason.REMOVED, null, null));
    }

    /** Somebody is found to belong to the room no longer. */
    void removed(UserId user) {
        if (!room.name().isPublic()) {
            showOut(user, new ServerMessage.Removed(room.name(), RemovedReason.REMOVED, null, null));
        }
    }

    /** Ends all connections of a user to the room, and tells them and whoever of the user's has the room in its list. */
    void showOut(UserId user, ServerMessage.Removed farewell) {
        Set<Outlet> told = new HashSet<>();
        Optional<Roster.Gone> gone = presence.remove(user);
        gone.ifPresent(present -> present.members().forEach(member -> {
            end(member, farewell);
            told.add(member.outlet());
        }));
        if (!room.name().isPublic() || room.access().keeps(user)) {
            people.tell(user, farewell, told);
        }
        gone.ifPresent(presence::tellGone);
        room.retireIfUnused();
    }

    /** The room is gone for everybody. */
    void showOutAll(ServerMessage.Removed farewell) {
        Set<UserId> all = new HashSet<>(room.access().members().keySet());
        presence.visitors().forEach(visitor -> all.add(visitor.user().id()));
        all.forEach(user -> showOut(user, farewell));
    }

    private void end(Member member, ServerMessage.Removed farewell) {
        fanOut.remove(member);
        catchUp.forget(member);
        member.showOut();
        fanOut.loopOf(member).run(() -> member.removed(farewell));
    }
}
