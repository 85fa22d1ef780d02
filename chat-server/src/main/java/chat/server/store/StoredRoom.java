package chat.server.store;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.protocol.UserId;
import java.util.Map;

/**
 * A room that has a log.
 *
 * @param seq its newest event, 0 when it has none yet
 * @param members all of a private or direct room; of a public one those who have another role there than member
 * @param deleted there is no such room, but should there be one of this name again, it counts on from {@code seq}
 */
public record StoredRoom(
        RoomName room,
        RoomSettings settings,
        Topic topic,
        long seq,
        Map<UserId, StoredMember> members,
        boolean deleted) {

    /** With a copy of the members. */
    public StoredRoom {
        members = Map.copyOf(members);
    }

    /** A room in which nothing has happened. */
    public static StoredRoom fresh(RoomName room, RoomSettings settings) {
        return of(room, settings, Topic.NONE, 0);
    }

    /** A room that keeps no roles. */
    public static StoredRoom of(RoomName room, RoomSettings settings, Topic topic, long seq) {
        return new StoredRoom(room, settings, topic, seq, Map.of(), false);
    }

    /** What pages show for it. */
    public RoomTitle title() {
        return settings.title();
    }
}
