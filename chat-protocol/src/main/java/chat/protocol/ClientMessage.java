package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code chat.v1} client may say.
 *
 * <p>Every message may carry {@code id}, a number of the client's own that the answer repeats. Adding a message means: a
 * record here, a method in {@link Handler} (the compiler then asks every session state for an answer), a golden file, a
 * row in {@code docs/PROTOCOL.md}.
 */
public sealed interface ClientMessage {

    /** The client's own number for this request, repeated in the answer; null when it asked for none. */
    @Nullable
    Long id();

    /** Calls the method of {@code handler} that is meant for this message. */
    void accept(Handler handler);

    /** Answers every message; without defaults, so that a forgotten one does not compile. */
    interface Handler {
        /** A client says who it is. */
        void on(Hello message);

        /** A client enters a room, or comes back to it. */
        void on(Join message);

        /** A client leaves a room. */
        void on(Leave message);

        /** A client posts a text. */
        void on(Send message);

        /** A client asks for a page of a room's log. */
        void on(History message);

        /** A client asks which rooms there are. */
        void on(Rooms message);

        /** A client asks who is in a room. */
        void on(Members message);

        /** A client's user is typing. */
        void on(Typing message);

        /** A client wants a room to exist. */
        void on(CreateRoom message);
    }

    /**
     * Who is this. Must be the first message, within the {@code hello} deadline.
     *
     * @param name the wished name; may be absent when {@code token} is given, the token then brings its own
     * @param token what an earlier {@code welcome} gave; makes the client the same user again
     */
    record Hello(
            @Nullable Long id,
            @Nullable UserName name,
            @Nullable String token) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Enters a room.
     *
     * @param after the last {@code seq} the client has; everything after it is sent first. Absent: live from now on
     * @param epoch the epoch {@code after} was counted in; absent: the present one
     */
    record Join(
            @Nullable Long id,
            RoomName room,
            @Nullable Long after,
            @Nullable String epoch) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Leaves a room; leaving a room one is not in is no error. */
    record Leave(@Nullable Long id, RoomName room) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Posts a text.
     *
     * @param cid the client's name for this message, unique per user: sending it again is answered, never posted twice
     * @param replyTo the {@code seq} of the message this one answers, of the same room
     */
    record Send(
            @Nullable Long id,
            RoomName room,
            Cid cid,
            MessageText text,
            @Nullable Long replyTo) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks for a page of the log: the events just before {@code before}, or just after {@code after}, or the newest.
     *
     * @param limit at most so many events; 1 to {@link ProtocolLimits#HISTORY_PAGE_MAX}, absent:
     *     {@link ProtocolLimits#HISTORY_PAGE_DEFAULT}
     */
    record History(
            @Nullable Long id,
            RoomName room,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Integer limit) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks for the rooms there are, in the order of their names.
     *
     * @param after the last room of the page before; absent: from the start
     * @param limit at most so many; 1 to {@link ProtocolLimits#LIST_PAGE_MAX}, which is also the default
     */
    record Rooms(
            @Nullable Long id,
            @Nullable RoomName after,
            @Nullable Integer limit) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks who is in a room the client has joined, in the order of their ids.
     *
     * @param after the last member of the page before; absent: from the start
     * @param limit at most so many; 1 to {@link ProtocolLimits#LIST_PAGE_MAX}, which is also the default
     */
    record Members(
            @Nullable Long id,
            RoomName room,
            @Nullable UserId after,
            @Nullable Integer limit) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** The user is typing; shown to the others of the room, never stored, never answered. */
    record Typing(@Nullable Long id, RoomName room) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Makes a room; making one that exists is no error.
     *
     * @param title what pages show; absent: the room's name
     */
    record CreateRoom(
            @Nullable Long id, RoomName room, @Nullable RoomTitle title, Visibility visibility)
            implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }
}
