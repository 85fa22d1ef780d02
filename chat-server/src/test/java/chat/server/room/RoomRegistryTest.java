package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Act;
import chat.protocol.Author;
import chat.protocol.ErrorCode;
import chat.protocol.JsonCodec;
import chat.protocol.RestrictionKind;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomSummary;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.server.store.StoredRestriction;
import chat.server.store.StoredRoom;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which rooms there are, and when one vanishes. */
@ExtendWith(LeakPresenceExtension.class)
class RoomRegistryTest {
    private static final RoomName JAZZ = new RoomName("jazz");
    private static final RoomTitle TITLE = new RoomTitle("All that jazz");

    private final TestRooms rooms =
            new TestRooms(2, new TestConfig().roomsMax(4).leftGraceMillis(5_000));
    private final RoomRegistry registry = rooms.registry;
    private final TestMember ana = rooms.page("Ana", 1);
    private final TestMember bia = rooms.page("Bia", 0);

    @AfterEach
    void close() {
        rooms.close();
    }

    private List<String> names() {
        return registry.list(Optional.empty(), 100).stream()
                .map(room -> room.room().value())
                .toList();
    }

    private Room make(RoomName name) {
        return make(name, RoomTitle.of(name)).orElseThrow();
    }

    private Optional<Room> make(RoomName name, RoomTitle title) {
        return registry.reserveOrCreate(name, RoomSettings.of(title)).map(RoomRegistry.Reserved::room);
    }

    @Test
    void whatWasDecidedInARoomWithoutALogHoldsWhenItIsThereAgain() {
        RoomName jazz = new RoomName("jazz");
        Author bad = TestMember.visitor("Bad").user().asAuthor();
        StoredRestriction ban = new StoredRestriction(
                Optional.of(jazz),
                RestrictionKind.BAN,
                new StoredRestriction.Target(Optional.of(bad), Optional.empty()),
                OptionalLong.empty(),
                Optional.empty(),
                bad,
                1);
        RoomRegistry restarted = rooms.restarted(List.of(ban));

        Room made = restarted
                .reserveOrCreate(jazz, RoomSettings.of(RoomTitle.of(jazz)))
                .orElseThrow()
                .room();

        assertThat(made.refusal(Act.READ, Person.guest(bad)).map(Refusal::code)).contains(ErrorCode.BANNED);
    }

    @Test
    void lobbyIsThereFromTheStartAndForEver() {
        assertThat(names()).containsExactly("lobby");

        ana.join(rooms.lobby());
        rooms.run();
        ana.leave(Leaving.AT_ONCE);
        rooms.pass(1, TimeUnit.HOURS);

        assertThat(names()).containsExactly("lobby");
    }

    @Test
    void roomIsMadeByWhoeverComesFirst() {
        assertThat(registry.reserve(JAZZ, ana.visitor.person())).isEmpty();
        assertThat(registry.find(JAZZ)).isEmpty();

        Room made = make(JAZZ, TITLE).orElseThrow();

        assertThat(made.title()).isEqualTo(TITLE);
        assertThat(registry.reserve(JAZZ, ana.visitor.person())).containsSame(made);
        assertThat(make(JAZZ, new RoomTitle("Another"))).containsSame(made);
        assertThat(registry.find(JAZZ)).containsSame(made);
        assertThat(made.title()).isEqualTo(TITLE);
    }

    @Test
    void roomWithoutEventsVanishesWithItsLastMember() {
        Room jazz = make(JAZZ);
        ana.enter(jazz);
        bia.join(jazz);
        rooms.run();

        bia.leave(Leaving.AT_ONCE);
        rooms.run();
        assertThat(names()).containsExactly("jazz", "lobby");

        ana.leave(Leaving.AT_ONCE);
        rooms.run();
        assertThat(names()).containsExactly("lobby");
        assertThat(registry.reserve(JAZZ, ana.visitor.person())).isEmpty();
    }

    @Test
    void roomThatVanishedIsMadeAnew() {
        Room jazz = make(JAZZ, TITLE).orElseThrow();
        ana.enter(jazz);
        ana.leave(Leaving.AT_ONCE);
        rooms.run();

        Room anew = make(JAZZ);

        assertThat(anew).isNotSameAs(jazz);
        assertThat(anew.title()).isEqualTo(RoomTitle.of(JAZZ));
    }

    @Test
    void emptyRoomStaysForAGracePeriod() {
        ana.enter(make(JAZZ));

        ana.leave(Leaving.WITH_GRACE);
        rooms.pass(4_999, TimeUnit.MILLISECONDS);
        assertThat(names()).contains("jazz");
        rooms.pass(1, TimeUnit.MILLISECONDS);
        assertThat(names()).doesNotContain("jazz");
    }

    @Test
    void roomWithEventsStays() {
        Room jazz = make(JAZZ);
        ana.enter(jazz);
        rooms.post(jazz, 1, "Ana", "text");
        rooms.run();

        ana.leave(Leaving.AT_ONCE);
        rooms.pass(1, TimeUnit.HOURS);

        assertThat(names()).containsExactly("jazz", "lobby");
        assertThat(registry.find(JAZZ))
                .map(Room::summary)
                .contains(RoomSummary.of(JAZZ, RoomSettings.of(jazz.title()), Topic.NONE, 0, 1));
    }

    @Test
    void roomStaysWhileItsFirstEventIsBeingStored() {
        Room jazz = make(JAZZ);
        ana.enter(jazz);
        rooms.store.hold(StoreCall.APPEND);
        rooms.store.unwritable("the disk is full");
        rooms.post(jazz, 1, "Ana", "text");
        ana.leave(Leaving.AT_ONCE);
        rooms.run();
        assertThat(names()).contains("jazz");

        rooms.store.answer(0);
        rooms.run();
        assertThat(names()).as("nothing was stored").doesNotContain("jazz");
    }

    @Test
    void roomStaysWhenItsFirstEventWasStoredThoughThatFailed() {
        Room jazz = make(JAZZ);
        ana.enter(jazz);
        rooms.store.hold(StoreCall.APPEND, StoreCall.READ);
        rooms.post(jazz, 1, "Ana", "text");
        ana.leave(Leaving.AT_ONCE);
        rooms.run();

        rooms.store.fail(0);
        rooms.run();
        assertThat(names()).as("nobody knows").contains("jazz");
        rooms.store.answerAll();
        rooms.run();

        assertThat(names()).contains("jazz");
        assertThat(jazz.summary().seq()).isEqualTo(1);
    }

    @Test
    void reservedRoomWaitsForItsMember() {
        Room jazz = make(JAZZ);
        ana.join(jazz);
        rooms.run();
        ana.leave(Leaving.AT_ONCE);
        rooms.pass(1, TimeUnit.HOURS);
        assertThat(registry.find(JAZZ)).as("reserved twice, joined once").containsSame(jazz);

        bia.enter(jazz);
        rooms.run();
        bia.leave(Leaving.AT_ONCE);
        rooms.run();
        assertThat(names()).doesNotContain("jazz");
    }

    @Test
    void reservedRoomStaysUntilThatIsGivenBack() {
        Room jazz = make(JAZZ);

        rooms.pass(1, TimeUnit.DAYS);
        assertThat(names()).contains("jazz");
        registry.release(jazz);
        rooms.run();
        assertThat(names()).doesNotContain("jazz");
    }

    @Test
    void thereAreOnlySoManyRooms() {
        List<Room> made = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            made.add(make(new RoomName("room-" + i)));
        }

        assertThat(make(JAZZ, TITLE)).isEmpty();
        assertThat(make(JAZZ, TITLE)).isEmpty();
        assertThat(registry.reserve(new RoomName("room-2"), ana.visitor.person()))
                .isPresent();
        registry.release(registry.find(new RoomName("room-2")).orElseThrow());

        made.forEach(registry::release);
        rooms.run();
        for (String name : List.of("jazz", "folk", "rock")) {
            assertThat(make(new RoomName(name), TITLE)).isPresent();
        }
        assertThat(names()).containsExactly("folk", "jazz", "lobby", "rock");
        assertThat(make(new RoomName("one-too-many"), TITLE)).isEmpty();
    }

    @Test
    void roomsAreListedInPagesByName() {
        for (String name : List.of("zulu", "alfa", "mike")) {
            make(new RoomName(name));
        }

        assertThat(names()).containsExactly("alfa", "lobby", "mike", "zulu");
        assertThat(registry.list(Optional.empty(), 2))
                .extracting(RoomSummary::room)
                .extracting(RoomName::value)
                .containsExactly("alfa", "lobby");
        assertThat(registry.list(Optional.of(new RoomName("lobby")), 2))
                .extracting(RoomSummary::room)
                .extracting(RoomName::value)
                .containsExactly("mike", "zulu");
        assertThat(registry.list(Optional.of(new RoomName("b")), 1))
                .extracting(RoomSummary::room)
                .containsExactly(RoomName.LOBBY);
    }

    @Test
    void roomsOfTheStoreAreThereFromTheStart() {
        StoredRoom stored = StoredRoom.of(JAZZ, RoomSettings.of(TITLE), new Topic("Swing"), 7);
        RoomServices services = new RoomServices(
                rooms.store,
                new HandBackplane(),
                new JsonCodec(),
                rooms.loops.eventLoops(),
                new TestConfig().build(),
                rooms.metrics,
                rooms.people,
                rooms.loops::nanoTime,
                TestRooms.CLOCK);

        RoomRegistry restarted = new RoomRegistry(
                services,
                List.of(stored, StoredRoom.of(RoomName.LOBBY, RoomSettings.of(TITLE), Topic.NONE, 3)),
                List.of());

        assertThat(restarted.list(Optional.empty(), 10))
                .containsExactly(
                        RoomSummary.of(JAZZ, RoomSettings.of(TITLE), new Topic("Swing"), 0, 7),
                        RoomSummary.of(RoomName.LOBBY, RoomSettings.of(TITLE), Topic.NONE, 0, 3));
        assertThat(restarted.epoch()).isEqualTo(rooms.store.epoch());
    }

    @Test
    void roomOfTheStoreGoesOnWhereItWas() {
        rooms.postMany(rooms.lobby(), 3);
        RoomServices services = new RoomServices(
                rooms.store,
                new HandBackplane(),
                new JsonCodec(),
                rooms.loops.eventLoops(),
                new TestConfig().build(),
                rooms.metrics,
                rooms.people,
                rooms.loops::nanoTime,
                TestRooms.CLOCK);
        RoomRegistry restarted = new RoomRegistry(
                services, rooms.store.rooms().toCompletableFuture().join(), List.of());
        Room lobby = restarted.find(RoomName.LOBBY).orElseThrow();

        bia.enter(restarted.reserve(RoomName.LOBBY, bia.visitor.person()).orElseThrow());
        rooms.post(lobby, 0, "Ana", "four");
        rooms.run();

        assertThat(bia.diary()).containsExactly("admitted 3", "live", "posted 4");
    }
}
