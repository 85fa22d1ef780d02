package chat.protocol;

import java.util.List;

/**
 * One emoji under a message.
 *
 * @param count how many users reacted with it, at least 1
 * @param users the first of them, in the order they came; at most {@link ProtocolLimits#REACTION_USERS_MAX}
 */
public record Reaction(Emoji emoji, int count, List<UserId> users) {}
