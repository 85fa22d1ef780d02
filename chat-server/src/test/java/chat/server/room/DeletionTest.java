package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.ErrorCode;
import chat.protocol.MessageText;
import chat.protocol.RoomName;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.StoreFixture;
import chat.server.store.StoredRoom;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a room, and what those find who come back to its name. */
@ExtendWith(LeakPresenceExtension.class)
class DeletionTest {
    private static final RoomName JAZZ = new RoomName("jazz");
    private static final AuditEntry ENTRY = StoreFixture.deletion(JAZZ);

    private final TestRooms rooms = new TestRooms(2);
    private final TestMember ana = rooms.page("Ana", 0);

    @AfterEach
    void close() {
        rooms.close();
    }

    private CompletableFuture<Optional<Refusal>> delete(Room room) {
        CompletableFuture<Optional<Refusal>> answer =
                room.governance().delete(ENTRY).toCompletableFuture();
        rooms.run();
        return answer;
    }

    private boolean isStored() {
        List<StoredRoom> all = rooms.store.rooms().toCompletableFuture().join();
        return all.stream().anyMatch(room -> room.room().equals(JAZZ) && !room.deleted());
    }

    @Test
    void whenNobodyKnowsWhetherItIsDoneNothingIsSaidUntilItIs() {
        Room jazz = rooms.room("jazz");
        ana.join(jazz, 0);
        rooms.post(jazz, 1, "Ana", "text");
        rooms.run();

        rooms.store.hold(StoreCall.APPEND);
        CompletableFuture<Optional<Refusal>> answer = delete(jazz);
        rooms.store.fail(0);
        rooms.run();
        assertThat(answer).isCompletedExceptionally();
        Author user = TestMember.visitor("Ana").user().asAuthor();
        List<Outcome> outcomes = new ArrayList<>();
        rooms.on(
                0,
                () -> jazz.post(
                        Person.guest(user),
                        new Draft.Post(user, new Cid("d1"), new MessageText("text"), null),
                        outcomes::add));
        rooms.run();
        assertThat(outcomes)
                .singleElement()
                .satisfies(it ->
                        assertThat(it.refusal()).get().extracting(Refusal::code).isEqualTo(ErrorCode.NO_SUCH_ROOM));
        assertThat(isStored()).isFalse();

        rooms.store.holdNothing();
        rooms.store.breakDown(StoreCall.APPEND);
        rooms.pass(2, TimeUnit.SECONDS);
        assertThat(rooms.registry.find(JAZZ)).as("still not known").contains(jazz);
        rooms.store.mend();
        rooms.pass(2, TimeUnit.SECONDS);

        assertThat(rooms.registry.find(JAZZ)).isEmpty();
        assertThat(rooms.store
                        .moderation()
                        .audit(Long.MAX_VALUE, 10)
                        .toCompletableFuture()
                        .join())
                .extracting(AuditEntry.Stored::entry)
                .containsExactly(ENTRY);
    }

    @Test
    void whoHadReadAllOfItLearnsThatTheRoomIsAnother() {
        Room before = rooms.room("jazz");
        ana.join(before, 0);
        rooms.post(before, 1, "Ana", "text");
        rooms.run();
        assertThat(delete(before)).isCompletedWithValue(Optional.empty());

        Room after = rooms.room("jazz");
        rooms.post(after, 1, "Bia", "other");
        rooms.run();
        TestMember again = rooms.page("Ana", 0);
        again.join(after, 1);
        rooms.run();

        assertThat(after).isNotSameAs(before);
        assertThat(after.newestSeq()).isEqualTo(3);
        assertThat(again.diary()).contains("reset 3");
    }
}
