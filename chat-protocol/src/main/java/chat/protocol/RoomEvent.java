package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a room's log: what the store returns once it is committed, the backplane carries and the fan-out sends.
 *
 * <p>{@code seq} counts 1, 2, 3… in each room, without a gap; {@code at} is epoch milliseconds. Adding a kind of event
 * means: a record here, its JSON form, a golden file, a row in {@code docs/PROTOCOL.md}, and whatever then no longer
 * compiles.
 */
public sealed interface RoomEvent extends ServerMessage {

    /** The room this happened in. */
    RoomName room();

    /** Its place in the room's log, from 1. */
    long seq();

    /** When it was stored, epoch milliseconds. */
    long at();

    /** Who did it. */
    Author from();

    /** Its sender's name for it. */
    Cid cid();

    /**
     * Somebody posted a text.
     *
     * @param text what it says now; empty when it was deleted
     * @param mentions whom it calls now; nobody when it was deleted
     * @param replyTo the {@code seq} of the message this one answers: that of a thread's first message, never of a reply
     * @param state what became of it; {@link PostState#FRESH} as it is committed
     */
    record Posted(
            RoomName room,
            long seq,
            long at,
            Author from,
            Cid cid,
            MessageText text,
            Mentions mentions,
            @Nullable Long replyTo,
            PostState state)
            implements RoomEvent {

        /** A message that calls nobody and to which nothing happened yet. */
        public static Posted fresh(
                RoomName room, long seq, long at, Author from, Cid cid, MessageText text, @Nullable Long replyTo) {
            return new Posted(room, seq, at, from, cid, text, Mentions.NONE, replyTo, PostState.FRESH);
        }

        /** With what an event that targets this message made of it. */
        public Posted after(Change change) {
            if (change instanceof Deleted || state.deleted()) {
                return with(MessageText.ERASED, Mentions.NONE, state.erased());
            }
            if (change instanceof Edited edited) {
                boolean newer = state.editedSeq() == null || state.editedSeq() < edited.seq();
                return newer ? with(edited.text(), edited.mentions(), state.edited(edited.seq())) : this;
            }
            if (change instanceof Pinned pinned) {
                return with(text, state.pinned(pinned.on()));
            }
            return with(text, state.reacted((Reacted) change));
        }

        /** With one more message that answers this one. */
        public Posted answeredBy(long reply) {
            return with(text, state.answeredBy(reply));
        }

        /** With another text, calling the same people, and another state. */
        public Posted with(MessageText newText, PostState newState) {
            return with(newText, mentions, newState);
        }

        /** With another text, whom that calls, and another state. */
        public Posted with(MessageText newText, Mentions newMentions, PostState newState) {
            return new Posted(room, seq, at, from, cid, newText, newMentions, replyTo, newState);
        }
    }

    /** What happens to an earlier message of the room. */
    sealed interface Change extends RoomEvent {
        /** The {@code seq} of the message. */
        long target();
    }

    /**
     * The author gave a message another text.
     *
     * @param text empty when the message was deleted since
     * @param mentions whom this text calls; nobody when the message was deleted since
     */
    record Edited(
            RoomName room, long seq, long at, Author from, Cid cid, long target, MessageText text, Mentions mentions)
            implements Change {}

    /** The author, or who keeps order in the room, deleted a message: its text is gone, and that of its edits. */
    record Deleted(RoomName room, long seq, long at, Author from, Cid cid, long target) implements Change {}

    /**
     * Somebody put an emoji under a message, or took it away.
     *
     * @param on whether it is there now
     * @param count how many users have it there after this
     */
    record Reacted(
            RoomName room, long seq, long at, Author from, Cid cid, long target, Emoji emoji, boolean on, int count)
            implements Change {}

    /** Somebody put a message on the room's board, or took it off. */
    record Pinned(RoomName room, long seq, long at, Author from, Cid cid, long target, boolean on) implements Change {}

    /** The room is about something else now. */
    record TopicChanged(RoomName room, long seq, long at, Author from, Cid cid, Topic topic) implements RoomEvent {}

    /** Somebody became a member of a private room. */
    record MemberAdded(RoomName room, long seq, long at, Author from, Cid cid, Author user, Role role)
            implements RoomEvent {}

    /** Somebody is no longer a member of a private room; of their own accord when {@code from} is the same. */
    record MemberRemoved(RoomName room, long seq, long at, Author from, Cid cid, Author user) implements RoomEvent {}

    /** Somebody has this role in the room from now on. */
    record RoleChanged(RoomName room, long seq, long at, Author from, Cid cid, Author user, Role role)
            implements RoomEvent {}

    /** The room has these settings from now on. */
    record RoomChanged(RoomName room, long seq, long at, Author from, Cid cid, RoomSettings settings)
            implements RoomEvent {}
}
