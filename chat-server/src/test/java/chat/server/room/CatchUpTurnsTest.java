package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Members that catch up take turns with everybody else, and what happens until it is theirs. */
@ExtendWith(LeakPresenceExtension.class)
class CatchUpTurnsTest {
    private final TestRooms rooms = new TestRooms(2);
    private final Room lobby = rooms.lobby();

    @AfterEach
    void close() {
        rooms.close();
    }

    /** So many messages, of which only the store knows. */
    private void fill(Room room, int count) {
        for (int i = 0; i < count; i++) {
            rooms.post(room, 0, "Poster", "text");
        }
        rooms.run();
        rooms.forgetRecent(room);
    }

    private TestMember page(int number) {
        return rooms.page("Guest%04d".formatted(number), number % 2);
    }

    private static List<Long> seqs(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void stormOfThoseALittleBehindLetsTheLivingThrough() {
        Room other = rooms.room("other");
        TestMember living = rooms.page("Living", 0).join(other);
        page(0).join(lobby);
        rooms.run();
        rooms.postMany(lobby, 90);
        living.news();
        List<TestMember> storm = new ArrayList<>();
        for (int i = 1; i <= 20 * CatchUp.SHARED_MAX; i++) {
            storm.add(i % 4 == 0 ? page(i).join(lobby) : page(i).join(lobby, i % 3));
        }
        rooms.post(other, 0, "Poster", "text");

        Random random = new Random(20260503);
        boolean told = false;
        while (!told) {
            assertThat(rooms.loops.step(random)).isTrue();
            assertThat(rooms.registry.slices().underWay()).isLessThanOrEqualTo(2);
            told = living.news().contains("posted 1");
        }

        assertThat(storm.stream()
                        .filter(member -> member.diary().contains("live"))
                        .count())
                .isLessThan(5L * CatchUp.SHARED_MAX);
        rooms.run();
        assertThat(storm).allMatch(member -> member.diary().contains("live"));
        assertThat(storm.get(0).seqs()).isEqualTo(seqs(2, 90));
        assertThat(rooms.store.reads()).as("all from memory").isEmpty();
        assertThat(rooms.registry.slices().underWay()).isZero();
    }

    /** Its page was read, and all turns are taken by others. */
    private TestMember waitingForItsTurn() {
        rooms.store.hold(StoreCall.READ);
        TestMember ana = page(1).join(lobby, 4);
        rooms.run();
        rooms.registry.slices().enter(lobby.loop(), () -> {});
        rooms.registry.slices().enter(lobby.loop(), () -> {});
        rooms.store.answerAll();
        rooms.store.holdNothing();
        rooms.run();
        return ana;
    }

    private void letGoOn() {
        rooms.registry.slices().leave();
        rooms.registry.slices().leave();
        rooms.run();
    }

    @Test
    void whatIsCommittedWhileAPageWaitsForItsTurnIsNotMissed() {
        fill(lobby, 10);
        TestMember ana = waitingForItsTurn();
        assertThat(ana.diary()).isEmpty();
        rooms.postMany(lobby, 2);

        letGoOn();

        assertThat(ana.seqs()).isEqualTo(seqs(5, 12));
    }

    @Test
    void pageThatWaitsForItsTurnIsReadAgainWhenTheLogWasRewritten() {
        fill(lobby, 10);
        TestMember ana = waitingForItsTurn();
        rooms.forgetRecent(lobby);

        letGoOn();

        assertThat(rooms.store.reads()).hasSize(2);
        assertThat(ana.seqs()).isEqualTo(seqs(5, 10));
    }
}
