package chat.server.room;

import chat.protocol.Author;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import java.util.Optional;
import java.util.Set;

/** The people of the server, in whatever room: those who are connected, and those with an account. Any thread; no disk. */
public interface People {
    /**
     * Somebody.
     *
     * @param user under the present name
     * @param account whether it is somebody with an account, who is there for good
     * @param admin whether it is an admin of the server
     * @param guestAddress as in {@link Person#guestAddress}, of the newest connection
     */
    record Known(User user, boolean account, boolean admin, Optional<String> guestAddress) {}

    /** Nobody is connected, nobody has an account. */
    static People nobody() {
        return new People() {
            @Override
            public Optional<Known> find(UserId user) {
                return Optional.empty();
            }

            @Override
            public Optional<Known> named(String foldedName) {
                return Optional.empty();
            }

            @Override
            public void tell(UserId user, ServerMessage message) {
                // There is nobody to be told.
            }

            @Override
            public void tell(UserId user, ServerMessage message, Set<Outlet> but) {
                // There is nobody to be told.
            }
        };
    }

    /** Who has this id. */
    Optional<Known> find(UserId user);

    /** Whether it is an admin of the server. */
    default boolean isAdmin(UserId user) {
        return find(user).map(Known::admin).orElse(false);
    }

    /** Somebody under the present name, or under that of then when there is no other. */
    default User present(Author author) {
        return find(author.id()).map(Known::user).orElseGet(() -> User.of(author.id(), author.name()));
    }

    /** Who goes by this name now, {@linkplain chat.protocol.UserName#folded folded}. */
    Optional<Known> named(String foldedName);

    /** Says something to every {@code chat.v1} connection of a user. */
    void tell(UserId user, ServerMessage message);

    /** As {@link #tell}, but for those connections that know already. */
    void tell(UserId user, ServerMessage message, Set<Outlet> but);
}
