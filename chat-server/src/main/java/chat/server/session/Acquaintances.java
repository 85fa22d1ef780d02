package chat.server.session;

import chat.protocol.Author;
import chat.protocol.ErrorCode;
import chat.protocol.MyRoom;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomMessage;
import chat.protocol.ServerMessage;
import chat.protocol.UserName;
import chat.server.room.People;
import chat.server.room.Refusal;
import chat.server.room.RoomRegistry;
import chat.server.store.Moderation;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whom a {@code chat.v1} client's user knows, or does not want to, and which rooms it belongs to. On the event loop. */
final class Acquaintances {
    private final JsonSession session;
    private final Speaker speaker;
    private final OnlineUsers users;
    private final Questions questions;

    Acquaintances(JsonSession session, Speaker speaker, OnlineUsers users, Questions questions) {
        this.session = session;
        this.speaker = speaker;
        this.users = users;
        this.questions = questions;
    }

    void block(RoomMessage.Block block) {
        if (block.user().equals(speaker.id())) {
            session.send(new ServerMessage.Failure(
                    block.id(), ErrorCode.INVALID_FIELD, "user: oneself", "user", null, null, null));
            return;
        }
        questions.deed(block.id(), () -> change(block), () -> {});
    }

    private CompletionStage<Optional<Refusal>> change(RoomMessage.Block block) {
        Moderation moderation = rooms().moderation();
        return moderation.blocks(speaker.id()).thenCompose(blocked -> {
            Optional<Author> user = blocked.stream()
                    .filter(author -> author.id().equals(block.user()))
                    .findFirst()
                    .or(() -> users.find(block.user()).map(People.Known::user).map(known -> known.asAuthor()));
            if (user.isEmpty()) {
                return CompletableFuture.completedStage(Optional.of(Refusal.of(ErrorCode.NO_SUCH_USER)));
            }
            return moderation
                    .block(speaker.id(), user.get(), block.on())
                    .thenCompose(outcome -> changed(block, user.get(), outcome));
        });
    }

    /** On any thread. */
    private CompletionStage<Optional<Refusal>> changed(
            RoomMessage.Block block, Author user, Moderation.Outcome outcome) {
        if (outcome == Moderation.Outcome.TOO_MANY) {
            String message = "blocks: as many as there may be (expected: at most " + ProtocolLimits.BLOCKS_MAX + ")";
            return CompletableFuture.completedStage(
                    Optional.of(new Refusal(ErrorCode.INVALID_FIELD, message, OptionalLong.empty())));
        }
        speaker.user().tellOthers(session, new ServerMessage.Blocked(user, block.on()));
        CompletableFuture<?>[] known = rooms().direct(speaker.person(), user.id()).stream()
                .map(room -> room.blocksChanged().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(known).thenApply(changed -> Optional.empty());
    }

    void blocks(RoomMessage.Blocks asked) {
        questions.ask(
                Rates.Kind.PAGE,
                asked.id(),
                () -> rooms().moderation().blocks(speaker.id()),
                blocked -> new ServerMessage.Blocks(asked.id(), blocked));
    }

    void myRooms(RoomMessage.MyRooms asked) {
        int limit = asked.limit() == null ? ProtocolLimits.LIST_PAGE_MAX : asked.limit();
        questions.ask(
                Rates.Kind.PAGE,
                asked.id(),
                () -> rooms().myRooms(speaker.person(), Optional.ofNullable(asked.after()), limit + 1),
                found -> new ServerMessage.MyRooms(
                        asked.id(),
                        found.stream().limit(limit).filter(this::isStillMine).toList(),
                        found.size() > limit));
    }

    /** While the marks were looked up, the user may have been sent out of a room. */
    private boolean isStillMine(MyRoom entry) {
        return rooms().find(entry.room(), speaker.person()).isPresent();
    }

    void findUsers(RoomMessage.FindUsers asked) {
        int limit = asked.limit() == null ? ProtocolLimits.FOUND_USERS_DEFAULT : asked.limit();
        questions.ask(
                Rates.Kind.SEARCH,
                asked.id(),
                () -> CompletableFuture.completedStage(users.startingWith(UserName.fold(asked.query()), limit)),
                found -> new ServerMessage.FoundUsers(asked.id(), found));
    }

    private RoomRegistry rooms() {
        return session.services().rooms();
    }
}
