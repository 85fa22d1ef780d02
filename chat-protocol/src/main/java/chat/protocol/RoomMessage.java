package chat.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@code chat.v1} client may say about rooms and the people in them; a part of {@link ClientMessage}. */
public sealed interface RoomMessage extends ClientMessage {

    /** Answers these messages; without defaults, so that a forgotten one does not compile. */
    interface Handler {
        /** A client makes somebody a member. */
        void on(Invite message);

        /** A client ends a membership. */
        void on(RemoveMember message);

        /** A client gives somebody a role. */
        void on(SetRole message);

        /** A client changes a room's settings. */
        void on(SetRoom message);

        /** A client wants to talk to some people alone. */
        void on(Direct message);

        /** A client deletes a room. */
        void on(DeleteRoom message);

        /** A client sends somebody out. */
        void on(Kick message);

        /** A client mutes or bans somebody, or ends that. */
        void on(Restrict message);

        /** A client asks who is muted or banned. */
        void on(Restrictions message);

        /** A client reports a message. */
        void on(Report message);

        /** A client asks what was reported. */
        void on(Reports message);

        /** A client closes a report. */
        void on(ResolveReport message);

        /** A client blocks somebody, or no longer does. */
        void on(Block message);

        /** A client asks whom it has blocked. */
        void on(Blocks message);

        /** A client asks which rooms its user belongs to. */
        void on(MyRooms message);

        /** A client looks for users. */
        void on(FindUsers message);
    }

    /**
     * Makes somebody a member of a private room.
     *
     * @param role what they shall be there
     */
    record Invite(@Nullable Long id, RoomName room, Cid cid, UserId user, Role role) implements RoomMessage, Addition {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /** Ends somebody's membership of a private room; one's own: leaves it for good. */
    record RemoveMember(@Nullable Long id, RoomName room, Cid cid, UserId user) implements RoomMessage, Addition {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /** Gives somebody a role. */
    record SetRole(@Nullable Long id, RoomName room, Cid cid, UserId user, Role role) implements RoomMessage, Addition {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Changes a room's settings.
     *
     * @param change something, at least
     */
    record SetRoom(@Nullable Long id, RoomName room, Cid cid, SettingsChange change) implements RoomMessage, Addition {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Makes the direct room with these people, or finds it.
     *
     * @param users 1 to {@link ProtocolLimits#DIRECT_USERS_MAX}, without oneself
     */
    record Direct(@Nullable Long id, List<UserId> users) implements RoomMessage {
        /** With a copy of the list. */
        public Direct {
            users = List.copyOf(users);
        }

        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /** Deletes a room with all that is in it. */
    record DeleteRoom(@Nullable Long id, RoomName room) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /** Sends somebody out of a room, for now. */
    record Kick(
            @Nullable Long id,
            RoomName room,
            UserId user,
            @Nullable Reason reason) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Mutes or bans somebody, or with {@code on} false ends that.
     *
     * @param seconds for how long, 1 to {@link ProtocolLimits#RESTRICTION_SECONDS_MAX}; absent: for ever
     * @param byAddress of a guest: also whoever comes from the same address
     */
    record Restrict(
            @Nullable Long id,
            RoomName room,
            UserId user,
            RestrictionKind kind,
            boolean on,
            @Nullable Integer seconds,
            boolean byAddress,
            @Nullable Reason reason)
            implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks who is muted or banned in a room, in the order of their ids.
     *
     * @param after the last user of the page before; absent: from the start
     * @param limit at most so many users; 1 to {@link ProtocolLimits#LIST_PAGE_MAX}, which is also the default
     */
    record Restrictions(
            @Nullable Long id,
            RoomName room,
            @Nullable UserId after,
            @Nullable Integer limit) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /** Tells those who keep order in a room of a message. */
    record Report(@Nullable Long id, RoomName room, long target, Reason reason) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks what was reported in a room and is not closed, oldest first.
     *
     * @param after the last report of the page before; absent: from the start
     * @param limit at most so many; 1 to {@link ProtocolLimits#LIST_PAGE_MAX}, which is also the default
     */
    record Reports(
            @Nullable Long id,
            RoomName room,
            @Nullable Long after,
            @Nullable Integer limit) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /** Closes a report. */
    record ResolveReport(@Nullable Long id, RoomName room, long report, ReportOutcome outcome) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Takes no direct messages and invitations from somebody any more, or with {@code on} false does again.
     */
    record Block(@Nullable Long id, UserId user, boolean on) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /** Asks whom the user has blocked. */
    record Blocks(@Nullable Long id) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks for the private and direct rooms that the user belongs to, and the public ones where it has a role, in the order of
     * their keys.
     *
     * @param after the last room of the page before; absent: from the start
     * @param limit at most so many; 1 to {@link ProtocolLimits#LIST_PAGE_MAX}, which is also the default
     */
    record MyRooms(
            @Nullable Long id,
            @Nullable RoomName after,
            @Nullable Integer limit) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }

    /**
     * Asks for users whose name begins so, among those who are there or have an account.
     *
     * @param query 1 to {@link ProtocolLimits#USER_NAME_CODE_POINTS_MAX} code points
     * @param limit at most so many; 1 to {@link ProtocolLimits#FOUND_USERS_MAX}, absent:
     *     {@link ProtocolLimits#FOUND_USERS_DEFAULT}
     */
    record FindUsers(
            @Nullable Long id, String query, @Nullable Integer limit) implements RoomMessage {
        @Override
        public void accept(ClientMessage.Handler handler) {
            handler.on(this);
        }
    }
}
