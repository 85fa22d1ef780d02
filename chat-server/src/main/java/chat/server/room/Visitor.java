package chat.server.room;

import chat.protocol.User;

/**
 * Who comes into a room.
 *
 * @param person the same, as far as it matters for what they may do
 * @param named false for a made-up name; nobody is told on plain lines when such a one comes and goes
 */
public record Visitor(User user, Person person, boolean named) {}
