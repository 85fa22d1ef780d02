package chat.server.store;

import chat.protocol.UserId;
import chat.protocol.UserName;

/**
 * Somebody who has an account.
 *
 * @param name nobody else has one that is folded alike
 * @param admin whether this is one of the server's administrators
 * @param disabled whether nobody may come in by it
 * @param createdAt epoch milliseconds
 */
public record StoredAccount(UserId id, UserName name, boolean admin, boolean disabled, long createdAt) {}
