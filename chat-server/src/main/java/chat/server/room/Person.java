package chat.server.room;

import chat.protocol.Author;
import chat.protocol.UserId;
import java.util.Optional;

/**
 * Who asks a room for something, or does something there.
 *
 * @param author under the name of this moment
 * @param admin whether it is an admin of the server, who acts as an owner in every public room
 * @param guestAddress of somebody without an account: where they come from, as {@link chat.server.store.StoredRestriction.Target}
 *     names it; what was decided about an address holds for them
 */
public record Person(Author author, boolean admin, Optional<String> guestAddress) {
    /** Somebody without an account, from nowhere in particular. */
    public static Person guest(Author author) {
        return new Person(author, false, Optional.empty());
    }

    /** Who it is, whatever the name. */
    public UserId id() {
        return author.id();
    }
}
