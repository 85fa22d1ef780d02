package chat.server.room;

import chat.protocol.ReadMark;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import chat.server.store.MessageStore;
import chat.server.store.Moderation;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import chat.server.store.ReadMarks;
import chat.server.store.StoredRoom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A store that does what it is asked at once, and whose answers a test has in its hands. */
abstract class StoreAround implements MessageStore, ReadMarks, MessageSearch {
    private final MessageStore real;

    StoreAround(MessageStore real) {
        this.real = real;
    }

    /** What becomes of a call and its answer. */
    abstract <T> CompletionStage<T> answer(StoreCall call, Supplier<CompletionStage<T>> act);

    @Override
    public String epoch() {
        return real.epoch();
    }

    @Override
    public CompletionStage<List<StoredRoom>> rooms() {
        return real.rooms();
    }

    @Override
    public CompletionStage<List<Appended>> append(RoomName room, RoomSettings settings, List<Draft> drafts) {
        return answer(StoreCall.APPEND, () -> real.append(room, settings, drafts));
    }

    @Override
    public CompletionStage<Void> delete(RoomName room, AuditEntry audit) {
        return answer(StoreCall.APPEND, () -> real.delete(room, audit));
    }

    @Override
    public CompletionStage<Optional<Appended>> find(RoomName room, Draft draft) {
        return answer(StoreCall.FIND, () -> real.find(room, draft));
    }

    @Override
    public CompletionStage<Page> read(RoomName room, PageRequest request) {
        return answer(StoreCall.READ, () -> real.read(room, request));
    }

    @Override
    public CompletionStage<Page> thread(RoomName room, long root, PageRequest request) {
        return answer(StoreCall.THREAD, () -> real.thread(room, root, request));
    }

    @Override
    public CompletionStage<List<RoomEvent>> pins(RoomName room) {
        return answer(StoreCall.PINS, () -> real.pins(room));
    }

    @Override
    public CompletionStage<List<ServerMessage.Version>> versions(RoomName room, long target) {
        return answer(StoreCall.VERSIONS, () -> real.versions(room, target));
    }

    @Override
    public ReadMarks readMarks() {
        return this;
    }

    @Override
    public CompletionStage<ReadMark> advance(UserId user, RoomName room, long seq) {
        return answer(StoreCall.MARKS, () -> real.readMarks().advance(user, room, seq));
    }

    @Override
    public CompletionStage<List<ReadMark>> in(UserId user, List<RoomName> rooms) {
        return answer(StoreCall.MARKS, () -> real.readMarks().in(user, rooms));
    }

    @Override
    public CompletionStage<Map<UserId, Long>> among(Set<UserId> users, RoomName room) {
        return answer(StoreCall.MARKS, () -> real.readMarks().among(users, room));
    }

    @Override
    public CompletionStage<List<ReadMark>> of(UserId user, Optional<RoomName> after, int limit) {
        return answer(StoreCall.MARKS, () -> real.readMarks().of(user, after, limit));
    }

    @Override
    public MessageSearch search() {
        return this;
    }

    @Override
    public CompletionStage<Found> search(Request request) {
        return answer(StoreCall.SEARCH, () -> real.search().search(request));
    }

    @Override
    public Moderation moderation() {
        return real.moderation();
    }

    @Override
    public void close() {
        real.close();
    }
}
