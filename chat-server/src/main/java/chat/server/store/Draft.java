package chat.server.store;

import chat.protocol.Act;
import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Description;
import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.Posting;
import chat.protocol.Reaction;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomTitle;
import chat.protocol.SettingsChange;
import chat.protocol.Topic;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What shall become an event of a room's log, and has no place in it yet. */
public sealed interface Draft {
    /** What one event costs beside its text, roughly, in bytes. */
    int OVERHEAD_BYTES = 256;

    /** What one user under one emoji of a message costs, roughly, in bytes; so does each emoji, and whom a text calls. */
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

    /** What one must be allowed to do in the room for this. */
    Set<Act> acts();

    /** Whether it may change what somebody may do in the room. */
    default boolean changesAccess() {
        return this instanceof AddMember
                || this instanceof RemoveMember
                || this instanceof SetRole
                || this instanceof SetRoom;
    }

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
     * @param mentions whom the text calls; found by the server, so not told apart by them
     * @param replyTo the message it answers, which must be there, deleted or not; one that is a reply itself stands for the
     *     message that it answers
     */
    record Post(
            Author from,
            Cid cid,
            MessageText text,
            Mentions mentions,
            @Nullable Long replyTo) implements Draft {
        /** One that calls nobody. */
        public Post(Author from, Cid cid, MessageText text, @Nullable Long replyTo) {
            this(from, cid, text, Mentions.NONE, replyTo);
        }

        @Override
        public int fingerprint() {
            return Objects.hash("post", text.value(), replyTo);
        }

        @Override
        public Set<Act> acts() {
            return Set.of(Act.POST);
        }

        @Override
        public int weightBytes() {
            return Draft.weightBytes(text);
        }
    }

    /** Another text for a message of the same author. */
    record Edit(Author from, Cid cid, long target, MessageText text, Mentions mentions) implements OfTarget {
        /** One that calls nobody. */
        public Edit(Author from, Cid cid, long target, MessageText text) {
            this(from, cid, target, text, Mentions.NONE);
        }

        @Override
        public int fingerprint() {
            return Objects.hash("edit", target, text.value());
        }

        @Override
        public Set<Act> acts() {
            return Set.of(Act.EDIT_OWN);
        }

        @Override
        public int weightBytes() {
            return Draft.weightBytes(text);
        }
    }

    /**
     * The end of a message.
     *
     * @param moderated whoever its author is, because {@code from} keeps order in the room; else only of the same author
     */
    record Delete(Author from, Cid cid, long target, boolean moderated) implements OfTarget {
        /** The end of a message of the same author. */
        public Delete(Author from, Cid cid, long target) {
            this(from, cid, target, false);
        }

        @Override
        public int fingerprint() {
            return Objects.hash("delete", target);
        }

        @Override
        public Set<Act> acts() {
            return Set.of(moderated ? Act.DELETE_ANY : Act.DELETE_OWN);
        }
    }

    /** An emoji under a message, or its end. */
    record React(Author from, Cid cid, long target, Emoji emoji, boolean on) implements OfTarget {
        @Override
        public int fingerprint() {
            return Objects.hash("react", target, emoji.value(), on);
        }

        @Override
        public Set<Act> acts() {
            return Set.of(Act.REACT);
        }
    }

    /** A message to or from the room's board. */
    record Pin(Author from, Cid cid, long target, boolean on) implements OfTarget {
        @Override
        public int fingerprint() {
            return Objects.hash("pin", target, on);
        }

        @Override
        public Set<Act> acts() {
            return Set.of(Act.PIN);
        }
    }

    /** What the room is about. */
    record SetTopic(Author from, Cid cid, Topic topic) implements Draft {
        @Override
        public int fingerprint() {
            return Objects.hash("topic", topic.value());
        }

        @Override
        public Set<Act> acts() {
            return Set.of(Act.SET_TOPIC);
        }
    }

    /**
     * A new member of a private or direct room.
     *
     * @param membersMax how many the room may have
     */
    record AddMember(Author from, Cid cid, Author user, Role role, int membersMax) implements Draft {
        @Override
        public int fingerprint() {
            return Objects.hash("addMember", user.id().value(), role.wireName());
        }

        @Override
        public Set<Act> acts() {
            return Set.of(Act.INVITE);
        }

        /** Whether it makes a room, as the first one there: whoever makes it owns it. */
        public boolean founds() {
            return role == Role.OWNER && user.id().equals(from.id());
        }
    }

    /** The end of a membership of a private room. */
    record RemoveMember(Author from, Cid cid, Author user) implements Draft {
        @Override
        public int fingerprint() {
            return Objects.hash("removeMember", user.id().value());
        }

        @Override
        public Set<Act> acts() {
            return Set.of(user.id().equals(from.id()) ? Act.LEAVE : Act.KICK);
        }
    }

    /**
     * Another role for a member; in a public room for anybody.
     *
     * @param membersMax for how many users a public room may keep one
     */
    record SetRole(Author from, Cid cid, Author user, Role role, int membersMax) implements Draft {
        @Override
        public int fingerprint() {
            return Objects.hash("setRole", user.id().value(), role.wireName());
        }

        @Override
        public Set<Act> acts() {
            return Set.of(Act.SET_ROLE);
        }
    }

    /** Other settings of the room. */
    record SetRoom(Author from, Cid cid, SettingsChange change) implements Draft {
        @Override
        public int fingerprint() {
            RoomTitle title = change.title();
            Description description = change.description();
            Posting posting = change.posting();
            return Objects.hash(
                    "setRoom",
                    title == null ? null : title.value(),
                    description == null ? null : description.value(),
                    posting == null ? null : posting.wireName(),
                    change.archived(),
                    change.slowSeconds());
        }

        @Override
        public Set<Act> acts() {
            return change.acts();
        }

        @Override
        public int weightBytes() {
            Description description = change.description();
            return OVERHEAD_BYTES
                    + (description == null ? 0 : 2 * description.value().length());
        }
    }

    /** What it costs to hold or send an event in its present state, roughly: what pages are measured by. */
    static int weightBytes(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            int weight = weightBytes(posted.text())
                    + REACTION_USER_BYTES * posted.mentions().users().size();
            for (Reaction reaction : posted.state().reactions()) {
                weight += REACTION_USER_BYTES * (1 + reaction.users().size());
            }
            return weight;
        }
        if (event instanceof RoomEvent.Edited edited) {
            return weightBytes(edited.text())
                    + REACTION_USER_BYTES * edited.mentions().users().size();
        }
        return event instanceof RoomEvent.RoomChanged changed
                ? OVERHEAD_BYTES + 2 * changed.settings().description().value().length()
                : OVERHEAD_BYTES;
    }

    /** What it costs to hold a message with this text in memory, roughly. */
    static int weightBytes(MessageText text) {
        return OVERHEAD_BYTES + 2 * text.value().length();
    }
}
