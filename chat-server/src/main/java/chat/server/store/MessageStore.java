package chat.server.store;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The logs of all rooms.
 *
 * <p>Events of a room are numbered 1, 2, 3… without a gap. A stage completes once what it says is as durable as the store
 * makes it; nothing may be told to anybody before. Stages complete on any thread, also on the caller's. What can be wrong
 * with a request is part of the answer; a stage that fails means that the store could not do it, now or ever, and says
 * nothing about whether it was done.
 *
 * <p>Any thread may call. Nothing here blocks.
 */
public interface MessageStore extends AutoCloseable {
    /** Changes whenever positions told earlier have lost their meaning. The same from start to {@link #close}. */
    String epoch();

    /** Every room that has a log or was deleted, with its newest {@code seq}; asked once, at start. */
    CompletionStage<List<StoredRoom>> rooms();

    /**
     * Adds to a room's log, in the order given. Calls for one room take effect in the order they are made, whatever order
     * their stages complete in. One bad draft spoils no other.
     *
     * <p>Whether somebody may do what a draft says is decided before; here it is only kept consistent. What
     * somebody does by a power over others is stored together with its entry of the trail ({@link AuditEntry#of}).
     *
     * @param settings the room's, should this be its first event, or the first since it was deleted
     * @return one result for each draft, in their order
     */
    CompletionStage<List<Appended>> append(RoomName room, RoomSettings settings, List<Draft> drafts);

    /**
     * Deletes a room with its log, members and read marks, its restrictions and what was reported there. A public one is still listed by {@link #rooms}, as deleted, so
     * that what is appended later makes a new room that counts on from the old head, leaving out one number: so whoever had
     * read all of the old one still sees that it is another. The key of a private one never comes
     * again. Takes its place among the calls of {@link #append}. A room that is not there stays so, and leaves no entry: it
     * may be asked for again by whoever does not know whether it was done.
     *
     * @param audit stored together with that
     */
    CompletionStage<Void> delete(RoomName room, AuditEntry audit);

    /** What {@link #append} would answer because the draft's {@code cid} is known; nothing when it is new. */
    CompletionStage<Optional<Appended>> find(RoomName room, Draft draft);

    /**
     * Reads a page of a room's log, oldest event first; messages in their present state, deleted texts blank. A room without
     * a log has an empty one.
     */
    CompletionStage<Page> read(RoomName room, PageRequest request);

    /**
     * As {@link #read}, but only the messages that answer {@code root}, as if the log had no others: {@link Page#first} and
     * {@link Page#last} are the oldest and the newest of them; 1 and 0 when there are none.
     */
    CompletionStage<Page> thread(RoomName room, long root, PageRequest request);

    /** The room's pinned messages in their present state, by {@code seq}. */
    CompletionStage<List<RoomEvent>> pins(RoomName room);

    /**
     * Every text that a message has had, oldest first, at most the newest
     * {@link chat.protocol.ProtocolLimits#VERSIONS_MAX}; none for what is no message, or deleted.
     */
    CompletionStage<List<ServerMessage.Version>> versions(RoomName room, long target);

    /** How far users have read. */
    ReadMarks readMarks();

    /** Looking for messages. */
    MessageSearch search();

    /** Restrictions, reports, blocks and the trail of who did what. */
    Moderation moderation();

    /** Ends the store; what is appended later is refused. Waits for what is being written. */
    @Override
    void close();
}
