package chat.server.store;

import chat.protocol.UserId;

/**
 * One log-in that goes on: a browser, or a program that keeps a refresh token.
 *
 * @param id random, so that nobody guesses it
 * @param label for people, as the client calls itself
 * @param createdAt epoch milliseconds
 * @param usedAt when it was last heard of, epoch milliseconds
 * @param generation of its refresh token: one more at each use
 */
public record StoredDevice(String id, UserId user, String label, long createdAt, long usedAt, long generation) {}
