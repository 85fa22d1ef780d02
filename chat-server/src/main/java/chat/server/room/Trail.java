package chat.server.room;

import chat.protocol.Author;
import chat.protocol.RoomEvent;
import chat.protocol.UserId;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.Moderation;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves in the trail what somebody did in a room by a power over others, as far as the room's log alone tells of it. */
final class Trail {
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

    private final Room room;
    private final Moderation moderation;

    Trail(Room room, Moderation moderation) {
        this.room = room;
        this.moderation = moderation;
    }

    /** A draft became an event. */
    void leave(Draft draft, RoomEvent event) {
        UserId by = draft.from().id();
        if (draft instanceof Draft.Delete delete && delete.moderated()) {
            leave(by, "deleteMessage", Optional.empty(), "seq=" + delete.target());
        } else if (draft instanceof Draft.AddMember add) {
            leave(by, "invite", Optional.of(add.user()), "role=" + add.role().wireName());
        } else if (draft instanceof Draft.RemoveMember remove
                && !remove.user().id().equals(by)) {
            leave(by, "removeMember", Optional.of(remove.user()), "");
        } else if (draft instanceof Draft.SetRole set) {
            leave(by, "setRole", Optional.of(set.user()), "role=" + set.role().wireName());
        } else if (draft instanceof Draft.SetRoom) {
            leave(by, "setRoom", Optional.empty(), "seq=" + event.seq());
        }
    }

    /** Something was done; that it cannot be kept now is no reason to undo it. */
    void leave(UserId by, String act, Optional<Author> user, String detail) {
        moderation.audit(entry(by, act, user, detail)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.error("room {}: {} by {} is not in the trail", room.name(), act, by, failure);
            }
        });
    }

    /** What is left there of something done now. */
    AuditEntry entry(UserId by, String act, Optional<Author> user, String detail) {
        return new AuditEntry(
                room.millis(), Optional.of(by), act, Optional.of(room.name()), user.map(Author::id), detail);
    }
}
