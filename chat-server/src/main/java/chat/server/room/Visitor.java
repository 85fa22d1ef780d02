package chat.server.room;

import chat.protocol.User;

/**
 * Who comes into a room.
 *
 * @param named false for a made-up name; nobody is told on plain lines when such a one comes and goes
 */
public record Visitor(User user, boolean named) {}
