package chat.server.store;

import chat.protocol.Author;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.protocol.Visibility;
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
    /** As events name whoever sits at the machine itself. */
    public static final Author OPERATOR = new Author(new UserId("operator"), new UserName("operator"));

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
     * What is left there of a draft that became an event of a room that was there before; nothing when its author used no
     * power over others.
     */
    public static Optional<AuditEntry> of(Draft draft, RoomEvent event) {
        if (draft instanceof Draft.Delete delete && delete.moderated()) {
            return Optional.of(of(event, "deleteMessage", Optional.empty(), "seq=" + delete.target()));
        }
        if (draft instanceof Draft.AddMember add && event.room().visibility() != Visibility.DIRECT) {
            return Optional.of(of(
                    event,
                    "invite",
                    Optional.of(add.user()),
                    "role=" + add.role().wireName()));
        }
        if (draft instanceof Draft.RemoveMember remove
                && !remove.user().id().equals(event.from().id())) {
            return Optional.of(of(event, "removeMember", Optional.of(remove.user()), ""));
        }
        if (draft instanceof Draft.SetRole set) {
            return Optional.of(of(
                    event,
                    "setRole",
                    Optional.of(set.user()),
                    "role=" + set.role().wireName()));
        }
        return draft instanceof Draft.SetRoom
                ? Optional.of(of(event, "setRoom", Optional.empty(), "seq=" + event.seq()))
                : Optional.empty();
    }

    private static AuditEntry of(RoomEvent event, String act, Optional<Author> user, String detail) {
        Optional<UserId> by = Optional.of(event.from().id()).filter(id -> !id.equals(OPERATOR.id()));
        return new AuditEntry(event.at(), by, act, Optional.of(event.room()), user.map(Author::id), detail);
    }

    /**
     * One that is in the trail.
     *
     * @param id greater than those of all entries before
     */
    public record Stored(long id, AuditEntry entry) {}
}
