package chat.server.store;

import chat.protocol.ReadMark;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * How far users have read in which rooms, and how much is unread there: messages of others behind the mark that are not
 * deleted, and those of them that call the user. Who becomes a member of a room has read all that was before, and who
 * is no longer one has no mark there. Part of a {@link MessageStore}, with its manners.
 */
public interface ReadMarks {
    /**
     * Moves a mark forward; one that is further stays. A {@code seq} beyond the room's newest event counts as that one. In
     * a room without a log, or a private one that the user is no member of, no mark is kept; the answer is one at 0.
     *
     * @return where it stands now, as durable as the store makes it
     */
    CompletionStage<ReadMark> advance(UserId user, RoomName room, long seq);

    /** The user's marks in these rooms, in their order; {@link ReadMark#none} where none is kept. */
    CompletionStage<List<ReadMark>> in(UserId user, List<RoomName> rooms);

    /**
     * Where the marks of these users stand in a room; who has none there, or may not read it, is left out.
     *
     * @param users at most {@link chat.protocol.ProtocolLimits#DIRECT_USERS_MAX} and one more
     */
    CompletionStage<Map<UserId, Long>> among(Set<UserId> users, RoomName room);

    /** The user's marks, by room, of the rooms behind {@code after}. */
    CompletionStage<List<ReadMark>> of(UserId user, Optional<RoomName> after, int limit);
}
