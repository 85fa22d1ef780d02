package chat.server.store;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;

/** What became of a draft. */
public sealed interface Appended {

    /** It is stored, as this event. */
    record Committed(RoomEvent event) implements Appended {}

    /** Its {@code cid} was stored before, with the same content. */
    record Duplicate(RoomName room, long seq, long at) implements Appended {}

    /** It is not stored. */
    record Refused(Reason reason) implements Appended {}

    /** Why a draft is not stored. */
    enum Reason {
        /** Its {@code cid} was stored before, with other content. */
        CID_REUSED,
        /** It refers to an event that the room does not have. */
        NO_SUCH_TARGET,
        /** There is too much to store; later it may work. */
        OVERLOADED,
        /** The store is broken or closed. */
        UNAVAILABLE
    }
}
