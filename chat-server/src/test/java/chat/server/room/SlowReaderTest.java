package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A member that reads too slowly: it costs a bounded amount of memory, slows nobody, and misses nothing. */
@ExtendWith(LeakPresenceExtension.class)
class SlowReaderTest {
    private static final String LONG = "x".repeat(7_000);
    private static final int WATERMARK_BYTES = 64 * 1024;

    /** One broadcast or page: 64 KiB of events, the one that passed that, and what JSON adds. */
    private static final int BROADCAST_BYTES_MAX = 64 * 1024 + 2 * 8_000;

    private final TestRooms rooms = new TestRooms(2);
    private final Room lobby = rooms.lobby();
    private final TestMember slow = rooms.page("Slow", 1).join(lobby);
    private final TestMember quick = rooms.page("Quick", 1).join(lobby);
    private int posted;

    @AfterEach
    void close() {
        rooms.close();
    }

    private void post(int count) {
        for (int i = 0; i < count; i++) {
            rooms.post(lobby, 0, "Poster", LONG);
            posted++;
            rooms.run();
        }
    }

    private List<Long> all() {
        List<Long> all = new ArrayList<>();
        for (long seq = 1; seq <= posted; seq++) {
            all.add(seq);
        }
        return all;
    }

    @Test
    void slowReaderGetsNothingMoreAndTheOthersEverything() {
        rooms.run();
        slow.outlet.stall(true);

        post(60);

        assertThat(quick.seqs()).isEqualTo(all());
        assertThat(slow.seqs().size()).isLessThan(12);
        assertThat(slow.outlet.unwrittenBytesMax()).isLessThan(WATERMARK_BYTES + BROADCAST_BYTES_MAX);
        assertThat(rooms.metrics.slowReaders.sum()).isEqualTo(1);
    }

    @Test
    void slowReaderCatchesUpAtItsOwnSpeedAndMissesNothing() {
        rooms.run();
        slow.outlet.stall(true);
        post(60);

        int rounds = 0;
        while (slow.seqs().size() < 60) {
            slow.outlet.drain(1);
            rooms.run();
            assertThat(++rounds).isLessThan(100);
        }

        assertThat(slow.seqs()).isEqualTo(all());
        assertThat(slow.outlet.unwrittenBytesMax()).isLessThan(WATERMARK_BYTES + BROADCAST_BYTES_MAX);
        assertThat(rounds).as("not all at once").isGreaterThan(4);
    }

    @Test
    void whoeverCaughtUpIsLiveAgain() {
        rooms.run();
        slow.outlet.stall(true);
        post(20);
        assertThat(slow.behindNanos()).isZero();
        rooms.pass(2, TimeUnit.SECONDS);
        assertThat(slow.behindNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(2));

        slow.outlet.stall(false);
        rooms.run();
        assertThat(slow.behindNanos()).isZero();
        int reads = rooms.store.reads().size();
        post(3);

        assertThat(slow.seqs()).isEqualTo(all());
        assertThat(rooms.store.reads()).hasSize(reads);
        assertThat(slow.diary()).filteredOn("live"::equals).hasSize(1);
    }

    @Test
    void eventsPostedDuringTheCatchingUpComeInTheirPlace() {
        rooms.run();
        slow.outlet.stall(true);
        post(40);
        for (int i = 0; i < 40; i++) {
            slow.outlet.drain(1);
            rooms.loops.step(rooms.loop(1));
            post(1);
        }
        slow.outlet.stall(false);
        rooms.run();

        assertThat(slow.seqs()).isEqualTo(all());
        assertThat(quick.seqs()).isEqualTo(all());
    }

    @Test
    void pagesOfManyRoomsDoNotPileUp() {
        List<Room> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Room other = rooms.room("room-" + i);
            others.add(other);
            for (int j = 0; j < 8; j++) {
                rooms.post(other, 0, "Poster", LONG);
            }
        }
        rooms.run();
        // One connection in many rooms: a page of each is on its way before the first has arrived.
        slow.outlet.stall(true);
        others.forEach(other -> slow.join(other, 0));

        rooms.run();

        assertThat(slow.outlet.unwrittenBytesMax()).isLessThan(WATERMARK_BYTES + BROADCAST_BYTES_MAX);
        slow.outlet.stall(false);
        rooms.run();
        assertThat(slow.seqs()).hasSize(80);
        assertThat(slow.diary()).filteredOn("live"::equals).hasSize(11);
    }

    @Test
    void memberWhoseOutletIsFullBeforeItsLastPageIsNotLiveYet() {
        rooms.run();
        post(5);
        TestMember late = rooms.page("Late", 1);
        late.outlet.stall(true);
        late.join(lobby, 0);
        rooms.on(1, () -> late.outlet.write(Unpooled.wrappedBuffer(frame(WATERMARK_BYTES + 1))));
        rooms.run();
        assertThat(late.diary()).doesNotContain("live");
        assertThat(late.seqs()).isEmpty();
        post(2);

        late.outlet.stall(false);
        rooms.run();

        assertThat(late.seqs()).isEqualTo(all());
        assertThat(late.diary()).endsWith("posted 7", "live");
    }

    private static byte[] frame(int payloadBytes) {
        byte[] frame = new byte[10 + payloadBytes];
        frame[0] = (byte) 0x81;
        frame[1] = 127;
        frame[7] = (byte) (payloadBytes >> 16);
        frame[8] = (byte) (payloadBytes >> 8);
        frame[9] = (byte) payloadBytes;
        return frame;
    }

    @Test
    void fullOutletAsksForNothing() {
        post(100);
        TestMember late = rooms.page("Late", 1);
        late.outlet.stall(true);

        late.join(lobby, 0);
        rooms.run();
        assertThat(late.outlet.unwrittenBytesMax()).isGreaterThan(WATERMARK_BYTES);
        assertThat(rooms.store.reads())
                .as("every page that was read was written")
                .hasSize(late.outlet.writes());

        late.outlet.stall(false);
        rooms.run();
        assertThat(late.seqs()).isEqualTo(all());
    }

    @Test
    void firstOfALoopFallsBehindFromWhereItBegan() {
        TestRooms apart = new TestRooms(2);
        apart.postMany(apart.lobby(), 5);
        TestMember only = apart.page("Only", 1).join(apart.lobby());
        apart.run();
        only.outlet.stall(true);
        apart.on(1, () -> only.outlet.write(Unpooled.wrappedBuffer(frame(WATERMARK_BYTES + 1))));

        apart.postMany(apart.lobby(), 1);
        only.outlet.stall(false);
        apart.run();

        assertThat(only.seqs()).containsExactly(6L);
        apart.close();
    }

    @Test
    void whoeverIsTooFarBehindIsLost() {
        TestRooms few = new TestRooms(1, new TestConfig().roomEventsMax(5).resumeEventsMax(5));
        TestMember stuck = few.page("Stuck", 0).join(few.lobby());
        few.run();
        stuck.outlet.stall(true);
        for (int i = 0; i < RecentEvents.EVENTS_MAX + 20; i++) {
            few.post(few.lobby(), 0, "Poster", LONG);
            few.run();
        }

        stuck.outlet.stall(false);
        few.run();

        assertThat(stuck.diary()).endsWith("lost");
        assertThat(stuck.seqs()).isSorted();
        few.close();
    }

    @Test
    void whoeverLeftIsNotLost() {
        TestRooms few = new TestRooms(2, new TestConfig().roomEventsMax(5));
        TestMember gone = few.page("Gone", 1).join(few.lobby());
        few.run();
        gone.outlet.stall(true);
        for (int i = 0; i < RecentEvents.EVENTS_MAX + 20; i++) {
            few.post(few.lobby(), 0, "Poster", LONG);
            few.run();
        }
        gone.outlet.stall(false);
        few.loops.step(few.loop(1));
        gone.leave(Leaving.AT_ONCE);
        int written = gone.outlet.sent().size();
        few.run();

        assertThat(gone.diary()).doesNotContain("lost");
        assertThat(gone.outlet.sent()).hasSize(written);
        few.close();
    }
}
