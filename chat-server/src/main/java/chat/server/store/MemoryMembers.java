package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** For whom a room keeps a role. Part of a {@link MemoryLog}. */
final class MemoryMembers {
    private final boolean everybody;
    private final Map<UserId, StoredMember> members = new HashMap<>();

    MemoryMembers(RoomName room) {
        this.everybody = room.isPublic();
    }

    void apply(RoomEvent event) {
        if (event instanceof RoomEvent.MemberAdded added) {
            put(added.user(), added.role());
        } else if (event instanceof RoomEvent.MemberRemoved removed) {
            members.remove(removed.user().id());
        } else if (event instanceof RoomEvent.RoleChanged changed) {
            put(changed.user(), changed.role());
        }
    }

    private void put(Author user, Role role) {
        if (everybody && role == Role.MEMBER) {
            members.remove(user.id());
        } else {
            members.put(user.id(), new StoredMember(user, role));
        }
    }

    void clear() {
        members.clear();
    }

    Optional<Role> role(UserId user) {
        return Optional.ofNullable(members.get(user)).map(StoredMember::role);
    }

    /** Whether somebody may read the room, as far as that is a matter of membership. */
    boolean admits(UserId user) {
        return everybody || members.containsKey(user);
    }

    int size() {
        return members.size();
    }

    int owners() {
        return (int) members.values().stream()
                .filter(member -> member.role() == Role.OWNER)
                .count();
    }

    Map<UserId, StoredMember> all() {
        return members;
    }
}
