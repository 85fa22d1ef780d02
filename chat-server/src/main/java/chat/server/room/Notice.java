package chat.server.room;

import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import java.util.Optional;

/**
 * Something that happens in a room and is not part of its log, in each form it is told in; absent where it is not told.
 *
 * @param except who is not told
 */
record Notice(
        Optional<ServerMessage> json, Optional<String> announce, Optional<String> named, Optional<UserId> except) {

    static Notice entered(RoomName room, Visitor visitor, int count) {
        User user = visitor.user();
        return new Notice(
                Optional.of(new ServerMessage.Entered(room, user, count)),
                Optional.empty(),
                visitor.named() ? Optional.of(PlainLines.entered(user.name())) : Optional.empty(),
                Optional.empty());
    }

    static Notice left(RoomName room, Visitor visitor, int count) {
        User user = visitor.user();
        return new Notice(
                Optional.of(new ServerMessage.Left(null, room, user.asAuthor(), count)),
                Optional.empty(),
                visitor.named() ? Optional.of(PlainLines.left(user.name())) : Optional.empty(),
                Optional.empty());
    }

    static Notice connectionEnded() {
        return new Notice(Optional.empty(), Optional.of(PlainLines.CLIENT_GONE), Optional.empty(), Optional.empty());
    }

    static Notice toPages(ServerMessage message) {
        return new Notice(Optional.of(message), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Notice typing(RoomName room, User user) {
        return new Notice(
                Optional.of(new ServerMessage.Typing(room, user.asAuthor())),
                Optional.empty(),
                Optional.empty(),
                Optional.of(user.id()));
    }
}
