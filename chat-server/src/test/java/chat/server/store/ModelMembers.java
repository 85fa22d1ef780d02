package chat.server.store;

import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import java.util.HashMap;
import java.util.Map;

/**
 * The part of a {@link Model} that is about members, roles and settings. Its private rooms have any number of members, and
 * no owners.
 */
final class ModelMembers {
    /** Of a public room too, mere members among them. */
    private final Map<RoomName, Map<UserId, StoredMember>> members = new HashMap<>();

    private final Map<RoomName, RoomSettings> settings = new HashMap<>();

    void apply(RoomEvent event) {
        Map<UserId, StoredMember> there = of(event.room());
        if (event instanceof RoomEvent.MemberAdded added) {
            there.put(added.user().id(), new StoredMember(added.user(), added.role()));
        } else if (event instanceof RoomEvent.MemberRemoved removed) {
            there.remove(removed.user().id());
        } else if (event instanceof RoomEvent.RoleChanged changed) {
            there.put(changed.user().id(), new StoredMember(changed.user(), changed.role()));
        } else if (event instanceof RoomEvent.RoomChanged changed) {
            settings.put(event.room(), changed.settings());
        }
    }

    private Map<UserId, StoredMember> of(RoomName room) {
        return members.computeIfAbsent(room, key -> new HashMap<>());
    }

    RoomSettings settings(RoomName room) {
        return settings.getOrDefault(room, RoomSettings.of(room));
    }

    /** Whether somebody may read a room. */
    boolean admit(UserId user, RoomName room) {
        return room.isPublic() || of(room).containsKey(user);
    }

    /** Those whom a store keeps. */
    Map<UserId, StoredMember> kept(RoomName room) {
        Map<UserId, StoredMember> kept = new HashMap<>(of(room));
        kept.values().removeIf(member -> room.isPublic() && member.role() == Role.MEMBER);
        return kept;
    }

    Appended expected(Draft draft, RoomName room, long seq, long at) {
        if (draft instanceof Draft.SetRoom set) {
            RoomSettings after = set.change().of(settings(room));
            return done(new RoomEvent.RoomChanged(room, seq, at, set.from(), set.cid(), after));
        }
        if (draft instanceof Draft.SetRole set) {
            return admit(set.user().id(), room)
                    ? done(new RoomEvent.RoleChanged(room, seq, at, set.from(), set.cid(), set.user(), set.role()))
                    : refused(Appended.Reason.NO_SUCH_MEMBER);
        }
        if (room.isPublic()) {
            return refused(Appended.Reason.REJECTED);
        }
        if (draft instanceof Draft.AddMember add) {
            return admit(add.user().id(), room)
                    ? refused(Appended.Reason.ALREADY_MEMBER)
                    : done(new RoomEvent.MemberAdded(room, seq, at, add.from(), add.cid(), add.user(), add.role()));
        }
        Draft.RemoveMember remove = (Draft.RemoveMember) draft;
        return admit(remove.user().id(), room)
                ? done(new RoomEvent.MemberRemoved(room, seq, at, remove.from(), remove.cid(), remove.user()))
                : refused(Appended.Reason.NO_SUCH_MEMBER);
    }

    private static Appended done(RoomEvent event) {
        return new Appended.Committed(event);
    }

    private static Appended refused(Appended.Reason reason) {
        return new Appended.Refused(reason);
    }
}
