package chat.protocol;

import java.util.List;

/**
 * Whom a text calls by name. The server finds them; clients never say them.
 *
 * @param users each once, in the order of the text; at most {@link ProtocolLimits#MENTIONS_MAX}
 * @param room whether it calls everybody of the room
 */
public record Mentions(List<UserId> users, boolean room) {
    /** Nobody. */
    public static final Mentions NONE = new Mentions(List.of(), false);

    /** Copies the list and checks its length. */
    public Mentions {
        users = List.copyOf(users);
        if (users.size() > ProtocolLimits.MENTIONS_MAX) {
            throw new IllegalArgumentException(
                    "mentions: " + users.size() + " (expected: at most " + ProtocolLimits.MENTIONS_MAX + ")");
        }
    }

    /** Whether this user is called, by name or with everybody. */
    public boolean includes(UserId user) {
        return room || users.contains(user);
    }
}
