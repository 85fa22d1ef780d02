package chat.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server says to a {@code chat.v1} client: answers, which repeat the request's {@code id}, and what happens in
 * the joined rooms. Absent fields are null here and left out on the wire.
 */
public sealed interface ServerMessage permits RoomEvent, ServerMessage.Direct {

    /** What is not part of a room's log. */
    sealed interface Direct extends ServerMessage {}

    /**
     * Answers {@code hello}.
     *
     * @param user the name granted stands in it
     * @param token makes the client the same user again, later; a secret; of guests alone
     * @param account whether the user has an account here
     * @param admin whether the user is an admin of this server
     * @param epoch the store's epoch: positions of another one are void
     * @param heartbeatSeconds how often the server lets hear from itself
     */
    record Welcome(
            @Nullable Long id,
            User user,
            @Nullable String token,
            boolean account,
            boolean admin,
            String epoch,
            Limits limits,
            int heartbeatSeconds)
            implements Direct {}

    /**
     * Answers {@code join}: the missed events follow, then {@code live}.
     *
     * @param seq the newest event of the room, 0 when it has none
     * @param count how many members there are, also when {@code members} is cut short
     * @param members at most {@link ProtocolLimits#MEMBERS_IN_JOINED} of them
     * @param seen how far the others have read; empty but in direct rooms
     */
    record Joined(@Nullable Long id, RoomView view, long seq, int count, List<RoomMember> members, List<SeenMark> seen)
            implements Direct {}

    /**
     * Answers {@code join} when the missed events cannot be told whole: forget what you have, here is the newest page;
     * {@code live} follows.
     */
    record Reset(
            @Nullable Long id,
            RoomView view,
            long seq,
            String epoch,
            int count,
            List<RoomMember> members,
            List<SeenMark> seen,
            List<RoomEvent> events)
            implements Direct {}

    /** From here on the room's events come as they happen. */
    record Live(RoomName room) implements Direct {}

    /**
     * Answers {@code send} and whatever else has a {@code cid}: it is stored.
     *
     * @param at epoch milliseconds
     * @param duplicate this {@code cid} was stored earlier; {@code seq} and {@code at} are those of that time
     */
    record Ack(@Nullable Long id, RoomName room, Cid cid, long seq, long at, boolean duplicate) implements Direct {}

    /**
     * Answers {@code history}, oldest event first.
     *
     * @param first the oldest event the log still has; one more than the newest when it has none
     * @param more there is more in the direction asked for; with {@code around}: towards the newest
     */
    record History(@Nullable Long id, RoomName room, List<RoomEvent> events, long first, boolean more)
            implements Direct {}

    /** How far the user has read a room: answers {@code read}, and without {@code id} tells its other connections. */
    record ReadUpTo(@Nullable Long id, ReadMark mark) implements Direct {}

    /** How far somebody else has read a direct room now. */
    record Seen(RoomName room, SeenMark mark) implements Direct {}

    /** Answers {@code unread}. */
    record Unread(@Nullable Long id, List<ReadMark> rooms, boolean more) implements Direct {}

    /**
     * Answers {@code search}, newest hit first.
     *
     * @param next where to go on; absent: there is no more
     */
    record Found(
            @Nullable Long id, List<Hit> hits, @Nullable String next) implements Direct {}

    /** A message that was searched for, as it is now. */
    record Hit(RoomEvent.Posted post, Snippet snippet) {}

    /** Answers {@code versions}, oldest first; the last one is the present text. Empty when the message was deleted. */
    record Versions(@Nullable Long id, RoomName room, long target, List<Version> versions) implements Direct {}

    /**
     * A text that a message has, or had.
     *
     * @param seq the event that gave it: the message itself, or an {@code edited}
     * @param at when, epoch milliseconds
     */
    record Version(long seq, long at, MessageText text) {}

    /** Answers {@code pins}: the messages on the room's board, by {@code seq}. */
    record Pins(@Nullable Long id, RoomName room, List<RoomEvent> events) implements Direct {}

    /** Answers {@code rooms}. */
    record Rooms(@Nullable Long id, List<RoomSummary> rooms, boolean more) implements Direct {}

    /**
     * Answers {@code members}; also comes unasked after a client was too slow to be told who entered and left.
     *
     * @param count how many members there are in all
     * @param members those who are there; in a private room, when they were asked for, all members
     */
    record Members(@Nullable Long id, RoomName room, int count, List<RoomMember> members, boolean more)
            implements Direct {}

    /**
     * Answers {@code createRoom} and {@code direct}.
     *
     * @param created false when the room was there already
     */
    record RoomCreated(@Nullable Long id, RoomName room, RoomTitle title, Visibility visibility, boolean created)
            implements Direct {}

    /** It is done: answers what has no answer of its own. */
    record Done(@Nullable Long id) implements Direct {}

    /** Answers {@code myRooms}. */
    record MyRooms(@Nullable Long id, List<MyRoom> rooms, boolean more) implements Direct {}

    /** The user belongs to one more room. */
    record RoomAdded(MyRoom room) implements Direct {}

    /**
     * The room is no longer there for the user; nothing more comes of it.
     *
     * @param until when it may be joined again, epoch milliseconds; absent: nobody knows, or at once after a kick
     * @param why in the words of who did it
     */
    record Removed(
            RoomName room,
            RemovedReason reason,
            @Nullable Long until,
            @Nullable Reason why) implements Direct {}

    /**
     * The user was muted in a room, or is no longer.
     *
     * @param mutedUntil epoch milliseconds; 0: for ever; absent: not muted
     */
    record Standing(RoomName room, @Nullable Long mutedUntil) implements Direct {}

    /** Answers {@code restrictions}: who is muted or banned in a room, by the users' ids. */
    record Restrictions(@Nullable Long id, RoomName room, List<Restriction> entries, boolean more) implements Direct {}

    /** Answers {@code reports}: those that nobody closed yet, oldest first. */
    record Reports(@Nullable Long id, RoomName room, List<Report> entries, boolean more) implements Direct {}

    /** Answers {@code blocks}: whom the user has blocked, by id. */
    record Blocks(@Nullable Long id, List<Author> users) implements Direct {}

    /** Tells the user's other connections whom it blocked, or no longer blocks. */
    record Blocked(Author user, boolean on) implements Direct {}

    /** Answers {@code findUsers}, by name. */
    record FoundUsers(@Nullable Long id, List<User> users) implements Direct {}

    /** Somebody came into a room. */
    record Entered(RoomName room, User user, int count) implements Direct {}

    /**
     * Somebody left a room; with {@code id} it answers the client's own {@code leave}.
     *
     * @param user whoever left
     */
    record Left(@Nullable Long id, RoomName room, Author user, int count) implements Direct {}

    /** Somebody is typing; good for {@link ProtocolLimits#TYPING_SECONDS}. */
    record Typing(RoomName room, Author user) implements Direct {}

    /** How many are in a large room, at most once a second; there {@code entered} and {@code left} are not told. */
    record Presence(RoomName room, int count) implements Direct {}

    /** The server is alive; no answer is due. */
    record Ping() implements Direct {}

    /**
     * A request could not be done; the connection stays.
     *
     * @param message for people, in English; programs look at {@code code}
     * @param field the field that was wrong
     * @param cid the {@code cid} of the request, if it had one
     * @param suggestion a free name, when the wished one is taken
     * @param retryAfterMillis when it makes sense to try again
     */
    record Failure(
            @Nullable Long id,
            ErrorCode code,
            String message,
            @Nullable String field,
            @Nullable Cid cid,
            @Nullable String suggestion,
            @Nullable Long retryAfterMillis)
            implements Direct {

        /** An error without further detail. */
        public static Failure of(@Nullable Long id, ErrorCode code) {
            return new Failure(id, code, code.sentence(), null, null, null, null);
        }
    }

    /**
     * The connection is about to be closed by the server.
     *
     * @param code the close code that follows
     * @param retryAfterMillis come back no sooner than this, if at all
     */
    record Closing(int code, String reason, @Nullable Long retryAfterMillis) implements Direct {}
}
