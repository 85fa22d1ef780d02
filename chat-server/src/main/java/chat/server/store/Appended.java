package chat.server.store;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;

/** What became of a draft. */
public sealed interface Appended {

    /** It is stored, as this event. */
    record Committed(RoomEvent event) implements Appended {}

    /** Its {@code cid} was stored before, with the same content. */
    record Duplicate(RoomName room, long seq, long at) implements Appended {}

    /** It is not stored, and will not be as it is; or, as {@link Reason} says, not now. */
    record Refused(Reason reason) implements Appended {}

    /**
     * It is not stored, because for now the store can only be read. It mends itself when it can.
     *
     * @param why for people, in English: what is wrong, as far as it is fit for everybody
     */
    record Unwritable(String why) implements Appended {}

    /** Why a draft is not stored. */
    enum Reason {
        /** Its {@code cid} was stored before, with other content. */
        CID_REUSED,
        /** There is no such private or direct room, or it was deleted. */
        NO_SUCH_ROOM,
        /** It is about a message that the room does not have, or no longer. */
        NO_SUCH_TARGET,
        /** Only the author may do that. */
        NOT_AUTHOR,
        /** Who shall become a member of the room is one. */
        ALREADY_MEMBER,
        /** Who shall no longer be a member of the room, or be something else there, is none. */
        NO_SUCH_MEMBER,
        /** The room has as many members as it may have. */
        TOO_MANY_MEMBERS,
        /** The room would have no owner any more. */
        LAST_OWNER,
        /** The message has as many different reactions as it may have. */
        TOO_MANY_REACTIONS,
        /** The room has as many pinned messages as it may have. */
        TOO_MANY_PINS,
        /** The database does not take it, and never will. */
        REJECTED,
        /** There is too much to store; later it may work. */
        OVERLOADED,
        /** The store is broken or closed, or cannot tell whether it is stored: sending it again will. */
        UNAVAILABLE
    }
}
