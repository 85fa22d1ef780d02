package chat.server.room;

import chat.protocol.Author;
import chat.protocol.Reason;
import chat.protocol.RestrictionKind;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Draft;
import chat.server.store.Restrictions;
import chat.server.store.StoredMember;
import chat.server.store.StoredRestriction;
import chat.server.store.StoredRoom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a room looks at before it takes a message, without taking it: for measuring. */
public final class RoomChecks {
    private final Gate gate;

    /**
     * A room where nobody is anything in particular.
     *
     * @param others so many have a role there, and so many are muted or banned
     */
    public RoomChecks(RoomServices services, RoomName name, RoomSettings settings, List<Author> others) {
        Map<UserId, StoredMember> roles = new HashMap<>();
        List<StoredRestriction> restrictions = new ArrayList<>();
        for (Author other : others) {
            roles.put(other.id(), new StoredMember(other, Role.READER));
            restrictions.add(new StoredRestriction(
                    Optional.of(name),
                    roles.size() % 2 == 0 ? RestrictionKind.BAN : RestrictionKind.MUTE,
                    new StoredRestriction.Target(Optional.of(other), Optional.of("192.0.2." + roles.size())),
                    OptionalLong.empty(),
                    Optional.of(new Reason("why")),
                    other,
                    1));
        }
        RoomRegistry registry = new RoomRegistry(services, List.of(), List.of());
        StoredRoom stored = new StoredRoom(name, settings, Topic.NONE, 0, roles, false);
        Room room = new Room(stored, Restrictions.of(restrictions), registry, services);
        FanOut fanOut = new FanOut(name.value(), room.loop(), registry.loops(), services.metrics());
        Presence presence = new Presence(room, room.loop(), fanOut, services);
        CommitQueue commits = new CommitQueue(room, room.loop(), services, registry.budget());
        gate = new Gate(room, commits, presence, registry.budget(), services);
    }

    /** Why it is not taken; nothing when it is, and counts. */
    public Optional<Refusal> take(Person person, Draft draft) {
        return gate.take(new Gate.Request(person, Optional.empty(), draft, List.of(), outcome -> {}));
    }
}
