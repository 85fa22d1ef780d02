package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.UserId;
import chat.server.store.StoredMember;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** For whom a room keeps a role, while a group is planned: of those that the group is about, and how many there are. */
final class PlannedMembers {
    private final boolean everybody;
    private final Map<UserId, Role> roles = new HashMap<>();
    private final Map<UserId, Change> changes = new LinkedHashMap<>();
    private int size;
    private int owners;

    /**
     * What a user becomes; none: what the room keeps of it goes.
     *
     * @param addedSeq the event that made a member of it anew; 0: it was one before, or is none
     */
    record Change(Optional<StoredMember> now, long addedSeq) {}

    /** @param everybody may read it: then nothing is kept of mere members */
    PlannedMembers(boolean everybody) {
        this.everybody = everybody;
    }

    boolean everybody() {
        return everybody;
    }

    /** What the row says. */
    void loaded(UserId user, Role role) {
        roles.put(user, role);
    }

    /** How many rows there are. */
    void loaded(int allMembers, int allOwners) {
        size = allMembers;
        owners = allOwners;
    }

    Optional<Role> role(UserId user) {
        return Optional.ofNullable(roles.get(user));
    }

    int size() {
        return size;
    }

    int owners() {
        return owners;
    }

    void apply(RoomEvent event) {
        if (event instanceof RoomEvent.MemberAdded added) {
            put(added.user(), added.role(), added.seq());
        } else if (event instanceof RoomEvent.MemberRemoved removed) {
            remove(removed.user().id());
        } else if (event instanceof RoomEvent.RoleChanged changed) {
            put(changed.user(), changed.role(), 0);
        }
    }

    private void put(Author user, Role role, long addedSeq) {
        if (everybody && role == Role.MEMBER) {
            remove(user.id());
            return;
        }
        count(Optional.ofNullable(roles.put(user.id(), role)), -1);
        count(Optional.of(role), 1);
        Change before = changes.get(user.id());
        long added = addedSeq == 0 && before != null ? before.addedSeq : addedSeq;
        changes.put(user.id(), new Change(Optional.of(new StoredMember(user, role)), added));
    }

    private void remove(UserId user) {
        count(Optional.ofNullable(roles.remove(user)), -1);
        changes.put(user, new Change(Optional.empty(), 0));
    }

    private void count(Optional<Role> role, int by) {
        if (role.isPresent()) {
            size += by;
            owners += role.get() == Role.OWNER ? by : 0;
        }
    }

    /** What the group makes of users, by their ids. */
    Map<UserId, Change> changes() {
        return changes;
    }
}
