package chat.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.server.store.Draft;
import chat.server.store.PageRequest.Direction;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can be asked about a room's log. */
@ExtendWith(LeakPresenceExtension.class)
class RoomLogTest {
    private static final String LONG = "x".repeat(7_999);

    private final TestRooms rooms = new TestRooms(2, new TestConfig().roomEventsMax(200));
    private final Room lobby = rooms.lobby();

    @AfterEach
    void close() {
        rooms.close();
    }

    private <T> T answer(CompletionStage<T> asked) {
        rooms.run();
        CompletableFuture<T> answer = asked.toCompletableFuture();
        assertThat(answer).isDone();
        return answer.join();
    }

    private String around(long seq, int limit) {
        return shortly(answer(lobby.log().around(seq, limit)));
    }

    private static String shortly(LogPage page) {
        return page.events().stream().map(RoomEvent::seq).toList() + (page.more() ? " more" : "");
    }

    private void edit(long target, String text) {
        rooms.add(lobby, "Poster", (from, cid) -> new Draft.Edit(from, cid, target, new MessageText(text)));
    }

    private void reply(long root) {
        rooms.add(lobby, "Poster", (from, cid) -> new Draft.Post(from, cid, new MessageText("reply"), root));
    }

    private void pin(long target) {
        rooms.add(lobby, "Poster", (from, cid) -> new Draft.Pin(from, cid, target, true));
    }

    @Test
    void pageAroundAMessageHasBothSidesOfIt() {
        rooms.postMany(lobby, 20);

        assertThat(around(10, 5)).isEqualTo("[8, 9, 10, 11, 12] more");
        assertThat(around(10, 4)).isEqualTo("[8, 9, 10, 11] more");
        assertThat(around(10, 1)).isEqualTo("[10] more");
        assertThat(around(1, 5)).isEqualTo("[1, 2, 3] more");
        assertThat(around(19, 5)).isEqualTo("[17, 18, 19, 20]");
        assertThat(around(20, 1)).isEqualTo("[20]");
        assertThat(around(99, 5)).isEqualTo("[19, 20]");
        assertThat(around(Long.MAX_VALUE, 1)).isEqualTo("[]");
    }

    @Test
    void pageSaysWhereTheLogBegins() {
        rooms.postMany(lobby, 230);

        assertThat(answer(lobby.log().page(Direction.BEFORE, Long.MAX_VALUE, 1)).first())
                .isEqualTo(31);
        assertThat(answer(lobby.log().page(Direction.AFTER, 0, 1)).first()).isEqualTo(31);
        assertThat(answer(lobby.log().around(33, 10)).first()).isEqualTo(31);
        assertThat(around(33, 10)).isEqualTo("[31, 32, 33, 34, 35, 36, 37] more");
        assertThat(answer(rooms.room("empty").log().page(Direction.BEFORE, 5, 1))
                        .first())
                .isEqualTo(1);
    }

    @Test
    void threadIsReadInBothDirections() {
        rooms.postMany(lobby, 2);
        for (int i = 0; i < 4; i++) {
            reply(1);
            reply(2);
        }

        assertThat(shortly(answer(lobby.log().thread(1, Direction.AFTER, 0, 3))))
                .isEqualTo("[3, 5, 7] more");
        assertThat(shortly(answer(lobby.log().thread(1, Direction.AFTER, 7, 3))))
                .isEqualTo("[9]");
        assertThat(shortly(answer(lobby.log().thread(1, Direction.BEFORE, Long.MAX_VALUE, 3))))
                .isEqualTo("[5, 7, 9] more");
        assertThat(shortly(answer(lobby.log().thread(1, Direction.BEFORE, 5, 3))))
                .isEqualTo("[3]");
        assertThat(shortly(answer(lobby.log().thread(9, Direction.BEFORE, 5, 3))))
                .isEqualTo("[]");
    }

    @Test
    void historyShowsThePresentState() {
        rooms.postMany(lobby, 2);
        edit(1, "better");
        rooms.add(lobby, "Poster", (from, cid) -> new Draft.Delete(from, cid, 2));

        List<RoomEvent> events =
                answer(lobby.log().page(Direction.AFTER, 0, 10)).events();

        assertThat(((RoomEvent.Posted) events.get(0)).text().value()).isEqualTo("better");
        assertThat(((RoomEvent.Posted) events.get(1)).state().deleted()).isTrue();
        assertThat(events).hasSize(4);
    }

    @Test
    void versionsAreEveryTextOfAMessage() {
        rooms.postMany(lobby, 1);
        edit(1, "second");
        edit(1, "third");

        assertThat(answer(lobby.log().versions(1)))
                .extracting(version -> version.seq() + " " + version.text().value())
                .containsExactly("1 text 0", "2 second", "3 third");
        assertThat(answer(lobby.log().versions(2))).isEmpty();
    }

    @Test
    void longAnswersAreCutToTheNewest() {
        for (int i = 0; i < 60; i++) {
            rooms.post(lobby, 0, "Poster", LONG);
            rooms.run();
        }
        for (int i = 1; i <= 60; i++) {
            pin(i);
        }
        for (int i = 0; i < 60; i++) {
            edit(60, LONG + (char) ('a' + i % 26));
        }
        int fitting = LogReader.HISTORY_BYTES_MAX / (2 * 8_000 + 200);

        assertThat(answer(lobby.log().pins()))
                .hasSizeBetween(fitting - 1, fitting)
                .last()
                .satisfies(pin -> assertThat(pin.seq()).isEqualTo(60));
        assertThat(answer(lobby.log().versions(60)))
                .hasSizeBetween(fitting - 1, fitting)
                .last()
                .satisfies(version -> assertThat(version.seq()).isEqualTo(180));
    }

    /** Asks, has something happen while the store reads, and then has it answer. */
    private <T> T asked(CompletionStage<T> question, Runnable meanwhile) {
        rooms.run();
        assertThat(rooms.store.waiting()).isEqualTo(1);
        rooms.store.holdNothing();
        meanwhile.run();
        rooms.run();
        rooms.store.answerAll();
        return answer(question);
    }

    @Test
    void pageHasWhatHappenedWhileItWasRead() {
        rooms.postMany(lobby, 3);
        rooms.store.hold(StoreCall.READ);
        CompletionStage<LogPage> question = lobby.log().page(Direction.BEFORE, 4, 10);

        LogPage page = asked(question, () -> {
            edit(1, "better");
            reply(2);
            rooms.add(lobby, "Poster", (from, cid) -> new Draft.Delete(from, cid, 3));
        });

        List<RoomEvent.Posted> posts =
                page.events().stream().map(RoomEvent.Posted.class::cast).toList();
        assertThat(posts).extracting(RoomEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(posts.get(0).text().value()).isEqualTo("better");
        assertThat(posts.get(1).state().replies()).isEqualTo(1);
        assertThat(posts.get(2).state().deleted()).isTrue();
        assertThat(posts.get(2).text()).isEqualTo(MessageText.ERASED);
    }

    @Test
    void boardAndVersionsAreLookedForAgainWhenTheyChangedMeanwhile() {
        rooms.postMany(lobby, 3);
        pin(1);
        rooms.store.hold(StoreCall.PINS);
        CompletionStage<List<RoomEvent>> pins = lobby.log().pins();
        assertThat(asked(pins, () -> pin(3))).extracting(RoomEvent::seq).containsExactly(1L, 3L);

        rooms.store.hold(StoreCall.VERSIONS);
        var versions = lobby.log().versions(1);
        assertThat(asked(versions, () -> edit(1, "better"))).hasSize(2);
    }

    @Test
    void pageIsReadAgainWhenTheLogWasRewrittenMeanwhile() {
        rooms.postMany(lobby, 3);
        rooms.store.hold(StoreCall.READ);
        CompletionStage<LogPage> question = lobby.log().page(Direction.BEFORE, 4, 10);

        asked(question, () -> rooms.forgetRecent(lobby));

        assertThat(rooms.store.reads()).hasSize(2);
        assertThat(rooms.registry.questions().underWay()).isZero();
    }

    @Test
    void whatIsToldAsOfNowHasABound() {
        rooms.postMany(lobby, 1);
        RoomEvent event =
                answer(lobby.log().page(Direction.AFTER, 0, 1)).events().get(0);
        Meanwhile meanwhile = new Meanwhile();
        for (int i = 0; i < Meanwhile.EVENTS_MAX; i++) {
            meanwhile.add(List.of(event));
        }
        assertThat(meanwhile.allows(any -> false)).isTrue();

        meanwhile.add(List.of(event));

        assertThat(meanwhile.allows(any -> false)).isFalse();
    }

    @Test
    void longAnswersAreMeasuredAsTheyAreSent() {
        for (int i = 1; i <= 60; i++) {
            rooms.post(lobby, 0, "Poster", "漢".repeat(7_999));
            rooms.run();
            pin(2L * i - 1);
        }

        long bytes = answer(lobby.log().pins()).stream()
                .mapToLong(pin -> ((RoomEvent.Posted) pin).text().value().getBytes(UTF_8).length)
                .sum();

        assertThat(bytes).isBetween(LogReader.HISTORY_BYTES_MAX / 2L, 3L * LogReader.HISTORY_BYTES_MAX / 2);
    }

    @Test
    void pinsAreToldOnceTheyAreDelivered() {
        rooms.postMany(lobby, 3);
        pin(3);
        pin(1);
        rooms.store.hold(StoreCall.APPEND);
        rooms.post(lobby, 0, "Poster", "not yet");
        rooms.run();

        assertThat(answer(lobby.log().pins())).extracting(RoomEvent::seq).containsExactly(1L, 3L);
    }

    @Test
    void whatCannotBeReadFails() {
        rooms.postMany(lobby, 3);
        rooms.store.breakDown(StoreCall.READ, StoreCall.THREAD, StoreCall.PINS, StoreCall.VERSIONS);
        List<CompletionStage<?>> asked = List.of(
                lobby.log().page(Direction.AFTER, 0, 1),
                lobby.log().around(2, 2),
                lobby.log().thread(1, Direction.AFTER, 0, 1),
                lobby.log().pins(),
                lobby.log().versions(1));
        rooms.run();

        for (CompletionStage<?> stage : asked) {
            assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        }
        assertThatThrownBy(() -> asked.get(0).toCompletableFuture().join()).hasMessageContaining("the disk is gone");
        assertThat(rooms.registry.questions().underWay()).isZero();
        rooms.store.mend();
        assertThat(around(2, 2)).isEqualTo("[1, 2] more");
    }

    @Test
    void questionsWaitInLineAndThoseWhoCatchUpDoNot() {
        rooms.postMany(lobby, 3);
        rooms.forgetRecent(lobby);
        rooms.store.hold(StoreCall.VERSIONS);
        List<CompletionStage<?>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            asked.add(lobby.log().versions(1));
        }
        TestMember ana = rooms.page("Ana", 1).join(lobby, 1);
        rooms.run();

        assertThat(rooms.store.waiting()).isEqualTo(RoomRegistry.READS_MAX);
        assertThat(ana.seqs()).containsExactly(2L, 3L);
        while (rooms.store.waiting() > 0) {
            rooms.store.answerAll();
            rooms.run();
        }
        assertThat(asked).allMatch(stage -> stage.toCompletableFuture().isDone());
    }

    @Test
    void rewrittenLogIsReadAnew() {
        rooms.page("Caio", 1).join(lobby);
        rooms.postMany(lobby, 3);
        rooms.page("Ana", 1).join(lobby, 1);
        rooms.run();
        assertThat(rooms.store.reads()).as("read from memory").isEmpty();

        rooms.forgetRecent(lobby);
        rooms.pass(1, TimeUnit.SECONDS);
        rooms.page("Bia", 1).join(lobby, 1);
        rooms.run();

        assertThat(rooms.store.reads()).hasSize(1);
    }
}
