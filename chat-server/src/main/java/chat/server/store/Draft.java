package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.MessageText;
import chat.protocol.Reaction;
import chat.protocol.RoomEvent;
import chat.protocol.Topic;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What shall become an event of a room's log, and has no place in it yet. */
public sealed interface Draft {
    /** What one event costs beside its text, roughly, in bytes. */
    int OVERHEAD_BYTES = 256;

    /** What one user under one emoji of a message costs, roughly, in bytes; so does each emoji. */
    int REACTION_USER_BYTES = 32;

    /** Who wants it. */
    Author from();

    /** Its sender's name for it, unique per user. */
    Cid cid();

    /**
     * Tells two drafts under one {@code cid} apart; a mistake can only hurt the user who reuses its own. The same in every
     * process: it is stored.
     */
    int fingerprint();

    /** What it costs to hold this in memory, roughly. */
    default int weightBytes() {
        return OVERHEAD_BYTES;
    }

    /** A draft that is about an earlier message of the room, which must be there and not deleted. */
    sealed interface OfTarget extends Draft {
        /** The {@code seq} of the message. */
        long target();
    }

    /**
     * A message.
     *
     * @param replyTo the message it answers, which must be there, deleted or not; one that is a reply itself stands for the
     *     message that it answers
     */
    record Post(
            Author from,
            Cid cid,
            MessageText text,
            @Nullable Long replyTo) implements Draft {
        @Override
        public int fingerprint() {
            return Objects.hash("post", text.value(), replyTo);
        }

        @Override
        public int weightBytes() {
            return Draft.weightBytes(text);
        }
    }

    /** Another text for a message of the same author. */
    record Edit(Author from, Cid cid, long target, MessageText text) implements OfTarget {
        @Override
        public int fingerprint() {
            return Objects.hash("edit", target, text.value());
        }

        @Override
        public int weightBytes() {
            return Draft.weightBytes(text);
        }
    }

    /** The end of a message of the same author. */
    record Delete(Author from, Cid cid, long target) implements OfTarget {
        @Override
        public int fingerprint() {
            return Objects.hash("delete", target);
        }
    }

    /** An emoji under a message, or its end. */
    record React(Author from, Cid cid, long target, Emoji emoji, boolean on) implements OfTarget {
        @Override
        public int fingerprint() {
            return Objects.hash("react", target, emoji.value(), on);
        }
    }

    /** A message to or from the room's board. */
    record Pin(Author from, Cid cid, long target, boolean on) implements OfTarget {
        @Override
        public int fingerprint() {
            return Objects.hash("pin", target, on);
        }
    }

    /** What the room is about. */
    record SetTopic(Author from, Cid cid, Topic topic) implements Draft {
        @Override
        public int fingerprint() {
            return Objects.hash("topic", topic.value());
        }
    }

    /** What it costs to hold or send an event in its present state, roughly: what pages are measured by. */
    static int weightBytes(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            int weight = weightBytes(posted.text());
            for (Reaction reaction : posted.state().reactions()) {
                weight += REACTION_USER_BYTES * (1 + reaction.users().size());
            }
            return weight;
        }
        return event instanceof RoomEvent.Edited edited ? weightBytes(edited.text()) : OVERHEAD_BYTES;
    }

    /** What it costs to hold a message with this text in memory, roughly. */
    static int weightBytes(MessageText text) {
        return OVERHEAD_BYTES + 2 * text.value().length();
    }
}
