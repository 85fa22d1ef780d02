package chat.server.session;

import chat.protocol.CloseCode;
import chat.protocol.UserName;
import chat.server.auth.Denied;
import chat.server.auth.Guest;
import chat.server.auth.Identity;
import java.util.Optional;

/**
 * Why somebody may not be here after all who was let in a moment ago.
 *
 * @param ban what they are told of it, should it be a ban from the server
 */
record Unwelcome(CloseCode code, Optional<Denied> ban) {
    /**
     * What was decided while they came in; nothing when they may stay. To be asked behind {@link OnlineUser#add}: whatever is
     * revoked from then on ends the connection.
     */
    static Optional<Unwelcome> of(Identity identity, UserName name, String address, SessionServices services) {
        if (!services.authenticator().isCurrent(identity)) {
            return Optional.of(new Unwelcome(CloseCode.LOGGED_OUT, Optional.empty()));
        }
        // Registered since the name was granted: the next hello is told so.
        if (identity instanceof Guest && services.accounts().isRegistered(name)) {
            return Optional.of(new Unwelcome(CloseCode.GOING_AWAY, Optional.empty()));
        }
        return services.authenticator()
                .bans()
                .on(identity, address)
                .map(ban -> new Unwelcome(CloseCode.BANNED, Optional.of(ban)));
    }
}
