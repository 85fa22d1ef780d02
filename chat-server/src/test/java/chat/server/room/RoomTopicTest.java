package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.JsonCodec;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.server.store.Appended;
import chat.server.store.Draft;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a room is about: as the log says, however the room came to know. */
@ExtendWith(LeakPresenceExtension.class)
class RoomTopicTest {
    private final TestRooms rooms = new TestRooms(2);
    private final Room lobby = rooms.lobby();

    @AfterEach
    void close() {
        rooms.close();
    }

    private Appended set(String topic) {
        return rooms.add(lobby, "Ana", (from, cid) -> new Draft.SetTopic(from, cid, new Topic(topic)));
    }

    private String topic() {
        return lobby.summary().topic().value();
    }

    @Test
    void topicIsToldToWhoeverComes() {
        TestMember ana = rooms.page("Ana", 1).join(lobby);
        rooms.run();
        assertThat(ana.admissions.get(0).topic()).isEqualTo(Topic.NONE);
        set("Férias");
        rooms.postMany(lobby, 1);

        TestMember bia = rooms.page("Bia", 1).join(lobby);
        TestMember reset = rooms.page("Caio", 1).join(lobby, 99);
        rooms.run();

        assertThat(topic()).isEqualTo("Férias");
        assertThat(bia.admissions.get(0).topic().value()).isEqualTo("Férias");
        assertThat(reset.admissions.get(0).topic().value()).isEqualTo("Férias");
        assertThat(ana.diary()).endsWith("topicChanged", "posted 2", "entered Bia 2", "entered Caio 3");
    }

    @Test
    void lastOneCounts() {
        set("one");
        set("two");
        assertThat(topic()).isEqualTo("two");

        set("");
        assertThat(topic()).isEmpty();
    }

    @Test
    void topicIsNotMovedBeforeItIsStored() {
        rooms.store.unwritable("the disk is full");
        assertThat(set("one")).isInstanceOf(Appended.Unwritable.class);
        assertThat(topic()).isEmpty();
    }

    @Test
    void topicOfTheStoreStaysUntilItChanges() {
        set("one");
        Room again = new RoomRegistry(
                        new RoomServices(
                                rooms.store,
                                new HandBackplane(),
                                new JsonCodec(),
                                rooms.loops.eventLoops(),
                                new TestConfig().build(),
                                rooms.metrics,
                                rooms.people,
                                rooms.loops::nanoTime,
                                TestRooms.CLOCK),
                        rooms.store.rooms().toCompletableFuture().join(),
                        List.of())
                .find(lobby.name())
                .orElseThrow();

        assertThat(again.summary().topic().value()).isEqualTo("one");
    }

    @Test
    void topicBehindAHoleIsLookedUp() {
        List<RoomEvent> log = elsewhere(150);
        assertThat(log.get(120)).isInstanceOf(RoomEvent.TopicChanged.class);

        rooms.backplane.tell(List.of(log.get(149)));
        rooms.run();

        assertThat(topic()).isEqualTo("set elsewhere");
    }

    @Test
    void topicBehindAHoleIsLookedUpUntilItIsKnown() {
        List<RoomEvent> log = elsewhere(150);
        rooms.store.breakDown(StoreCall.READ);
        rooms.backplane.tell(List.of(log.get(149)));
        rooms.pass(10, TimeUnit.SECONDS);
        assertThat(topic()).isEmpty();

        rooms.store.mend();
        rooms.pass(1, TimeUnit.SECONDS);

        assertThat(topic()).isEqualTo("set elsewhere");
        assertThat(rooms.loops.hasTimers()).isFalse();
    }

    @Test
    void olderTopicBehindAHoleIsNoNews() {
        List<RoomEvent> log = elsewhere(150);
        rooms.store.hold(StoreCall.READ);
        rooms.backplane.tell(List.of(log.get(149)));
        rooms.run();
        set("newer");
        assertThat(topic()).isEqualTo("newer");

        rooms.store.holdNothing();
        rooms.store.answerAll();
        rooms.run();

        assertThat(topic()).isEqualTo("newer");
    }

    @Test
    void topicThatWasStoredThoughThatFailedIsSeen() {
        rooms.store.hold(StoreCall.APPEND);
        List<Appended> results = new ArrayList<>();
        rooms.on(
                0,
                () -> lobby.post(
                        TestMember.visitor("Ana").person(),
                        new Draft.SetTopic(
                                TestMember.visitor("Ana").user().asAuthor(), new Cid("once"), new Topic("Férias")),
                        TestRooms.answers(results)));
        rooms.run();

        rooms.store.fail(0);
        rooms.run();

        assertThat(results).containsExactly(new Appended.Refused(Appended.Reason.UNAVAILABLE));
        assertThat(topic()).isEqualTo("Férias");
        assertThat(lobby.summary().seq()).isEqualTo(1);
    }

    /** Another node has stored so many events, a topic among them; this one has heard of none. */
    private List<RoomEvent> elsewhere(int count) {
        List<RoomEvent> log = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Cid cid = new Cid("far" + i);
            Author far = TestMember.visitor("Far").user().asAuthor();
            Draft draft = i == 120
                    ? new Draft.SetTopic(far, cid, new Topic("set elsewhere"))
                    : new Draft.Post(far, cid, new MessageText("text"), null);
            Appended stored = rooms.store
                    .append(lobby.name(), RoomSettings.of(lobby.title()), List.of(draft))
                    .toCompletableFuture()
                    .join()
                    .get(0);
            log.add(((Appended.Committed) stored).event());
        }
        return log;
    }
}
