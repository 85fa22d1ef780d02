package chat.server.store;

import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;

/**
 * A room that has a log.
 *
 * @param seq its newest event, 0 when it has none yet
 */
public record StoredRoom(RoomName room, RoomTitle title, Topic topic, long seq) {}
