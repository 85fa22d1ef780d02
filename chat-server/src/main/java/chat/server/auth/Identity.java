package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;

/** Who somebody has proved to be. */
public sealed interface Identity permits Guest, Account {
    /** The same for as long as it is the same user. */
    UserId id();

    /** The name that goes with it; a guest may wish for another one. */
    UserName name();
}
