package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import chat.server.store.Draft;
import io.netty.util.test.LeakPresenceExtension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who learns how far whom has read, and when. */
@ExtendWith(LeakPresenceExtension.class)
class ReadReceiptsTest {
    private static final RoomName PAIR = new RoomName("~dabcdefghijklmnopqrstuvwx2");
    private static final RoomName BAND = new RoomName("~pabcdefghijklmnopqrstuvwx3");
    private static final String LONG = "x".repeat(7_000);

    private final TestRooms rooms = new TestRooms(2);
    private final TestMember ana = rooms.page("Ana", 0);
    private final TestMember bia = rooms.page("Bia", 1);
    private final TestMember caio = rooms.page("Caio", 0);

    @AfterEach
    void close() {
        rooms.close();
    }

    private static UserId id(String name) {
        return author(name).id();
    }

    private static Author author(String name) {
        return TestMember.visitor(name).user().asAuthor();
    }

    /** A room of these people, and four messages of Ana's behind their coming in. */
    private Room of(RoomName name, String... people) {
        Room room = rooms.registry
                .reserveOrCreate(name, RoomSettings.of(name))
                .orElseThrow()
                .room();
        List<Draft> members =
                Arrays.stream(people).map(who -> member(name, who)).toList();
        rooms.on(0, () -> room.decree(members, results -> rooms.registry.release(room)));
        rooms.run();
        rooms.postMany(room, "Ana", 4);
        return room;
    }

    private static Draft member(RoomName room, String name) {
        // Private rooms begin with an owner, direct ones have none.
        Role role = room.equals(BAND) && name.equals("Ana") ? Role.OWNER : Role.MEMBER;
        return new Draft.AddMember(author("Ana"), new Cid("m" + name), author(name), role, 3);
    }

    private void read(Room room, String who, long seq) {
        rooms.store.readMarks().advance(id(who), room.name(), seq);
        rooms.on(1, () -> room.receipts().moved(id(who), seq));
        rooms.run();
    }

    private void block(Room room, String who, String whom, boolean on) {
        rooms.store.moderation().block(id(who), author(whom), on);
        rooms.on(1, room::blocksChanged);
        rooms.run();
    }

    private void join(Room room, TestMember... members) {
        Stream.of(members).forEach(member -> member.join(room));
        rooms.run();
        Stream.of(members).forEach(TestMember::news);
    }

    private List<String> admitted(TestMember member) {
        return member
                .admissions
                .get(member.admissions.size() - 1)
                .seen()
                .getOrDefault(member.visitor.user().id(), List.of())
                .stream()
                .map(mark -> mark.user().name() + " " + mark.seq())
                .toList();
    }

    @Test
    void othersAreToldAndNotWhoReads() {
        Room room = of(PAIR, "Ana", "Bia", "Caio");
        join(room, ana, bia);

        read(room, "Caio", 4);
        read(room, "Bia", 7);

        assertThat(ana.news()).containsExactly("seen Caio 4", "seen Bia 7");
        assertThat(bia.news()).containsExactly("seen Caio 4");
    }

    @Test
    void whoComesInLearnsWhereTheOthersAre() {
        Room room = of(PAIR, "Ana", "Bia", "Caio");
        rooms.store.readMarks().advance(id("Bia"), PAIR, 6);

        join(room, ana);
        assertThat(admitted(ana))
                .as("Bia's is as she read, Caio's as he was added")
                .containsExactly("Bia 6", "Caio 2");

        read(room, "Caio", 5);
        join(room, bia);
        assertThat(admitted(bia)).containsExactly("Caio 5");
        TestMember again = rooms.page("Ana", 1);
        again.join(room, 2);
        rooms.run();
        assertThat(admitted(again)).containsExactly("Bia 6", "Caio 5");
    }

    @Test
    void whatMovesInOneTurnIsToldOnce() {
        Room room = of(PAIR, "Ana", "Bia", "Caio");
        join(room, ana);

        rooms.on(1, () -> {
            for (long seq = 3; seq <= 6; seq++) {
                room.receipts().moved(id("Bia"), seq);
            }
            room.receipts().moved(id("Caio"), 4);
        });
        rooms.run();

        assertThat(ana.news()).containsExactly("seen Bia 6", "seen Caio 4");
    }

    @Test
    void markThatStaysIsNoNews() {
        Room room = of(PAIR, "Ana", "Bia");
        join(room, ana);
        read(room, "Bia", 5);
        ana.news();

        read(room, "Bia", 5);
        read(room, "Bia", 4);

        assertThat(ana.news()).isEmpty();
    }

    @Test
    void otherRoomsAreSilent() {
        Room band = of(BAND, "Ana", "Bia");
        join(band, ana);
        read(band, "Bia", 5);
        assertThat(ana.news()).isEmpty();
        assertThat(admitted(ana)).isEmpty();

        Room lobby = rooms.lobby();
        join(lobby, bia);
        rooms.postMany(lobby, "Ana", 2);
        bia.news();
        read(lobby, "Ana", 2);
        assertThat(bia.news()).isEmpty();
        join(lobby, caio);
        assertThat(admitted(caio)).isEmpty();
    }

    @Test
    void neitherOfTwoLearnsAnythingWhenOneBlocksTheOther() {
        Room room = of(PAIR, "Ana", "Bia");
        join(room, ana, bia);
        block(room, "Bia", "Ana", true);

        read(room, "Bia", 5);
        read(room, "Ana", 5);

        assertThat(ana.news()).isEmpty();
        assertThat(bia.news()).isEmpty();
        ana.leave(Leaving.REPLACED);
        bia.leave(Leaving.REPLACED);
        join(room, ana, bia);
        assertThat(admitted(ana)).isEmpty();
        assertThat(admitted(bia)).isEmpty();

        block(room, "Bia", "Ana", false);
        read(room, "Bia", 6);
        assertThat(ana.news()).containsExactly("seen Bia 6");
        join(room, bia);
        assertThat(admitted(bia)).containsExactly("Ana 5");
    }

    @Test
    void blockIsBetweenTwoAlsoInALargerRoom() {
        Room room = of(PAIR, "Ana", "Bia", "Caio");
        join(room, ana, bia, caio);
        block(room, "Bia", "Ana", true);

        read(room, "Bia", 5);
        read(room, "Ana", 6);

        assertThat(ana.news()).isEmpty();
        assertThat(bia.news()).isEmpty();
        assertThat(caio.news()).containsExactly("seen Bia 5", "seen Ana 6");
        join(room, ana);
        assertThat(admitted(ana)).containsExactly("Caio 2");
    }

    @Test
    void whatMovesWhileTheStoreIsAskedIsNotForgotten() {
        Room room = of(PAIR, "Ana", "Bia");
        rooms.store.hold(StoreCall.MARKS);
        ana.join(room);
        rooms.run();
        assertThat(ana.news()).as("it has to wait").isEmpty();
        rooms.on(1, () -> room.receipts().moved(id("Bia"), 6));
        rooms.run();

        rooms.store.answerAll();
        rooms.run();

        assertThat(admitted(ana)).containsExactly("Bia 6");
    }

    @Test
    void roomCanBeEnteredThoughNobodyKnowsWhoReadWhat() {
        Room room = of(PAIR, "Ana", "Bia");
        rooms.store.breakDown(StoreCall.MARKS);
        ana.join(room);
        rooms.run();

        assertThat(ana.news()).containsExactly("admitted 6", "live");
        assertThat(admitted(ana)).isEmpty();
        rooms.store.mend();
        rooms.on(1, () -> room.receipts().moved(id("Bia"), 6));
        rooms.run();
        assertThat(ana.news()).containsExactly("seen Bia 6");
    }

    @Test
    void slowReaderIsToldAnewOnceItHasCaughtUp() {
        Room room = of(PAIR, "Ana", "Bia", "Caio");
        join(room, ana);
        ana.outlet.stall(true);
        for (int i = 0; i < 20; i++) {
            rooms.post(room, 0, "Bia", LONG);
            rooms.run();
        }
        ana.news();

        read(room, "Bia", 20);
        read(room, "Caio", 9);
        assertThat(ana.news()).isEmpty();

        ana.outlet.stall(false);
        rooms.run();
        assertThat(ana.news()).endsWith("seen Bia 20", "seen Caio 9").doesNotHaveDuplicates();
        assertThat(ana.news()).isEmpty();
    }

    @Test
    void whoReadWhileNobodyWasThereIsKnownAllTheSame() {
        Room room = of(PAIR, "Ana", "Bia");
        join(room, ana);
        ana.leave(Leaving.AT_ONCE);
        rooms.run();

        read(room, "Bia", 6);
        join(room, ana);

        assertThat(admitted(ana)).containsExactly("Bia 6");
    }
}
