package chat.server.store;

import chat.protocol.Author;
import chat.protocol.ProtocolLimits;
import chat.protocol.Report;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What keeps a chat bearable: who may not speak or come in, what was reported, who wants nothing from whom, and the trail of
 * who did what to whom. Part of a {@link MessageStore}, with its manners.
 *
 * <p>Whoever may do what is decided before. Every change is stored together with its entry of the trail, or not at all; what
 * changes nothing leaves none. Nothing here changes an entry or takes one away.
 */
public interface Moderation {
    /** Restrictions that hold in one room. */
    int RESTRICTIONS_PER_ROOM_MAX = 1_000;

    /** Restrictions that hold on the whole server, each for all rooms. */
    int SERVER_RESTRICTIONS_MAX = 10_000;

    /** Restrictions that hold in all rooms together and on the server. */
    int RESTRICTIONS_MAX = 100_000;

    /** Reports in one room that nobody has resolved. */
    int OPEN_REPORTS_PER_ROOM_MAX = 1_000;

    /** Reports in all rooms together that nobody has resolved. */
    int OPEN_REPORTS_MAX = 5_000;

    /** Reports by one user that nobody has resolved: so that none fills a room's queue alone. */
    int OPEN_REPORTS_PER_USER_MAX = 100;

    /** What became of a change. */
    enum Outcome {
        /** It is as it was wanted, perhaps since before. */
        DONE,
        /** There are as many as there may be. */
        TOO_MANY,
        /** What it is about is not there, or no longer. */
        GONE
    }

    /** Makes a restriction; one with the same key, if there is one, ends. */
    CompletionStage<Outcome> restrict(StoredRestriction restriction, AuditEntry audit);

    /** Ends a restriction before its time; false: there is none such that holds. */
    CompletionStage<Boolean> lift(StoredRestriction.Key key, AuditEntry audit);

    /** Every restriction that holds now, for all rooms and the server; asked once, at start. */
    CompletionStage<List<StoredRestriction>> restrictions();

    /**
     * Those of a room, or of the whole server, that hold now, by subject and kind.
     *
     * @param room nothing: those of the whole server
     * @param after the last of the page before
     * @param limit 1 to {@link ProtocolLimits#LIST_PAGE_MAX}
     */
    CompletionStage<List<StoredRestriction>> restrictions(
            Optional<RoomName> room, Optional<StoredRestriction.Key> after, int limit);

    /**
     * Puts a message before the moderators of its room; once for each message and reporter, the first stays. Kept is what
     * the log has of it then, so that nothing comes back that was erased since it was read.
     *
     * @param report with any number: the store gives it one, greater than those of all before and never used again. Of the
     *     message's state nothing is kept
     */
    CompletionStage<Outcome> report(Report report, AuditEntry audit);

    /**
     * What nobody has resolved, oldest first. It goes with its room; also when its message is dropped by retention, or its
     * author is erased, but not because the message is deleted.
     *
     * @param room nothing: those of all rooms
     * @param after only with a greater number
     * @param limit 1 to {@link ProtocolLimits#LIST_PAGE_MAX}
     */
    CompletionStage<List<Report>> reports(Optional<RoomName> room, long after, int limit);

    /** Takes a report of this room away; nothing is kept of it but the entry. False: there is none such. */
    CompletionStage<Boolean> resolve(RoomName room, long report, AuditEntry audit);

    /**
     * A user wants nothing from another, or no longer so.
     *
     * @param other by the name of now
     */
    CompletionStage<Outcome> block(UserId user, Author other, boolean on);

    /** Whom this user blocks, each by the name of then, by their ids; at most {@link ProtocolLimits#BLOCKS_MAX}. */
    CompletionStage<List<Author>> blocks(UserId user);

    /**
     * Those who block this user.
     *
     * @param among of these, at most 1,000
     */
    CompletionStage<Set<UserId>> blockersOf(UserId user, Set<UserId> among);

    /** Adds an entry about a change that is not stored here. */
    CompletionStage<Void> audit(AuditEntry entry);

    /**
     * The trail, newest first.
     *
     * @param before only entries with a smaller id; {@link Long#MAX_VALUE}: the newest
     * @param limit 1 to {@link ProtocolLimits#LIST_PAGE_MAX}
     */
    CompletionStage<List<AuditEntry.Stored>> audit(long before, int limit);
}
