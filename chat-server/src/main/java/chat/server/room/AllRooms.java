package chat.server.room;

import chat.protocol.RoomName;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.StoredRoom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * All rooms, for those who look after the whole server: nothing is hidden here, and nobody is asked whether they may. Any
 * thread; stages complete on any.
 */
public interface AllRooms {
    /**
     * A room as it is now.
     *
     * @param present how many users are there
     */
    record Found(StoredRoom room, int present) {}

    /** Those that are not deleted, in no order. */
    CompletionStage<List<Found>> list();

    /** One of them. */
    CompletionStage<Optional<Found>> find(RoomName name);

    /** Adds to the log of a room, and its entry to the trail; those in it are told. Nothing: there is no such room. */
    CompletionStage<Optional<Appended>> add(RoomName name, Draft draft);

    /** Deletes a room with all that is in it; those in it are told. False: there is no such room, and no entry of it. */
    CompletionStage<Boolean> delete(RoomName name, AuditEntry audit);
}
