package chat.server.store;

import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * That somebody used a power over others. It names users by their ids and holds no words that anybody wrote, because it
 * stays for ever.
 *
 * @param at epoch milliseconds
 * @param by who; nothing: the operator, at the machine itself
 * @param act what was done: 1 to 40 letters
 * @param room where; nothing: everywhere
 * @param user to whom
 * @param detail more of it, such as {@code kind=ban,until=1790000000000}: up to 200 visible ASCII characters, no blanks
 */
public record AuditEntry(
        long at, Optional<UserId> by, String act, Optional<RoomName> room, Optional<UserId> user, String detail) {
    private static final Pattern ACT = Pattern.compile("[a-z][A-Za-z]{0,39}");
    private static final Pattern DETAIL = Pattern.compile("[!-~]{0,200}");

    /** Checks the words. */
    public AuditEntry {
        if (!ACT.matcher(act).matches()) {
            throw new IllegalArgumentException("act: " + act + " (expected: 1 to 40 letters, the first a small one)");
        }
        if (!DETAIL.matcher(detail).matches()) {
            throw new IllegalArgumentException("detail: not fit (expected: up to 200 visible ASCII characters)");
        }
    }

    /**
     * One that is in the trail.
     *
     * @param id greater than those of all entries before
     */
    public record Stored(long id, AuditEntry entry) {}
}
