package chat.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many who read the log at a time, and a store that cannot be read. */
@ExtendWith(LeakPresenceExtension.class)
class CatchUpTest {
    private static final int STORM = 3_000;
    private static final int ROOMS = 20;

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
    void stormIsServedInTurnsAndTheLivingNeverWait() {
        Random random = new Random(20260502);
        List<Room> all = new ArrayList<>();
        List<TestMember> living = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            Room room = rooms.room("room-" + i);
            all.add(room);
            living.add(rooms.page("Living%02d".formatted(i), i % 2).join(room));
            fill(room, 150);
        }
        living.forEach(TestMember::news);
        rooms.store.hold(StoreCall.READ);
        List<TestMember> storm = new ArrayList<>();
        List<Integer> cursors = new ArrayList<>();
        for (int i = 0; i < STORM; i++) {
            cursors.add(random.nextInt(5) * 10);
            storm.add(page(i).join(all.get(i % ROOMS), cursors.get(i)));
        }

        int posted = 0;
        int mostReads = 0;
        boolean busy = true;
        for (int step = 0; busy; step++) {
            busy = rooms.loops.step(random) || rooms.store.waiting() > 0;
            mostReads = Math.max(mostReads, rooms.store.waiting());
            if (rooms.store.waiting() > 0 && random.nextInt(20) == 0) {
                rooms.store.answer(random.nextInt(rooms.store.waiting()));
            }
            if (step % 500 == 0) {
                // No read is answered meanwhile.
                int room = random.nextInt(ROOMS);
                living.get(room).news();
                rooms.post(all.get(room), 1, "Poster", "text");
                rooms.run();
                assertThat(living.get(room).news())
                        .contains("posted " + all.get(room).summary().seq());
                posted++;
            }
        }

        assertThat(mostReads).isEqualTo(RoomRegistry.READS_MAX);
        assertThat(posted).isGreaterThan(5);
        for (int i = 0; i < STORM; i++) {
            long head = all.get(i % ROOMS).summary().seq();
            assertThat(storm.get(i).seqs()).isEqualTo(seqs(cursors.get(i) + 1, head));
            assertThat(storm.get(i).diary()).filteredOn("live"::equals).hasSize(1);
        }
        assertThat(rooms.store.reads().size()).as("shared").isLessThan(STORM / 3);
        assertThat(rooms.registry.catchUps().underWay()).isZero();
    }

    @Test
    void membersAtOnePlaceShareAReadAndItsBytes() {
        fill(lobby, 10);
        rooms.store.hold(StoreCall.READ);
        List<TestMember> members = new ArrayList<>();
        int count = 2 * CatchUp.SHARED_MAX + 1;
        for (int i = 0; i < count; i++) {
            members.add(page(i).join(lobby, 4));
        }
        rooms.run();
        while (rooms.store.waiting() > 0) {
            assertThat(rooms.store.waiting()).isEqualTo(1);
            rooms.store.answer(0);
            rooms.run();
        }

        assertThat(rooms.store.reads()).hasSize(3);
        members.forEach(member -> {
            assertThat(member.seqs()).isEqualTo(seqs(5, 10));
            assertThat(member.diary())
                    .filteredOn(told -> told.startsWith("admitted"))
                    .hasSize(1);
        });
    }

    @Test
    void whoeverComesDuringAReadSharesIt() {
        fill(lobby, 10);
        rooms.store.hold(StoreCall.READ);
        TestMember first = page(1).join(lobby, 4);
        rooms.run();
        rooms.postMany(lobby, 2);
        TestMember second = page(2).join(lobby, 4);
        TestMember other = page(3).join(lobby, 5);
        rooms.run();

        assertThat(rooms.store.waiting()).isEqualTo(2);
        rooms.store.answerAll();
        rooms.run();

        assertThat(first.seqs()).isEqualTo(seqs(5, 12));
        assertThat(second.seqs()).isEqualTo(seqs(5, 12));
        assertThat(other.seqs()).isEqualTo(seqs(6, 12));
    }

    @Test
    void newestPageIsSharedToo() {
        fill(lobby, 10);
        List<TestMember> members = new ArrayList<>();
        rooms.store.hold(StoreCall.READ);
        for (int i = 0; i < 10; i++) {
            members.add(page(i).join(lobby, OptionalLong.of(3), Optional.of("another epoch")));
        }
        TestMember plain =
                rooms.member("Plain", 1, WireFormat.RELAY, false).join(lobby, OptionalLong.of(99), Optional.empty());
        rooms.run();
        assertThat(rooms.store.waiting()).isEqualTo(1);
        rooms.store.holdNothing();
        rooms.store.answerAll();
        rooms.run();

        members.forEach(member -> assertThat(member.diary()).containsExactly("reset 10", "live"));
        assertThat(plain.outlet.sent()).hasSize(10);
    }

    @Test
    void joiningWhatCannotBeReadIsTriedAgainAndThenRefused() {
        fill(lobby, 10);
        rooms.store.breakDown(StoreCall.READ);
        TestMember ana = page(1).join(lobby, 4);
        TestMember reset = page(2).join(lobby, 99);
        TestMember live = page(3).join(lobby);
        rooms.run();
        assertThat(ana.diary()).isEmpty();
        assertThat(live.diary()).containsExactly("admitted 10", "live");

        rooms.pass(1, TimeUnit.SECONDS);

        assertThat(ana.diary()).containsExactly("refused");
        assertThat(reset.diary()).containsExactly("refused");
        assertThat(rooms.metrics.storeReadsFailed.sum()).isEqualTo(2L * CatchUp.JOIN_TRIES_MAX);
        rooms.store.mend();
        ana.leave(Leaving.AT_ONCE);
        ana.join(lobby, 4);
        rooms.pass(4, TimeUnit.SECONDS);
        assertThat(ana.diary()).startsWith("refused", "admitted 10", "posted 5").endsWith("posted 10", "live");
    }

    @Test
    void joiningASecondLaterIsNotRefusedSooner() {
        fill(lobby, 10);
        rooms.store.breakDown(StoreCall.READ);
        TestMember ana = page(1).join(lobby, 4);
        rooms.pass(100, TimeUnit.MILLISECONDS);
        rooms.store.mend();

        rooms.pass(1, TimeUnit.SECONDS);

        assertThat(ana.diary()).startsWith("admitted 10").endsWith("posted 10", "live");
    }

    @Test
    void whoeverIsInWaitsForTheStoreAndMissesNothing() {
        fill(lobby, 10);
        rooms.store.hold(StoreCall.READ);
        TestMember ana = page(1).join(lobby, 4);
        rooms.run();
        rooms.store.answer(0);
        rooms.run();
        ana.outlet.stall(true);
        for (int i = 0; i < 60; i++) {
            rooms.post(lobby, 0, "Poster", "x".repeat(7_000));
            rooms.run();
        }
        rooms.store.holdNothing();
        rooms.store.breakDown(StoreCall.READ);
        ana.outlet.stall(false);
        rooms.pass(20, TimeUnit.SECONDS);
        int failures = rooms.metrics.storeReadsFailed.intValue();

        assertThat(ana.behindNanos()).isGreaterThan(TimeUnit.SECONDS.toNanos(19));
        assertThat(failures).as("later and later").isBetween(3, 10);
        assertThat(ana.diary()).doesNotContain("refused", "lost");
        rooms.store.mend();
        rooms.pass(5, TimeUnit.SECONDS);

        assertThat(ana.seqs()).isEqualTo(seqs(5, 70));
        assertThat(ana.behindNanos()).isZero();
    }

    @Test
    void pageWithoutWhatIsThereIsNoEndOfTheLog() {
        fill(lobby, 10);
        rooms.store.emptyPages(true);
        TestMember ana = page(1).join(lobby, 4);
        rooms.pass(100, TimeUnit.MILLISECONDS);
        assertThat(ana.diary()).isEmpty();

        rooms.store.emptyPages(false);
        rooms.pass(1, TimeUnit.SECONDS);

        assertThat(ana.seqs()).isEqualTo(seqs(5, 10));
    }

    @Test
    void nothingIsReadForWhoeverLeft() {
        fill(lobby, 10);
        rooms.store.breakDown(StoreCall.READ);
        List<TestMember> members = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            members.add(page(i).join(lobby, i % 8));
        }
        rooms.run();
        members.forEach(member -> member.leave(Leaving.AT_ONCE));
        rooms.pass(1, TimeUnit.SECONDS);
        int reads = rooms.store.reads().size();

        rooms.pass(1, TimeUnit.MINUTES);

        assertThat(rooms.store.reads()).hasSize(reads);
        assertThat(rooms.loops.hasTimers()).isFalse();
        assertThat(rooms.registry.catchUps().underWay()).isZero();
        assertThat(rooms.registry.catchUps().waiting()).isZero();
    }

    @Test
    void waitingToBeLetInCountsAsBehind() {
        fill(lobby, 10);
        rooms.store.hold(StoreCall.READ);
        TestMember ana = page(1).join(lobby, 4);
        rooms.pass(31, TimeUnit.SECONDS);
        assertThat(ana.behindNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(31));

        rooms.store.answerAll();
        rooms.run();
        assertThat(ana.behindNanos()).isZero();
    }

    @Test
    void answerToAJoinWaitsForTheChannelAndIsThenOfThatMoment() {
        fill(lobby, 10);
        TestMember ana = page(1);
        fillOutlet(ana);
        ana.join(lobby, 4);
        rooms.pass(40, TimeUnit.SECONDS);
        assertThat(told(ana)).isEmpty();
        assertThat(ana.behindNanos()).as("nobody waits for the room").isZero();
        rooms.postMany(lobby, 1);

        ana.outlet.stall(false);
        rooms.run();
        rooms.postMany(lobby, 1);

        assertThat(told(ana)).startsWith("admitted 11", "posted 5").endsWith("posted 11", "live", "posted 12");
        assertThat(ana.seqs()).isEqualTo(seqs(5, 12));
    }

    @Test
    void whoeverLeavesWhileItsAnswerWaitsForTheChannelHearsNothing() {
        fill(lobby, 10);
        TestMember ana = page(1);
        fillOutlet(ana);
        ana.join(lobby, 4);
        rooms.run();

        ana.leave(Leaving.AT_ONCE);
        ana.outlet.stall(false);
        rooms.run();

        assertThat(told(ana)).isEmpty();
        assertThat(lobby.summary().members()).isZero();
    }

    private void fillOutlet(TestMember member) {
        member.outlet.stall(true);
        ByteBuf frame = Unpooled.buffer();
        Frames.appendText(frame, ("filling" + "x".repeat(70_000)).getBytes(UTF_8));
        rooms.on(1, () -> member.outlet.write(frame));
    }

    private static List<String> told(TestMember member) {
        return member.diary().stream()
                .filter(line -> !line.startsWith("filling"))
                .toList();
    }
}
