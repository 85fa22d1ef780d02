package chat.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What later events made of a message. Applying events that the state already contains changes nothing once all of them are
 * applied: so a client may be told the present state first and the events that led to it afterwards. Only the order of
 * reactions, and who is named when there are more than can be, may come out otherwise.
 *
 * @param editedSeq the newest {@code edited} event of the message; absent: its text is the first one
 * @param deleted its text is gone
 * @param pinned it stands on the room's board
 * @param replies how many messages answer it, deleted ones included
 * @param lastReply the newest of them; absent: none
 * @param reactions in the order their emoji came first
 */
public record PostState(
        @Nullable Long editedSeq,
        boolean deleted,
        boolean pinned,
        int replies,
        @Nullable Long lastReply,
        List<Reaction> reactions) {

    /** Nothing happened to the message yet. */
    public static final PostState FRESH = new PostState(null, false, false, 0, null, List.of());

    PostState edited(long seq) {
        return new PostState(seq, deleted, pinned, replies, lastReply, reactions);
    }

    /** A deleted message keeps its place in a thread and nothing else. */
    PostState erased() {
        return new PostState(null, true, false, replies, lastReply, List.of());
    }

    PostState pinned(boolean on) {
        return new PostState(editedSeq, deleted, on, replies, lastReply, reactions);
    }

    PostState answeredBy(long seq) {
        boolean known = lastReply != null && lastReply >= seq;
        return known ? this : new PostState(editedSeq, deleted, pinned, replies + 1, seq, reactions);
    }

    PostState reacted(RoomEvent.Reacted event) {
        List<Reaction> changed = new ArrayList<>(reactions);
        int place = indexOf(event.emoji());
        List<UserId> users =
                new ArrayList<>(place < 0 ? List.of() : reactions.get(place).users());
        UserId user = event.from().id();
        if (!event.on()) {
            users.remove(user);
        } else if (!users.contains(user) && users.size() < ProtocolLimits.REACTION_USERS_MAX) {
            users.add(user);
        }
        Reaction reaction = new Reaction(event.emoji(), event.count(), List.copyOf(users));
        if (event.count() == 0) {
            changed.removeIf(old -> old.emoji().equals(event.emoji()));
        } else if (place < 0) {
            changed.add(reaction);
        } else {
            changed.set(place, reaction);
        }
        return new PostState(editedSeq, deleted, pinned, replies, lastReply, List.copyOf(changed));
    }

    private int indexOf(Emoji emoji) {
        for (int i = 0; i < reactions.size(); i++) {
            if (reactions.get(i).emoji().equals(emoji)) {
                return i;
            }
        }
        return -1;
    }
}
