package chat.server.store;

import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The logs of all rooms.
 *
 * <p>Events of a room are numbered 1, 2, 3… without a gap. A stage completes once what it says is as durable as the store
 * makes it; nothing may be told to anybody before. Stages complete on any thread, also on the caller's, and normally
 * unless the store is broken: what can be wrong with a request is part of the answer.
 *
 * <p>Any thread may call. Nothing here blocks.
 */
public interface MessageStore extends AutoCloseable {
    /** Changes whenever positions told earlier have lost their meaning. */
    String epoch();

    /** Every room that was created, with its newest {@code seq}; asked once, at start. */
    CompletionStage<List<StoredRoom>> rooms();

    /** Makes a room's log, empty. A room that exists stays as it is. */
    CompletionStage<Void> create(RoomName room, RoomTitle title);

    /**
     * Adds to a room's log, in the order given. Calls for one room take effect in the order they are made, whatever order
     * their stages complete in. One bad draft spoils no other.
     *
     * @param room a room that was created
     * @return one result for each draft, in their order
     */
    CompletionStage<List<Appended>> append(RoomName room, List<Draft> drafts);

    /** What {@link #append} would answer because the draft's {@code cid} is known; nothing when it is new. */
    CompletionStage<Optional<Appended>> find(RoomName room, Draft draft);

    /** Reads a page of a room's log, oldest event first. A room that was never created has an empty log. */
    CompletionStage<Page> read(RoomName room, PageRequest request);

    /** Ends the store; what is appended later is refused. */
    @Override
    void close();
}
