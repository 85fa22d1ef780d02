package chat.server.oversight;

import chat.protocol.Author;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.server.auth.Account;
import chat.server.store.AuditEntry;
import java.util.Optional;

/**
 * Who uses a power over others.
 *
 * @param admin nothing: the operator, at the machine itself
 * @param author as events and restrictions name them
 */
public record By(Optional<UserId> admin, Author author) {
    private static final By OPERATOR = new By(Optional.empty(), AuditEntry.OPERATOR);

    /** The operator, at the machine itself. */
    public static By operator() {
        return OPERATOR;
    }

    /** An administrator. */
    public static By admin(Account account) {
        return new By(Optional.of(account.id()), new Author(account.id(), account.name()));
    }

    AuditEntry entry(long at, String act, Optional<RoomName> room, Optional<UserId> user, String detail) {
        return new AuditEntry(at, admin, act, room, user, detail);
    }
}
