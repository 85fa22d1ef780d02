package chat.server.room;

import chat.protocol.Author;
import chat.protocol.UserId;
import chat.server.store.AuditEntry;
import java.util.Optional;

/** Words for the trail what somebody does in a room by a power over others, as far as its log does not tell of it. */
final class Trail {
    private final Room room;

    Trail(Room room) {
        this.room = room;
    }

    /** What is left there of something done now. */
    AuditEntry entry(UserId by, String act, Optional<Author> user, String detail) {
        return new AuditEntry(
                room.millis(), Optional.of(by), act, Optional.of(room.name()), user.map(Author::id), detail);
    }
}
