package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code chat.v1} client may say.
 *
 * <p>Every message may carry {@code id}, a number of the client's own that the answer repeats. Adding a message means: a
 * record here, a method in {@link Handler} (the compiler then asks every session state for an answer), a golden file, a
 * row in {@code docs/PROTOCOL.md}.
 */
public sealed interface ClientMessage
        permits ClientMessage.Hello,
                ClientMessage.Join,
                ClientMessage.Leave,
                ClientMessage.History,
                ClientMessage.Rooms,
                ClientMessage.Members,
                ClientMessage.Typing,
                ClientMessage.CreateRoom,
                ClientMessage.Read,
                ClientMessage.Unread,
                ClientMessage.Search,
                ClientMessage.Versions,
                ClientMessage.Pins,
                ClientMessage.Addition,
                RoomMessage {

    /** The client's own number for this request, repeated in the answer; null when it asked for none. */
    @Nullable
    Long id();

    /** Calls the method of {@code handler} that is meant for this message. */
    void accept(Handler handler);

    /** Answers every message; without defaults, so that a forgotten one does not compile. */
    interface Handler extends RoomMessage.Handler {
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

        /** A client gives its message another text. */
        void on(Edit message);

        /** A client takes its message back. */
        void on(Delete message);

        /** A client puts an emoji under a message, or takes it away. */
        void on(React message);

        /** A client pins a message, or takes it off the board. */
        void on(Pin message);

        /** A client says what a room is about. */
        void on(SetTopic message);

        /** A client's user has read a room so far. */
        void on(Read message);

        /** A client asks what is unread in which rooms. */
        void on(Unread message);

        /** A client looks for messages. */
        void on(Search message);

        /** A client asks for the earlier texts of a message. */
        void on(Versions message);

        /** A client asks for a room's pinned messages. */
        void on(Pins message);
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
            @Nullable Long replyTo) implements Addition {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks for a page of the log: the events just before {@code before}, or just after {@code after}, or those on both
     * sides of {@code around} and itself, or the newest.
     *
     * @param thread only the messages that answer this one; not together with {@code around}
     * @param limit at most so many events; 1 to {@link ProtocolLimits#HISTORY_PAGE_MAX}, absent:
     *     {@link ProtocolLimits#HISTORY_PAGE_DEFAULT}
     */
    record History(
            @Nullable Long id,
            RoomName room,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long around,
            @Nullable Long thread,
            @Nullable Integer limit)
            implements ClientMessage {
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
     * @param room always there for a public room; a private one gets a key of the server's, and at most its title from this
     * @param cid always there for a private room: sending it again is answered with the same room
     * @param title what pages show; absent: the room's name, and without that the name of who makes it
     * @param visibility public or private
     */
    record CreateRoom(
            @Nullable Long id,
            @Nullable RoomName room,
            @Nullable Cid cid,
            @Nullable RoomTitle title,
            @Nullable Description description,
            Visibility visibility)
            implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** What adds to a room's log, and so has a {@code cid}: sending it again is answered, never done twice. */
    sealed interface Addition extends ClientMessage
            permits Send,
                    Edit,
                    Delete,
                    React,
                    Pin,
                    SetTopic,
                    RoomMessage.Invite,
                    RoomMessage.RemoveMember,
                    RoomMessage.SetRole,
                    RoomMessage.SetRoom {
        /** Which room. */
        RoomName room();

        /** The client's name for this addition, unique per user. */
        Cid cid();
    }

    /** Gives a message of one's own another text. */
    record Edit(@Nullable Long id, RoomName room, Cid cid, long target, MessageText text) implements Addition {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Takes a message back, of one's own or, where one keeps order, of others: its text is gone for everybody. */
    record Delete(@Nullable Long id, RoomName room, Cid cid, long target) implements Addition {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Puts an emoji under a message, or with {@code on} false takes it away. */
    record React(@Nullable Long id, RoomName room, Cid cid, long target, Emoji emoji, boolean on) implements Addition {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Pins a message to the room's board, or with {@code on} false takes it off. */
    record Pin(@Nullable Long id, RoomName room, Cid cid, long target, boolean on) implements Addition {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Says what the room is about. */
    record SetTopic(@Nullable Long id, RoomName room, Cid cid, Topic topic) implements Addition {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** The user has read the room up to {@code seq}; going back is no error and changes nothing. */
    record Read(@Nullable Long id, RoomName room, long seq) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks for the rooms the user has read in, and what is unread there, in the order of their names.
     *
     * @param after the last room of the page before; absent: from the start
     * @param limit at most so many; 1 to {@link ProtocolLimits#LIST_PAGE_MAX}, which is also the default
     */
    record Unread(
            @Nullable Long id,
            @Nullable RoomName after,
            @Nullable Integer limit) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Looks for messages with all of these words, newest first.
     *
     * @param query words, {@code "phrases"} and {@code prefixes*}; accents and case do not matter
     * @param room only in this room
     * @param from only of this user
     * @param cursor what {@code found.next} of the page before said
     * @param limit at most so many; 1 to {@link ProtocolLimits#SEARCH_PAGE_MAX}, absent:
     *     {@link ProtocolLimits#SEARCH_PAGE_DEFAULT}
     */
    record Search(
            @Nullable Long id,
            String query,
            @Nullable RoomName room,
            @Nullable UserId from,
            @Nullable String cursor,
            @Nullable Integer limit)
            implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Asks for every text that a message has had, at most {@link ProtocolLimits#VERSIONS_MAX}. */
    record Versions(@Nullable Long id, RoomName room, long target) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }

    /** Asks for a room's pinned messages. */
    record Pins(@Nullable Long id, RoomName room) implements ClientMessage {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }
    }
}
