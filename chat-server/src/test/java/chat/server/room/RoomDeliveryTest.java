package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.store.Appended;
import io.netty.buffer.ByteBuf;
import io.netty.util.test.LeakPresenceExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How what is posted reaches the members: merged, written once, from shared memory. */
@ExtendWith(LeakPresenceExtension.class)
class RoomDeliveryTest {
    private final TestRooms rooms = new TestRooms(3);
    private final Room lobby = rooms.lobby();

    @AfterEach
    void close() {
        rooms.close();
    }

    @Test
    void messageReachesEverybodyAndItsAuthor() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        TestMember bia = rooms.page("Bia", 1).join(lobby);
        TestMember caio = rooms.page("Caio", 2).join(lobby);
        rooms.run();

        List<Appended> result = rooms.post(lobby, 1, "Bia", "olá");
        rooms.run();

        for (TestMember member : List.of(ana, bia, caio)) {
            assertThat(member.seqs()).containsExactly(1L);
            String text = member.outlet.sent().get(member.outlet.sent().size() - 1);
            assertThat(Told.json(text).get("text").asString()).isEqualTo("olá");
            assertThat(Told.json(text).get("room").asString()).isEqualTo("lobby");
            assertThat(Told.json(text).get("from").get("name").asString()).isEqualTo("Bia");
        }
        assertThat(result).singleElement().isInstanceOf(Appended.Committed.class);
        assertThat(rooms.backplane.published())
                .singleElement()
                .satisfies(events -> assertThat(events).containsExactly(((Appended.Committed) result.get(0)).event()));
    }

    @Test
    void whatArrivesInOneTurnIsWrittenToEachMemberAtOnce() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        TestMember bia = rooms.page("Bia", 1).join(lobby);
        rooms.run();
        int anaWrites = ana.outlet.writes();
        int biaWrites = bia.outlet.writes();
        int biaFlushes = bia.outlet.flushes();

        // Waiting in the queue of the room's loop, then read by that loop itself.
        for (int i = 0; i < 10; i++) {
            rooms.post(lobby, 1 + i % 2, "Poster", "text " + i);
        }
        for (int i = 0; i < 6; i++) {
            rooms.post(lobby, 0, "Poster", "text of the room's own loop " + i);
        }
        rooms.run();

        assertThat(ana.seqs()).hasSize(16).isSorted();
        assertThat(bia.seqs()).isEqualTo(ana.seqs());
        assertThat(ana.outlet.writes()).isEqualTo(anaWrites + 1);
        assertThat(bia.outlet.writes()).isEqualTo(biaWrites + 1);
        assertThat(bia.outlet.flushes()).isEqualTo(biaFlushes + 1);
        assertThat(rooms.backplane.published()).hasSize(1);
    }

    @Test
    void whatArrivesInDifferentTurnsIsWrittenTwice() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        rooms.run();
        int writes = ana.outlet.writes();

        rooms.post(lobby, 0, "Poster", "one");
        rooms.run();
        rooms.post(lobby, 0, "Poster", "two");
        rooms.run();

        assertThat(ana.outlet.writes()).isEqualTo(writes + 2);
    }

    @Test
    void loneMessageWaitsForNoTimer() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        rooms.run();

        rooms.post(lobby, 1, "Poster", "one");
        rooms.run();

        assertThat(rooms.loops.hasTimers()).isFalse();
        assertThat(ana.outlet.arrived()).hasSize(1);
    }

    @Test
    void membersOfAFormatShareOneBuffer() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        TestMember bia = rooms.page("Bia", 1).join(lobby);
        TestMember plain = rooms.member("Plain", 1, WireFormat.RELAY, false).join(lobby);
        rooms.run();
        List.of(ana, bia, plain).forEach(member -> member.outlet.stall(true));

        rooms.post(lobby, 2, "Poster", "one");
        rooms.run();

        ByteBuf first = ana.outlet.unwritten().get(0);
        ByteBuf second = bia.outlet.unwritten().get(0);
        assertThat(second).isEqualTo(first);
        int last = first.writerIndex() - 1;
        first.setByte(last, '!');
        assertThat(second.getByte(last)).as("the same memory").isEqualTo((byte) '!');
        first.setByte(last, '}');
        assertThat(WireFrame.readAll(plain.outlet.unwritten().get(0)))
                .extracting(WireFrame::text)
                .containsExactly("one");
        List.of(ana, bia, plain).forEach(member -> member.outlet.stall(false));
    }

    @Test
    void sharedBufferIsReadByEachAtItsOwnPace() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        TestMember bia = rooms.page("Bia", 1).join(lobby);
        rooms.run();
        bia.outlet.stall(true);

        rooms.post(lobby, 2, "Poster", "one");
        rooms.run();
        assertThat(Told.seqs(ana.outlet.arrived())).containsExactly(1L);
        assertThat(Told.seqs(bia.outlet.arrived())).isEmpty();

        bia.outlet.stall(false);
        assertThat(Told.seqs(bia.outlet.arrived())).containsExactly(1L);
    }

    @Test
    void burstOfManyBytesIsSplitSoThatBacklogsAreLookedAtInBetween() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        TestMember slow = rooms.page("Slow", 1).join(lobby);
        rooms.run();
        slow.outlet.stall(true);
        int writes = ana.outlet.writes();

        for (int i = 0; i < 40; i++) {
            rooms.post(lobby, 0, "Poster", "x".repeat(8_000));
        }
        rooms.run();

        assertThat(ana.seqs()).hasSize(40).isSorted();
        assertThat(ana.outlet.writes() - writes).isBetween(5, 8);
        assertThat(slow.outlet.unwrittenBytesMax()).isLessThan(64 * 1024 + 64 * 1024 + 2 * 8_500);
        slow.outlet.stall(false);
        rooms.run();
        assertThat(slow.seqs()).isEqualTo(ana.seqs());
    }

    @Test
    void everybodyGetsWhatWasPostedInOneOrder() {
        TestMember ana = rooms.page("Ana", 0).join(lobby);
        TestMember bia = rooms.page("Bia", 2).join(lobby);
        rooms.run();

        for (int i = 0; i < 30; i++) {
            rooms.post(lobby, i % 3, "Poster" + i % 3, "text " + i);
            rooms.loops.step(rooms.loop(i * 7 % 3));
        }
        rooms.run();

        assertThat(ana.seqs()).hasSize(30).isSorted().doesNotHaveDuplicates();
        assertThat(bia.outlet
                        .sent()
                        .subList(
                                bia.outlet.sent().size() - 30, bia.outlet.sent().size()))
                .isEqualTo(ana.outlet
                        .sent()
                        .subList(
                                ana.outlet.sent().size() - 30, ana.outlet.sent().size()));
    }

    @Test
    void emptyRoomKeepsWhatIsPosted() {
        List<Appended> result = rooms.post(lobby, 1, "Ana", "anybody?");
        rooms.run();

        assertThat(result).singleElement().isInstanceOf(Appended.Committed.class);
        TestMember bia = rooms.page("Bia", 1).join(lobby, 0);
        rooms.run();
        assertThat(bia.diary()).containsExactly("admitted 1", "posted 1", "live");
    }
}
