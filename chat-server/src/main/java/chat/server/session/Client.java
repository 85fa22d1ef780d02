package chat.server.session;

import chat.protocol.RoomName;
import chat.protocol.UserName;
import chat.server.auth.Identity;
import java.util.Optional;
import java.util.OptionalLong;

/** What the upgrade request said about the one who connects; checked before the upgrade. */
public sealed interface Client {

    /**
     * Speaks {@code chat.v1}.
     *
     * @param identity who the request showed to be; absent: {@code hello} is to tell
     */
    record Json(Optional<Identity> identity) implements Client {}

    /**
     * Speaks plain text.
     *
     * @param style what it gets to see
     * @param name the wished name; absent: one is made up
     * @param after replay the room's log after this position first; absent: live from now on
     * @param identity who the request showed to be; absent: a guest
     */
    record Plain(
            PlainStyle style, RoomName room, Optional<UserName> name, OptionalLong after, Optional<Identity> identity)
            implements Client {}

    /** The same, with who the request showed to be. */
    default Client as(Identity shown) {
        return this instanceof Plain plain
                ? new Plain(plain.style, plain.room, plain.name, plain.after, Optional.of(shown))
                : new Json(Optional.of(shown));
    }

    /** What a plain client gets to see. */
    enum PlainStyle {
        /** {@code /ws}: the bare text of others. */
        RELAY,
        /** {@code /ws?style=announce}: {@code Mensagem recebida: TEXT}, one's own too, and departures. */
        ANNOUNCE,
        /** {@code /ws?name=ana}: {@code bia: TEXT} of others, and notices. */
        NAMED,
        /** {@code /ws/{clientId}/{userName}}: as {@link #NAMED}, one's own too. */
        NAMED_ECHO
    }
}
