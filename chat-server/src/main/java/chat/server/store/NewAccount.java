package chat.server.store;

import chat.protocol.UserId;
import chat.protocol.UserName;

/**
 * An account that is to be made.
 *
 * @param proof how its owner shows to be the owner
 * @param createdAt epoch milliseconds
 */
public record NewAccount(UserId id, UserName name, boolean admin, Proof proof, long createdAt) {

    /** How somebody shows to be who they are. */
    public sealed interface Proof {}

    /** By a password. */
    public record Password(PasswordHash hash) implements Proof {}

    /** By what an identity provider says. */
    public record External(ExternalId id) implements Proof {}

    /** The account once it is stored. */
    public StoredAccount asStored() {
        return new StoredAccount(id, name, admin, false, createdAt);
    }
}
