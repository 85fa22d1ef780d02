package chat.server.room;

import chat.protocol.Mentions;
import chat.protocol.ProtocolLimits;
import chat.protocol.UserId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a text calls: people who are in the room, its members, and in public rooms everybody with an account. Confined to the
 * room's executor.
 */
final class Mentioning {
    /** These call everybody of the room. */
    private static final Set<String> EVERYBODY = Set.of("room", "todos", "all");

    private final Room room;
    private final Presence presence;
    private final People people;

    Mentioning(Room room, Presence presence, People people) {
        this.room = room;
        this.presence = presence;
        this.people = people;
    }

    /**
     * Looks up names.
     *
     * @param calls as {@link Calls} found them
     * @param mayCallRoom whether who says it may call everybody
     */
    Mentions find(List<List<String>> calls, boolean mayCallRoom) {
        Set<UserId> users = new LinkedHashSet<>();
        Map<String, Optional<UserId>> known = new HashMap<>();
        boolean everybody = false;
        for (List<String> names : calls) {
            if (users.size() == ProtocolLimits.MENTIONS_MAX) {
                break;
            }
            for (String name : names) {
                if (mayCallRoom && EVERYBODY.contains(name)) {
                    everybody = true;
                    break;
                }
                Optional<UserId> user = known.computeIfAbsent(name, this::named);
                if (user.isPresent()) {
                    users.add(user.get());
                    break;
                }
            }
        }
        return users.isEmpty() && !everybody ? Mentions.NONE : new Mentions(List.copyOf(users), everybody);
    }

    private Optional<UserId> named(String folded) {
        boolean open = room.name().isPublic();
        Optional<UserId> known = people.named(folded)
                .filter(somebody -> isHere(somebody.user().id()) || (open && somebody.account()))
                .map(somebody -> somebody.user().id());
        return known.isPresent() || open ? known : room.access().named(folded);
    }

    private boolean isHere(UserId user) {
        return presence.has(user) || room.access().keeps(user);
    }
}
