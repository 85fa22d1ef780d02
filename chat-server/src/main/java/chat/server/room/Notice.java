package chat.server.room;

import chat.protocol.RoomName;
import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happens in a room and is not part of its log, in each form it is told in; absent where it is not told.
 *
 * @param except who is not told
 */
record Notice(Optional<ServerMessage> json, Optional<String> announce, Optional<String> named, Set<UserId> except) {

    static Notice entered(RoomName room, Visitor visitor, int count) {
        User user = visitor.user();
        return new Notice(
                Optional.of(new ServerMessage.Entered(room, user, count)),
                Optional.empty(),
                visitor.named() ? Optional.of(PlainLines.entered(user.name())) : Optional.empty(),
                Set.of());
    }

    static Notice left(RoomName room, Visitor visitor, int count) {
        User user = visitor.user();
        return new Notice(
                Optional.of(new ServerMessage.Left(null, room, user.asAuthor(), count)),
                Optional.empty(),
                visitor.named() ? Optional.of(PlainLines.left(user.name())) : Optional.empty(),
                Set.of());
    }

    static Notice connectionEnded() {
        return new Notice(Optional.empty(), Optional.of(PlainLines.CLIENT_GONE), Optional.empty(), Set.of());
    }

    static Notice toPages(ServerMessage message) {
        return new Notice(Optional.of(message), Optional.empty(), Optional.empty(), Set.of());
    }

    /** @param hiddenFrom who is not told */
    static Notice seen(RoomName room, SeenMark mark, Set<UserId> hiddenFrom) {
        return new Notice(
                Optional.of(new ServerMessage.Seen(room, mark)), Optional.empty(), Optional.empty(), hiddenFrom);
    }

    static Notice typing(RoomName room, User user) {
        return new Notice(
                Optional.of(new ServerMessage.Typing(room, user.asAuthor())),
                Optional.empty(),
                Optional.empty(),
                Set.of(user.id()));
    }
}
