package chat.server.room;

import chat.protocol.RoomName;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.StoredRoom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rooms of a server that runs. */
public final class LiveRooms implements AllRooms {
    private final RoomRegistry registry;

    public LiveRooms(RoomRegistry registry) {
        this.registry = registry;
    }

    @Override
    public CompletionStage<List<Found>> list() {
        return CompletableFuture.completedStage(
                registry.all().map(LiveRooms::found).toList());
    }

    @Override
    public CompletionStage<Optional<Found>> find(RoomName name) {
        return CompletableFuture.completedStage(registry.find(name).map(LiveRooms::found));
    }

    private static Found found(Room room) {
        Access access = room.access();
        StoredRoom stored =
                new StoredRoom(room.name(), access.settings(), room.topic(), room.newestSeq(), access.members(), false);
        return new Found(stored, room.summary().members());
    }

    @Override
    public CompletionStage<Optional<Appended>> add(RoomName name, Draft draft) {
        Optional<Room> reserved = registry.reserve(name);
        if (reserved.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        CompletableFuture<Optional<Appended>> answer = new CompletableFuture<>();
        reserved.get().decree(List.of(draft), results -> {
            registry.release(reserved.get());
            answer.complete(Optional.of(results.get(0)));
        });
        return answer;
    }

    @Override
    public CompletionStage<Boolean> delete(RoomName name, AuditEntry audit) {
        Optional<Room> reserved = registry.reserve(name);
        if (reserved.isEmpty()) {
            return CompletableFuture.completedStage(false);
        }
        return reserved.get()
                .governance()
                .delete(audit)
                .thenApply(Optional::isEmpty)
                .whenComplete((done, failure) -> registry.release(reserved.get()));
    }
}
