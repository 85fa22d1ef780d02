package chat.server.room;

import chat.protocol.Author;
import chat.protocol.MyRoom;
import chat.protocol.ReadMark;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.store.StoredMember;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which rooms somebody belongs to: private and direct ones, and public ones where a role is kept for them. Any thread. */
final class MyRooms {
    private static final RoomName[] NONE = {};

    /** Sorted, and replaced as a whole: most people belong to few. */
    private final ConcurrentHashMap<UserId, RoomName[]> rooms = new ConcurrentHashMap<>();

    void put(UserId user, RoomName room) {
        rooms.merge(user, new RoomName[] {room}, (before, one) -> {
            int place = Arrays.binarySearch(before, room);
            if (place >= 0) {
                return before;
            }
            RoomName[] after = Arrays.copyOf(before, before.length + 1);
            int index = -place - 1;
            System.arraycopy(before, index, after, index + 1, before.length - index);
            after[index] = room;
            return after;
        });
    }

    void remove(UserId user, RoomName room) {
        rooms.computeIfPresent(user, (key, before) -> {
            int place = Arrays.binarySearch(before, room);
            if (place < 0) {
                return before;
            }
            RoomName[] after = Arrays.copyOf(before, before.length - 1);
            System.arraycopy(before, place + 1, after, place, after.length - place);
            return after.length == 0 ? null : after;
        });
    }

    /** The rooms of a user in the order of their keys, after {@code after} if that is given. */
    List<RoomName> of(UserId user, Optional<RoomName> after) {
        RoomName[] all = rooms.getOrDefault(user, NONE);
        int place = after.map(room -> Arrays.binarySearch(all, room)).orElse(-1);
        return List.of(all).subList(place < 0 ? -place - 1 : place + 1, all.length);
    }

    /** A room as it stands in the list of somebody who belongs to it. */
    static MyRoom entry(Room room, UserId user, ReadMark mark, People people) {
        Access access = room.access();
        List<Author> others = access.visibility() != Visibility.DIRECT
                ? List.of()
                : access.members().values().stream()
                        .map(StoredMember::author)
                        .filter(author -> !author.id().equals(user))
                        .map(author -> people.present(author).asAuthor())
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .toList();
        return new MyRoom(
                room.name(),
                access.visibility(),
                room.title(),
                room.topic(),
                access.role(user, false),
                room.newestSeq(),
                others,
                access.settings().archived(),
                mark);
    }
}
