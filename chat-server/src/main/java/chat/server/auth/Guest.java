package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;

/**
 * Somebody without an account, as a token tells of them.
 *
 * @param name the name when the token was made; the guest may go by another one by now
 */
public record Guest(UserId id, UserName name) implements Identity {}
