package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Role;

/**
 * Somebody for whom a room keeps a role.
 *
 * @param author under the name that they had when the role was given
 */
public record StoredMember(Author author, Role role) {}
