package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Reason;
import chat.protocol.RestrictionKind;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody is kept from, as the store has it: {@link chat.protocol.Restriction} is what moderators are told of it.
 *
 * @param room only there; nothing: on the whole server
 * @param until epoch milliseconds; it no longer holds from then on. Nothing: for ever
 * @param reason nothing: none was given
 * @param by who wanted it, by the name of then
 * @param at epoch milliseconds
 */
public record StoredRestriction(
        Optional<RoomName> room,
        RestrictionKind kind,
        Target target,
        OptionalLong until,
        Optional<Reason> reason,
        Author by,
        long at) {

    /**
     * Whom it hits: a user, an address, or a user and whoever else comes from that address.
     *
     * @param user by the name of then
     * @param address as {@link java.net.InetAddress#getHostAddress} writes it, or however those write it who compare it
     */
    public record Target(Optional<Author> user, Optional<String> address) {
        /** Checks that it is somebody. */
        public Target {
            if (user.isEmpty() && address.isEmpty()) {
                throw new IllegalArgumentException("target: nobody (expected: a user or an address)");
            }
        }

        /** A user, wherever from. */
        public static Target of(Author user) {
            return new Target(Optional.of(user), Optional.empty());
        }
    }

    /**
     * Which one it is: of one kind there is one for a user, or for an address without a user, in a place.
     *
     * @param subject the user's id, or else the address; they look different
     */
    public record Key(Optional<RoomName> room, RestrictionKind kind, String subject) {
        /** That of a user. */
        public static Key of(Optional<RoomName> room, RestrictionKind kind, UserId user) {
            return new Key(room, kind, user.value());
        }
    }

    /** Its key. */
    public Key key() {
        String subject =
                target.user.map(user -> user.id().value()).or(target::address).orElseThrow();
        return new Key(room, kind, subject);
    }

    /** Whether it holds at this moment, epoch milliseconds. */
    public boolean holdsAt(long now) {
        return until.isEmpty() || until.getAsLong() > now;
    }
}
