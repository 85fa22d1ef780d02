package chat.server.store;

import chat.protocol.Emoji;
import chat.protocol.RoomEvent;
import chat.protocol.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A message in its present state. Part of a {@link MemoryLog}. */
final class MemoryPost implements LogFacts.Target {
    private RoomEvent.Posted present;
    /** All of them; the message's state names only the first. */
    private final Map<Emoji, Set<UserId>> reactions = new HashMap<>();

    MemoryPost(RoomEvent.Posted present) {
        this.present = present;
    }

    RoomEvent.Posted present() {
        return present;
    }

    void apply(RoomEvent.Change change) {
        present = present.after(change);
        if (change instanceof RoomEvent.Deleted) {
            reactions.clear();
        } else if (change instanceof RoomEvent.Reacted reacted) {
            apply(reacted);
        }
    }

    private void apply(RoomEvent.Reacted reacted) {
        Set<UserId> users = reactions.computeIfAbsent(reacted.emoji(), emoji -> new HashSet<>());
        if (reacted.on()) {
            users.add(reacted.from().id());
        } else {
            users.remove(reacted.from().id());
        }
        if (users.isEmpty()) {
            reactions.remove(reacted.emoji());
        }
    }

    void answeredBy(long seq) {
        present = present.answeredBy(seq);
    }

    @Override
    public UserId author() {
        return present.from().id();
    }

    @Override
    public OptionalLong root() {
        Long replyTo = present.replyTo();
        return replyTo == null ? OptionalLong.empty() : OptionalLong.of(replyTo);
    }

    @Override
    public boolean deleted() {
        return present.state().deleted();
    }

    @Override
    public boolean pinned() {
        return present.state().pinned();
    }

    @Override
    public int emojis() {
        return reactions.size();
    }

    @Override
    public int users(Emoji emoji) {
        return reactions.getOrDefault(emoji, Set.of()).size();
    }

    @Override
    public boolean hasReaction(UserId user, Emoji emoji) {
        return reactions.getOrDefault(emoji, Set.of()).contains(user);
    }
}
