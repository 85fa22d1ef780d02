package chat.server.oversight;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.auth.AccountIndex;
import chat.server.auth.Denied;
import chat.server.auth.Why;
import chat.server.room.AllRooms;
import chat.server.room.People;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import chat.server.store.StoredMember;
import chat.server.store.StoredRoom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** All rooms of the server: which there are, who belongs to them, whose they are, and their end. */
public final class RoomOversight {
    /** One event of any size. */
    private static final PageRequest NEWEST = PageRequest.newest(1, 1);

    /** Who may own a room beside others; the room's own bound is for those whom owners add. */
    private static final int MEMBERS_MAX = 1_000;

    private final AccountIndex index;
    private final People present;
    private final AllRooms all;
    private final MessageStore store;
    private final InstantSource clock;

    RoomOversight(Oversight.Known known, AllRooms all, MessageStore store, InstantSource clock) {
        this.index = known.index();
        this.present = known.present();
        this.all = all;
        this.store = store;
        this.clock = clock;
    }

    /**
     * A room as it is told of here.
     *
     * @param events how many its log has
     * @param lastAt when the newest of them happened, epoch milliseconds; 0: there is none
     * @param present how many users are there now
     */
    public record Overview(StoredRoom room, long events, long lastAt, int present) {}

    /**
     * Rooms in the order of their keys.
     *
     * @param after only those behind this key
     * @param limit 1 to 201
     */
    public CompletionStage<List<Overview>> list(Optional<Visibility> visibility, Optional<RoomName> after, int limit) {
        return all.list()
                .thenCompose(found -> overviews(found.stream()
                        .filter(it -> visibility.isEmpty()
                                || visibility.get() == it.room().room().visibility())
                        .filter(it -> after.isEmpty() || it.room().room().compareTo(after.get()) > 0)
                        .sorted(Comparator.comparing(it -> it.room().room()))
                        .limit(limit)
                        .toList()));
    }

    /** One after the other: a list of rooms must not take all readers of the store. */
    private CompletionStage<List<Overview>> overviews(List<AllRooms.Found> rooms) {
        CompletionStage<List<Overview>> answer = CompletableFuture.completedStage(new ArrayList<>());
        for (AllRooms.Found room : rooms) {
            answer = answer.thenCompose(before -> store.read(room.room().room(), NEWEST)
                    .thenApply(page -> {
                        before.add(overview(room, page));
                        return before;
                    }));
        }
        return answer;
    }

    private static Overview overview(AllRooms.Found found, Page newest) {
        long lastAt = newest.events().stream().mapToLong(RoomEvent::at).max().orElse(0);
        return new Overview(found.room(), newest.last() - newest.first() + 1, lastAt, found.present());
    }

    /** Who belongs to a room, or has a role in it, by their ids. */
    public CompletionStage<List<StoredMember>> members(RoomName room, Optional<UserId> after, int limit) {
        return find(room)
                .thenApply(found -> found.members().values().stream()
                        .filter(member ->
                                after.isEmpty() || member.author().id().compareTo(after.get()) > 0)
                        .sorted(Comparator.comparing(member -> member.author().id()))
                        .limit(limit)
                        .toList());
    }

    private CompletionStage<StoredRoom> find(RoomName room) {
        return all.find(room)
                .thenApply(found -> found.map(AllRooms.Found::room).orElseThrow(() -> Denied.of(Why.NO_SUCH_ROOM)));
    }

    /** Deletes a room with all that is in it; not the lobby, which everybody finds. */
    public CompletionStage<Void> delete(By by, RoomName room) {
        if (room.equals(RoomName.LOBBY)) {
            return CompletableFuture.failedFuture(Denied.of(Why.NOT_HERE));
        }
        AuditEntry entry = by.entry(clock.millis(), "deleteRoom", Optional.of(room), Optional.empty(), "");
        return all.delete(room, entry).thenAccept(deleted -> {
            if (!deleted) {
                throw Denied.of(Why.NO_SUCH_ROOM);
            }
        });
    }

    /**
     * Makes somebody an owner, who becomes a member with that if need be; those in the room are told. Those who were owners
     * stay so. Not of a direct room, which has none.
     */
    public CompletionStage<Void> setOwner(By by, RoomName room, UserId user) {
        if (room.visibility() == Visibility.DIRECT) {
            return CompletableFuture.failedFuture(Denied.of(Why.NOT_HERE));
        }
        return find(room).thenCompose(found -> {
            Author owner = author(found, user);
            return all.add(room, draft(by, found, owner))
                    .thenAccept(added -> check(added.orElseThrow(() -> Denied.of(Why.NO_SUCH_ROOM))));
        });
    }

    private Author author(StoredRoom room, UserId user) {
        return present.find(user)
                .map(known -> known.user().asAuthor())
                .or(() -> index.get(user).map(account -> new Author(account.id(), account.name())))
                .or(() -> Optional.ofNullable(room.members().get(user)).map(StoredMember::author))
                .orElseThrow(() -> Denied.of(Why.NO_SUCH_USER));
    }

    private static Draft draft(By by, StoredRoom room, Author owner) {
        Cid cid = new Cid("server:" + UUID.randomUUID());
        boolean joins = !room.room().isPublic() && !room.members().containsKey(owner.id());
        return joins
                ? new Draft.AddMember(by.author(), cid, owner, Role.OWNER, MEMBERS_MAX)
                : new Draft.SetRole(by.author(), cid, owner, Role.OWNER, MEMBERS_MAX);
    }

    private static void check(Appended added) {
        if (added instanceof Appended.Committed) {
            return;
        }
        boolean full =
                added instanceof Appended.Refused refused && refused.reason() == Appended.Reason.TOO_MANY_MEMBERS;
        throw Denied.of(full ? Why.TOO_MANY_MEMBERS : Why.UNAVAILABLE);
    }
}
