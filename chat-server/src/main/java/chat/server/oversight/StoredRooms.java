package chat.server.oversight;

import chat.protocol.RoomName;
import chat.server.room.AllRooms;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import chat.server.store.StoredRoom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rooms of a store that no server has open; nobody is in them. */
public final class StoredRooms implements AllRooms {
    private final MessageStore store;

    public StoredRooms(MessageStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<List<Found>> list() {
        return store.rooms()
                .thenApply(rooms -> rooms.stream()
                        .filter(room -> !room.deleted())
                        .map(room -> new Found(room, 0))
                        .toList());
    }

    @Override
    public CompletionStage<Optional<Found>> find(RoomName name) {
        return list().thenApply(rooms ->
                rooms.stream().filter(found -> found.room().room().equals(name)).findFirst());
    }

    @Override
    public CompletionStage<Optional<Appended>> add(RoomName name, Draft draft) {
        return find(name)
                .thenCompose(found -> found.map(Found::room)
                        .map(room -> add(room, draft))
                        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
    }

    private CompletionStage<Optional<Appended>> add(StoredRoom room, Draft draft) {
        return store.append(room.room(), room.settings(), List.of(draft))
                .thenApply(results -> Optional.of(results.get(0)));
    }

    @Override
    public CompletionStage<Boolean> delete(RoomName name, AuditEntry audit) {
        return find(name)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedStage(false)
                        : store.delete(name, audit).thenApply(done -> true));
    }
}
