package chat.server.store;

import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Full-text search over the messages of all rooms that the asker may read. Part of a {@link MessageStore}. */
public interface MessageSearch {
    /**
     * Messages with all the words, in their present text, the one that was stored last first. Deleted ones and earlier
     * texts are not found.
     *
     * @return a failed stage with {@link BadCursor} when {@code cursor} is none of this search's
     */
    CompletionStage<Found> search(Request request);

    /**
     * What is looked for.
     *
     * @param asker who asks: of private and direct rooms only those are searched of which they are a member
     * @param room only there
     * @param from only by this user
     * @param cursor {@link Found#next} of the page before
     */
    record Request(
            UserId asker,
            SearchQuery query,
            Optional<RoomName> room,
            Optional<UserId> from,
            Optional<String> cursor,
            int limit) {}

    /**
     * A page of hits; it may have fewer than asked for, even none, and yet a next one.
     *
     * @param next where to go on, 1 to {@link chat.protocol.ProtocolLimits#CURSOR_LENGTH_MAX} visible ASCII characters;
     *     nothing when there is no more
     */
    record Found(List<ServerMessage.Hit> hits, Optional<String> next) {}

    /** A cursor that no search gave. */
    final class BadCursor extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Without a stack trace: it is the client's mistake. */
        public BadCursor() {
            super("cursor: not one of this search", null, false, false);
        }
    }
}
