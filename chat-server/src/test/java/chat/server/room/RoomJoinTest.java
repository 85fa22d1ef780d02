package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.protocol.RoomMember;
import chat.server.store.PageRequest;
import io.netty.util.test.LeakPresenceExtension;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Coming into a room, for the first time or again: what is told, in which order. */
@ExtendWith(LeakPresenceExtension.class)
class RoomJoinTest {
    private static final OptionalLong LIVE = OptionalLong.empty();

    private final TestRooms rooms = new TestRooms(2, new TestConfig().resumeEventsMax(150));
    private final Room lobby = rooms.lobby();
    private final TestMember ana = rooms.page("Ana", 1);

    @AfterEach
    void close() {
        rooms.close();
    }

    private static List<Long> seqs(List<RoomEvent> events) {
        return events.stream().map(RoomEvent::seq).toList();
    }

    @Test
    void newcomerIsLiveFromTheHeadOn() {
        rooms.postMany(lobby, 3);

        ana.join(lobby);
        rooms.run();
        rooms.postMany(lobby, 2);

        assertThat(ana.diary()).containsExactly("admitted 3", "live", "posted 4", "posted 5");
    }

    @Test
    void newcomerToAnEmptyRoomIsToldSo() {
        ana.join(lobby);
        rooms.run();

        assertThat(ana.diary()).containsExactly("admitted 0", "live");
        Admission admission = ana.admissions.get(0);
        assertThat(admission.access().settings().title()).isEqualTo(lobby.title());
        assertThat(admission.roster()).isEqualTo(new RosterPage(1, List.of(RoomMember.of(ana.visitor.user())), false));
    }

    @Test
    void newcomerIsToldWhoIsThere() {
        TestMember bia = rooms.page("Bia", 0).join(lobby);
        TestMember caio = rooms.page("Caio", 1).join(lobby);
        rooms.run();

        ana.join(lobby);
        rooms.run();

        assertThat(ana.admissions.get(0).roster().members())
                .extracting(RoomMember::user)
                .containsExactly(ana.visitor.user(), bia.visitor.user(), caio.visitor.user());
    }

    @Test
    void whoeverComesBackGetsWhatWasMissedInOrderAndThenIsLive() {
        rooms.postMany(lobby, 10);

        ana.join(lobby, 6);
        rooms.run();
        rooms.postMany(lobby, 1);

        assertThat(ana.diary())
                .containsExactly("admitted 10", "posted 7", "posted 8", "posted 9", "posted 10", "live", "posted 11");
    }

    @Test
    void whoeverMissedNothingIsLiveAtOnce() {
        rooms.postMany(lobby, 10);

        ana.join(lobby, 10);
        rooms.run();

        assertThat(ana.diary()).containsExactly("admitted 10", "live");
    }

    @Test
    void wholeLogComesToWhoeverBeginsAtZero() {
        rooms.page("Bia", 1).join(lobby);
        rooms.postMany(lobby, 130);

        ana.join(lobby, 0);
        rooms.run();

        assertThat(ana.seqs()).hasSize(130).isSorted().doesNotHaveDuplicates();
        assertThat(ana.diary()).endsWith("posted 130", "live");
        assertThat(rooms.store.reads()).as("read from memory").isEmpty();
    }

    @Test
    void positionOfThisEpochResumes() {
        rooms.postMany(lobby, 3);

        ana.join(lobby, OptionalLong.of(2), Optional.of(rooms.store.epoch()));
        rooms.run();

        assertThat(ana.diary()).containsExactly("admitted 3", "posted 3", "live");
    }

    @Test
    void positionOfAnotherEpochIsReset() {
        rooms.postMany(lobby, 3);

        ana.join(lobby, OptionalLong.of(2), Optional.of("another"));
        rooms.run();
        rooms.postMany(lobby, 1);

        assertThat(ana.diary()).containsExactly("reset 3", "live", "posted 4");
        assertThat(seqs(ana.admissions.get(0).reset().orElseThrow())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anotherEpochMattersToNobodyWhoHasNoPosition() {
        rooms.postMany(lobby, 3);

        ana.join(lobby, LIVE, Optional.of("another"));
        rooms.run();

        assertThat(ana.diary()).containsExactly("admitted 3", "live");
    }

    @Test
    void positionBeyondTheHeadIsReset() {
        rooms.postMany(lobby, 3);

        ana.join(lobby, 4);
        rooms.run();

        assertThat(ana.diary()).containsExactly("reset 3", "live");
    }

    @Test
    void positionInARoomThatBeganAnewIsReset() {
        ana.join(lobby, 4);
        rooms.run();
        rooms.postMany(lobby, 1);

        assertThat(ana.diary()).containsExactly("reset 0", "live", "posted 1");
        assertThat(ana.admissions.get(0).reset()).contains(List.of());
    }

    @Test
    void whoeverIsFurtherBehindThanTheLimitIsReset() {
        rooms.postMany(lobby, 160);

        TestMember atTheLimit = rooms.page("Bia", 0).join(lobby, 10);
        ana.join(lobby, 9);
        rooms.run();

        assertThat(atTheLimit.seqs()).hasSize(150);
        assertThat(atTheLimit.diary()).startsWith("admitted 160").contains("live");
        assertThat(ana.diary()).containsExactly("reset 160", "live");
        assertThat(seqs(ana.admissions.get(0).reset().orElseThrow()))
                .hasSize(50)
                .endsWith(160L);
    }

    @Test
    void whatTheStoreNoLongerHasIsNeverPassedOffAsWhole() {
        TestRooms few = new TestRooms(1, new TestConfig().roomEventsMax(10).totalBytesMax(1 << 20));
        few.postMany(few.lobby(), RecentEvents.EVENTS_MAX + 10);

        TestMember bia = few.page("Bia", 0).join(few.lobby(), 5);
        few.run();

        assertThat(bia.diary()).containsExactly("reset 266", "live");
        assertThat(seqs(bia.admissions.get(0).reset().orElseThrow()))
                .hasSize(10)
                .endsWith(266L);
        few.close();
    }

    @Test
    void resetOfALogThatWasForgottenWholeSaysWhereItStands() {
        TestRooms few = new TestRooms(1, new TestConfig().totalBytesMax(5_000));
        few.postMany(few.lobby(), 3);
        few.postMany(few.room("busy"), 40);

        TestMember bia = few.page("Bia", 0).join(few.lobby(), 9);
        few.run();
        few.postMany(few.lobby(), 1);

        assertThat(bia.diary()).containsExactly("reset 3", "live", "posted 4");
        assertThat(bia.admissions.get(0).reset()).contains(List.of());
        few.close();
    }

    @Test
    void eventsCommittedWhileTheLogIsReadComeInTheirPlace() {
        TestRooms far = new TestRooms(2);
        far.page("Caio", 0).join(far.lobby());
        far.postMany(far.lobby(), RecentEvents.EVENTS_MAX + 20);
        far.store.hold(StoreCall.READ);
        TestMember bia = far.page("Bia", 1).join(far.lobby(), 10);
        far.run();
        assertThat(bia.diary()).isEmpty();

        far.postMany(far.lobby(), 5);
        far.store.answerAll();
        far.run();

        assertThat(bia.diary()).startsWith("admitted 281", "posted 11").endsWith("posted 281", "live");
        assertThat(bia.seqs()).hasSize(271).isSorted().doesNotHaveDuplicates();
        far.close();
    }

    @Test
    void resetSaysWhereItsPageEndsAndWhatCameMeanwhileFollows() {
        rooms.postMany(lobby, 3);
        rooms.store.hold(StoreCall.READ);
        ana.join(lobby, OptionalLong.of(2), Optional.of("another"));
        rooms.run();

        rooms.postMany(lobby, 2);
        rooms.store.answerAll();
        rooms.run();
        rooms.postMany(lobby, 1);

        assertThat(seqs(ana.admissions.get(0).reset().orElseThrow())).containsExactly(1L, 2L, 3L);
        assertThat(ana.diary()).containsExactly("reset 3", "posted 4", "posted 5", "live", "posted 6");
    }

    @Test
    void resetWithAnEmptyPageDropsNothingThatCameMeanwhile() {
        rooms.store.hold(StoreCall.READ);
        ana.join(lobby, 7);
        rooms.run();

        rooms.postMany(lobby, 2);
        rooms.store.answerAll();
        rooms.run();

        assertThat(ana.diary()).containsExactly("reset 0", "posted 1", "posted 2", "live");
    }

    @Test
    void plainClientThatIsResetGetsTheNewestPageAsMessages() {
        rooms.postMany(lobby, 60);
        TestMember plain = rooms.member("Plain", 1, WireFormat.RELAY, false).join(lobby, 1_000);
        rooms.run();

        assertThat(plain.outlet.sent()).hasSize(50).endsWith("text 59");
        assertThat(plain.admissions.get(0).reset()).isEmpty();
        rooms.postMany(lobby, 1);
        assertThat(plain.outlet.sent()).hasSize(51);
    }

    @Test
    void newestPageOfLongMessagesDoesNotOverfillAPlainClient() {
        for (int i = 0; i < 40; i++) {
            rooms.post(lobby, 0, "Poster", "x".repeat(7_000));
            rooms.run();
        }
        TestMember plain = rooms.member("Plain", 1, WireFormat.RELAY, false);
        plain.outlet.stall(true);
        plain.join(lobby, 1_000);
        rooms.run();
        assertThat(plain.outlet.unwrittenBytesMax()).isLessThan(2 * 64 * 1024);

        plain.outlet.stall(false);
        rooms.run();
        rooms.post(lobby, 0, "Poster", "short");
        rooms.run();

        assertThat(plain.outlet.sent()).hasSizeGreaterThan(15).endsWith("short");
    }

    @Test
    void whoeverLeftBeforeBeingAdmittedHearsNothing() {
        rooms.postMany(lobby, 3);
        ana.join(lobby, 0);
        ana.leave(Leaving.AT_ONCE);
        rooms.run();
        rooms.postMany(lobby, 1);

        assertThat(ana.diary()).isEmpty();
        assertThat(lobby.summary().members()).isZero();
    }

    @Test
    void historyIsReadInBothDirections() {
        rooms.postMany(lobby, 20);

        assertThat(history(PageRequest.Direction.BEFORE, Long.MAX_VALUE, 3)).isEqualTo("[18, 19, 20] more");
        assertThat(history(PageRequest.Direction.BEFORE, 3, 5)).isEqualTo("[1, 2]");
        assertThat(history(PageRequest.Direction.BEFORE, 4, 3)).isEqualTo("[1, 2, 3]");
        assertThat(history(PageRequest.Direction.BEFORE, 1, 5)).isEqualTo("[]");
        assertThat(history(PageRequest.Direction.AFTER, 0, 3)).isEqualTo("[1, 2, 3] more");
        assertThat(history(PageRequest.Direction.AFTER, 17, 3)).isEqualTo("[18, 19, 20]");
        assertThat(history(PageRequest.Direction.AFTER, 20, 3)).isEqualTo("[]");
    }

    @Test
    void historyNeverShowsWhatIsNotYetDelivered() {
        rooms.postMany(lobby, 3);
        rooms.store.hold(StoreCall.APPEND);
        rooms.postMany(lobby, 2);
        // Events 4 and 5 are in the store, but nobody was told that they are durable.

        assertThat(history(PageRequest.Direction.BEFORE, Long.MAX_VALUE, 10)).isEqualTo("[1, 2, 3]");
        assertThat(history(PageRequest.Direction.BEFORE, Long.MAX_VALUE, 2)).isEqualTo("[2, 3] more");
        assertThat(history(PageRequest.Direction.AFTER, 2, 10)).isEqualTo("[3]");
    }

    private String history(PageRequest.Direction direction, long seq, int limit) {
        CompletableFuture<LogPage> answer =
                lobby.log().page(direction, seq, limit).toCompletableFuture();
        rooms.run();
        LogPage page = answer.join();
        return seqs(page.events()) + (page.more() ? " more" : "");
    }
}
