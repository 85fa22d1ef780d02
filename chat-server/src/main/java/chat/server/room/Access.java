package chat.server.room;

import chat.protocol.Act;
import chat.protocol.Author;
import chat.protocol.ErrorCode;
import chat.protocol.Permissions;
import chat.protocol.RestrictionKind;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomView;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.store.Restrictions;
import chat.server.store.StoredMember;
import chat.server.store.StoredRestriction;
import chat.server.store.StoredRoom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what in a room at one moment: its settings, the roles it keeps, and who is muted or banned. Immutable; any
 * thread may look, and the room takes another one when something changes.
 */
public final class Access {
    private final RoomName room;
    private final RoomSettings settings;
    private final Map<UserId, StoredMember> members;
    private final Restrictions restrictions;

    /** Made when it is asked for; whoever makes it makes the same. */
    private volatile @Nullable Map<String, UserId> namesOfMembers;

    private Access(RoomName room, RoomSettings settings, Map<UserId, StoredMember> members, Restrictions restrictions) {
        this.room = room;
        this.settings = settings;
        this.members = members;
        this.restrictions = restrictions;
    }

    static Access of(StoredRoom stored, Restrictions restrictions) {
        return new Access(stored.room(), stored.settings(), stored.members(), restrictions);
    }

    /** What was decided about the room. */
    public RoomSettings settings() {
        return settings;
    }

    /** All of a private or direct room; of a public one those who have another role there than member. */
    public Map<UserId, StoredMember> members() {
        return members;
    }

    Restrictions restrictions() {
        return restrictions;
    }

    Visibility visibility() {
        return room.visibility();
    }

    /** Whether somebody may know that the room is there. */
    public boolean admits(Person person, long nowMillis) {
        return room.isPublic() || (members.containsKey(person.id()) && !isBanned(person, nowMillis));
    }

    /** What somebody is here. Means nothing for those who are not {@linkplain #admits admitted}. */
    public Role role(Person person) {
        return role(person.id(), person.admin());
    }

    /** As {@link #role(Person)}, of somebody who is perhaps not here. */
    Role role(UserId user, boolean admin) {
        if (admin && room.isPublic()) {
            return Role.OWNER;
        }
        StoredMember member = members.get(user);
        return member == null ? Role.MEMBER : member.role();
    }

    /** Whether somebody belongs to the room: is a member, or has a role that is kept. */
    boolean keeps(UserId user) {
        return members.containsKey(user);
    }

    /** Whom a member's name of then stands for, folded: a guest who is not connected has no other. */
    Optional<UserId> named(String folded) {
        Map<String, UserId> names = namesOfMembers;
        if (names == null) {
            names = new HashMap<>();
            for (StoredMember member : members.values()) {
                names.put(member.author().name().folded(), member.author().id());
            }
            namesOfMembers = names;
        }
        return Optional.ofNullable(names.get(folded));
    }

    /** Why somebody may not do something; nothing when they may. */
    public Optional<Refusal> refusal(Act act, Person person, long nowMillis) {
        if (!room.isPublic() && !members.containsKey(person.id())) {
            return Optional.of(Refusal.of(ErrorCode.NO_SUCH_ROOM));
        }
        Role role = role(person);
        Optional<StoredRestriction> ban = restriction(person, role, RestrictionKind.BAN, nowMillis);
        if (ban.isPresent()) {
            return Optional.of(
                    room.isPublic()
                            ? restricted(ErrorCode.BANNED, ban.get(), nowMillis)
                            : Refusal.of(ErrorCode.NO_SUCH_ROOM));
        }
        Optional<StoredRestriction> mute = restriction(person, role, RestrictionKind.MUTE, nowMillis);
        Permissions.Standing standing =
                new Permissions.Standing(visibility(), role, mute.isPresent(), settings.archived(), settings.posting());
        return Permissions.refusal(act, standing)
                .map(code -> code == ErrorCode.MUTED && mute.isPresent()
                        ? restricted(code, mute.get(), nowMillis)
                        : Refusal.of(code));
    }

    /** As {@link #refusal}, when it is done to somebody. */
    Optional<Refusal> refusalOn(Act act, Person person, Target target, long nowMillis) {
        Optional<Refusal> refusal = refusal(act, person, nowMillis);
        boolean oneself = target.user.id().equals(person.id());
        return refusal.isPresent()
                        || Permissions.allowsOn(act, role(person), role(target.user.id(), target.admin), oneself)
                ? refusal
                : Optional.of(Refusal.of(ErrorCode.FORBIDDEN));
    }

    /** Somebody to whom something is done. */
    record Target(Author user, boolean admin) {}

    private static Refusal restricted(ErrorCode code, StoredRestriction restriction, long nowMillis) {
        return restriction.until().isPresent()
                ? Refusal.until(code, restriction.until().getAsLong() - nowMillis)
                : Refusal.of(code);
    }

    /** Whether a user is kept out, wherever from. */
    boolean isBanned(UserId user, long nowMillis) {
        return restrictions
                .of(StoredRestriction.Key.of(Optional.of(room), RestrictionKind.BAN, user))
                .filter(ban -> ban.holdsAt(nowMillis))
                .isPresent();
    }

    private boolean isBanned(Person person, long nowMillis) {
        return restriction(person, RestrictionKind.BAN, nowMillis).isPresent();
    }

    private Optional<StoredRestriction> restriction(Person person, RestrictionKind kind, long nowMillis) {
        return restriction(person, role(person), kind, nowMillis);
    }

    /** An admin of the server could end any of them, and so is hit by none. */
    private Optional<StoredRestriction> restriction(Person person, Role role, RestrictionKind kind, long nowMillis) {
        if (person.admin() && room.isPublic()) {
            return Optional.empty();
        }
        // Who keeps order must not be hit by what was meant for somebody in the same house.
        Optional<String> address = role.isStaff() ? Optional.empty() : person.guestAddress();
        return restrictions.on(person.id(), address, kind, nowMillis);
    }

    /** The room as somebody who is in it sees it. */
    public RoomView view(Topic topic, Person person, long nowMillis) {
        return RoomView.of(room, settings, topic, role(person), mutedUntil(person, nowMillis));
    }

    /** Until when somebody is muted, epoch milliseconds; 0: for ever; absent: they are not. */
    @Nullable
    Long mutedUntil(Person person, long nowMillis) {
        return restriction(person, RestrictionKind.MUTE, nowMillis)
                .map(mute -> mute.until().orElse(0))
                .orElse(null);
    }

    /** After an event of the log that says something about this; else the same. */
    Access with(RoomEvent event) {
        if (event instanceof RoomEvent.RoomChanged changed) {
            return new Access(room, changed.settings(), members, restrictions);
        }
        if (event instanceof RoomEvent.MemberAdded added) {
            return with(added.user(), Optional.of(added.role()));
        }
        if (event instanceof RoomEvent.MemberRemoved removed) {
            return with(removed.user(), Optional.empty());
        }
        if (event instanceof RoomEvent.RoleChanged changed) {
            boolean kept = !room.isPublic() || changed.role() != Role.MEMBER;
            return with(changed.user(), kept ? Optional.of(changed.role()) : Optional.empty());
        }
        return this;
    }

    private Access with(Author user, Optional<Role> role) {
        Map<UserId, StoredMember> changed = new HashMap<>(members);
        role.ifPresentOrElse(
                given -> changed.put(user.id(), new StoredMember(user, given)), () -> changed.remove(user.id()));
        return new Access(room, settings, Map.copyOf(changed), restrictions);
    }

    Access with(Restrictions changed) {
        return new Access(room, settings, members, changed);
    }
}
