package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.store.Appended;
import chat.server.store.Draft;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What other nodes committed, by a backplane that may lose, repeat and reorder. */
@ExtendWith(LeakPresenceExtension.class)
class RemoteEventsTest {
    private final TestRooms rooms = new TestRooms(2);
    private final Room lobby = rooms.lobby();
    private final TestMember ana = rooms.page("Ana", 1).join(lobby);
    private final List<RoomEvent> log = new ArrayList<>();

    @AfterEach
    void close() {
        rooms.close();
    }

    /** Another node has stored so many events; this one has heard of none. */
    @BeforeEach
    void fill() {
        rooms.run();
        storeElsewhere(20);
    }

    private void storeElsewhere(int count) {
        for (int i = 0; i < count; i++) {
            Draft draft = new Draft.Post(
                    TestMember.visitor("Far").user().asAuthor(),
                    new Cid("far" + log.size()),
                    new MessageText("text " + log.size()),
                    null);
            Appended stored = rooms.store
                    .append(lobby.name(), RoomSettings.of(lobby.title()), List.of(draft))
                    .toCompletableFuture()
                    .join()
                    .get(0);
            log.add(((Appended.Committed) stored).event());
        }
    }

    private void tell(int... seqs) {
        List<RoomEvent> events = new ArrayList<>();
        for (int seq : seqs) {
            events.add(log.get(seq - 1));
        }
        rooms.backplane.tell(events);
        rooms.run();
    }

    @Test
    void eventsOfOtherNodesAreShownAndNotToldOn() {
        tell(1, 2, 3);

        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L);
        assertThat(lobby.summary().seq()).isEqualTo(3);
        assertThat(rooms.backplane.published()).isEmpty();
        assertThat(rooms.store.reads()).isEmpty();
    }

    @Test
    void whatWasLostIsReadFromTheStoreBeforeAnythingLaterIsShown() {
        tell(1);
        tell(5);

        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
        tell(6);
        assertThat(ana.seqs()).endsWith(6L);
        assertThat(rooms.store.reads())
                .as("for the hole, and for the topic behind it")
                .hasSize(2);
    }

    @Test
    void nothingLaterIsShownWhileTheHoleIsRead() {
        tell(1);
        rooms.store.hold(StoreCall.READ);
        tell(3);
        tell(4);
        assertThat(ana.seqs()).containsExactly(1L);

        rooms.store.answerAll();
        rooms.run();
        rooms.store.answerAll();
        rooms.run();

        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void holeInsideOfWhatIsToldIsSeen() {
        tell(1, 2, 4);

        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L, 4L);
        TestMember late = rooms.page("Late", 0).join(lobby, 0);
        rooms.run();
        assertThat(late.seqs()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatIsToldAgainIsNotShownAgain() {
        tell(1, 2);
        tell(1, 2, 3);
        tell(2);
        tell(3, 3, 4);

        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whatComesLateIsNotShownAgain() {
        tell(3);
        tell(1, 2);

        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void ownEventBehindUnheardOnesFillsTheHole() {
        rooms.post(lobby, 0, "Bia", "here");
        rooms.run();

        assertThat(ana.seqs()).hasSize(21).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void rememberedEventsHaveNoHole() {
        tell(1, 2, 3);
        tell(7, 8);

        TestMember late = rooms.page("Late", 0).join(lobby, 2);
        rooms.run();

        assertThat(late.seqs()).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void eventsOfARoomThatIsNotHereConcernNobody() {
        RoomEvent.Posted event = (RoomEvent.Posted) log.get(0);
        Room other = rooms.room("other");
        rooms.backplane.tell(List.of(RoomEvent.Posted.fresh(
                new RoomName("elsewhere"), 1, 1, event.from(), event.cid(), event.text(), null)));
        rooms.run();

        assertThat(ana.seqs()).isEmpty();
        assertThat(other.summary().seq()).isZero();
    }

    @Test
    void whateverTheBackplaneDoesEverybodySeesTheLog() {
        Random random = new Random(20260305);
        TestMember slow = rooms.page("Slow", 0).join(lobby);
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(3) == 0) {
                storeElsewhere(1 + random.nextInt(3));
            }
            int first = 1 + random.nextInt(log.size());
            List<RoomEvent> told = new ArrayList<>(log.subList(first - 1, Math.min(log.size(), first + 4)));
            if (random.nextBoolean()) {
                told.remove(random.nextInt(told.size()));
            }
            if (!told.isEmpty()) {
                rooms.backplane.tell(told);
            }
            slow.outlet.stall(random.nextInt(3) > 0);
            for (int step = random.nextInt(6); step > 0; step--) {
                rooms.loops.step(random);
            }
        }
        slow.outlet.stall(false);
        rooms.backplane.tell(Collections.singletonList(log.get(log.size() - 1)));
        rooms.run();

        List<Long> all = log.stream().map(RoomEvent::seq).toList();
        assertThat(ana.seqs()).isEqualTo(all);
        assertThat(slow.seqs())
                .isEqualTo(all.subList((int) slow.admissions.get(0).seq(), all.size()));
    }
}
