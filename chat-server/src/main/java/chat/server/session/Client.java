package chat.server.session;

import chat.protocol.RoomName;
import chat.protocol.UserName;
import java.util.Optional;
import java.util.OptionalLong;

/** What the upgrade request said about the one who connects; checked before the upgrade. */
public sealed interface Client {

    /** Speaks {@code chat.v1}. */
    record Json() implements Client {}

    /**
     * Speaks plain text.
     *
     * @param style what it gets to see
     * @param name the wished name; absent: one is made up
     * @param after replay the room's log after this position first; absent: live from now on
     */
    record Plain(PlainStyle style, RoomName room, Optional<UserName> name, OptionalLong after) implements Client {}

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
