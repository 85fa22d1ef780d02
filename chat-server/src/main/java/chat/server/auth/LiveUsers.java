package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.StoredRestriction;
import java.util.Optional;
import java.util.function.Predicate;

/** Who is connected; implemented by whoever holds the connections. Any thread. */
public interface LiveUsers {
    /**
     * A free name for somebody who wishes for this one.
     *
     * @param user who may have it, because it is theirs
     * @return nothing: the wished one is free
     */
    Optional<UserName> instead(UserName wished, Optional<UserId> user);

    /** There is an account of this name now: whoever else goes by it has to take another one. */
    void registered(UserId owner, UserName name);

    /** Ends the connections of a user that came about so; they are logged out. */
    void end(UserId user, Predicate<Identity> which);

    /** Ends the connections of those whom a ban from the server hits; they are told so. */
    void banned(StoredRestriction.Target target, Denied why);

    /** Nobody is connected. */
    static LiveUsers none() {
        return new LiveUsers() {
            @Override
            public Optional<UserName> instead(UserName wished, Optional<UserId> user) {
                return Optional.empty();
            }

            @Override
            public void registered(UserId owner, UserName name) {
                // Nobody goes by it.
            }

            @Override
            public void end(UserId user, Predicate<Identity> which) {
                // There is nothing to end.
            }

            @Override
            public void banned(StoredRestriction.Target target, Denied why) {
                // There is nothing to end.
            }
        };
    }
}
