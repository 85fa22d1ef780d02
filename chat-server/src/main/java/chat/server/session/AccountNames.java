package chat.server.session;

import chat.protocol.User;
import chat.protocol.UserId;
import java.util.List;
import java.util.Optional;

/** Who has an account here, connected or not. Any thread; at once, without a disk. */
public interface AccountNames {
    /** Nobody has. */
    AccountNames NONE = new AccountNames() {
        @Override
        public Optional<Account> find(UserId user) {
            return Optional.empty();
        }

        @Override
        public Optional<Account> named(String foldedName) {
            return Optional.empty();
        }

        @Override
        public List<Account> startingWith(String foldedStart, int max) {
            return List.of();
        }
    };

    /**
     * Somebody with an account that is not disabled.
     *
     * @param admin whether an admin of the server
     */
    record Account(User user, boolean admin) {}

    /** Who has this id. */
    Optional<Account> find(UserId user);

    /** Who has this name, {@linkplain chat.protocol.UserName#folded folded}. */
    Optional<Account> named(String foldedName);

    /** Whose folded name begins so, in the order of the names. */
    List<Account> startingWith(String foldedStart, int max);
}
