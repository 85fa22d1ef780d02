package chat.server.store;

import chat.protocol.UserId;

/**
 * An invitation to make an account; its code is not kept, only what proves it.
 *
 * @param id names it in lists
 * @param by who made it
 * @param createdAt epoch milliseconds
 * @param expiresAt good before, epoch milliseconds
 * @param usesLeft how many accounts may still be made with it, at least 1
 */
public record StoredInvite(String id, UserId by, long createdAt, long expiresAt, int usesLeft) {}
