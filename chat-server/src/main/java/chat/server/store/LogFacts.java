package chat.server.store;

import chat.protocol.Emoji;
import chat.protocol.Role;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import java.util.Optional;
import java.util.OptionalLong;

/** What {@link LogRules} asks about a room's log, as it is after the drafts before this one. */
public interface LogFacts {
    /** The message with this {@code seq}; nothing when it is none, or the log no longer has it. */
    Optional<Target> message(long seq);

    /** Whether there is such a room: it was begun, and not deleted since. */
    boolean isThere();

    /** How many messages are pinned. */
    int pins();

    /** What the room keeps this user as; in a public room nothing for a mere member. */
    Optional<Role> member(UserId user);

    /** For how many users the room keeps a role. */
    int members();

    /** How many of them are owners. */
    int owners();

    /** The room's settings. */
    RoomSettings settings();

    /** An earlier message that a draft is about. */
    interface Target {
        /** Its author. */
        UserId author();

        /** The first message of its thread, when it answers one. */
        OptionalLong root();

        /** Whether its text is gone. */
        boolean deleted();

        /** Whether it stands on the room's board. */
        boolean pinned();

        /** How many different emoji are under it. */
        int emojis();

        /** How many users have this emoji under it. */
        int users(Emoji emoji);

        /** Whether this user has this emoji under it. */
        boolean hasReaction(UserId user, Emoji emoji);
    }
}
