package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.server.store.Appended;
import chat.server.store.Draft;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way into the store: nothing is acknowledged or shown before its time, and all of it in order. */
@ExtendWith(LeakPresenceExtension.class)
class RoomCommitTest {
    private static final Author BIA = TestMember.visitor("Bia").user().asAuthor();

    private final TestRooms rooms = new TestRooms(2);
    private final Room lobby = rooms.lobby();
    private final TestMember ana = rooms.page("Ana", 1).join(lobby);

    @AfterEach
    void close() {
        rooms.close();
    }

    private List<Appended> post(Draft draft) {
        List<Appended> results = new ArrayList<>();
        rooms.on(1, () -> lobby.post(Person.guest(draft.from()), draft, TestRooms.answers(results)));
        rooms.run();
        return results;
    }

    private static Draft draft(String cid, String text, @Nullable Long replyTo) {
        return new Draft.Post(BIA, new Cid(cid), new MessageText(text), replyTo);
    }

    private static Draft draft(String cid) {
        return draft(cid, "text", null);
    }

    private static List<Long> seqs(List<Appended> results) {
        return results.stream()
                .map(result -> ((Appended.Committed) result).event().seq())
                .toList();
    }

    @Test
    void nothingIsAcknowledgedOrShownBeforeItIsStored() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);

        List<Appended> result = post(draft("c1"));
        assertThat(result).isEmpty();
        assertThat(ana.seqs()).isEmpty();
        assertThat(lobby.summary().seq()).isZero();
        assertThat(rooms.backplane.published()).isEmpty();

        rooms.store.answerAll();
        rooms.run();
        assertThat(seqs(result)).containsExactly(1L);
        assertThat(ana.seqs()).containsExactly(1L);
        assertThat(lobby.summary().seq()).isEqualTo(1);
        assertThat(rooms.backplane.published()).hasSize(1);
    }

    @Test
    void whatArrivesInOneTurnIsOneAppend() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);

        for (int i = 0; i < 5; i++) {
            rooms.post(lobby, 0, "Poster", "text " + i);
        }
        rooms.run();

        assertThat(rooms.store.waiting()).isEqualTo(1);
    }

    @Test
    void whatArrivesDuringACommitIsNotHeldUpByIt() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);

        post(draft("c1"));
        post(draft("c2"));

        assertThat(rooms.store.waiting()).isEqualTo(2);
    }

    @Test
    void orderStaysThatOfTheLogWhenTheStoreAnswersOutOfOrder() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);
        List<Appended> first = post(draft("c1"));
        List<Appended> second = post(draft("c2"));
        List<Appended> third = post(draft("c3"));

        rooms.store.answer(2);
        rooms.store.answer(1);
        rooms.run();
        assertThat(second).isEmpty();
        assertThat(third).isEmpty();
        assertThat(ana.seqs()).isEmpty();

        rooms.store.answer(0);
        rooms.run();
        assertThat(seqs(first)).containsExactly(1L);
        assertThat(seqs(second)).containsExactly(2L);
        assertThat(seqs(third)).containsExactly(3L);
        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void everyOrderOfAnswersGivesTheSameLog() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);
        Random random = new Random(20260304);
        for (int i = 0; i < 300; i++) {
            rooms.post(lobby, random.nextInt(2), "Poster", "text " + i);
            rooms.loops.step(random);
            if (rooms.store.waiting() > 0 && random.nextInt(3) == 0) {
                rooms.store.answer(random.nextInt(rooms.store.waiting()));
            }
        }
        rooms.run();
        while (rooms.store.waiting() > 0) {
            rooms.store.answer(random.nextInt(rooms.store.waiting()));
            rooms.loops.step(random);
        }
        rooms.run();

        assertThat(ana.seqs()).hasSize(300).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void failedAppendIsRefusedAndNotShown() {
        rooms.run();
        rooms.store.breakDown(StoreCall.APPEND);

        List<Appended> failed = post(draft("c1"));

        assertThat(failed).containsExactly(new Appended.Refused(Appended.Reason.UNAVAILABLE));
        assertThat(ana.seqs()).isEmpty();
        assertThat(rooms.backplane.published()).isEmpty();
    }

    @Test
    void whatAFailedAppendHasStoredAfterAllIsShownOnceThatIsKnown() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);
        post(draft("c1"));
        rooms.store.breakDown(StoreCall.READ);
        rooms.store.fail(0);
        rooms.run();
        assertThat(ana.seqs()).isEmpty();

        rooms.store.mend();
        rooms.pass(1, TimeUnit.SECONDS);

        assertThat(ana.seqs()).containsExactly(1L);
        assertThat(lobby.summary().seq()).isEqualTo(1);
    }

    @Test
    void whatAFailedAppendHasStoredAfterAllIsShownWithTheNextEvent() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);
        post(draft("c1"));
        rooms.store.breakDown(StoreCall.READ);
        rooms.store.fail(0);
        rooms.run();
        rooms.store.mend();
        rooms.store.holdNothing();

        List<Appended> next = post(draft("c2"));

        assertThat(seqs(next)).containsExactly(2L);
        assertThat(ana.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void whatAFailedAppendHasStoredAfterAllIsShownWhenItIsSentAgain() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);
        post(draft("c1"));
        rooms.store.breakDown(StoreCall.READ);
        rooms.store.fail(0);
        rooms.run();
        rooms.store.mend();
        rooms.store.holdNothing();

        List<Appended> again = post(draft("c1"));

        assertThat(again).singleElement().isInstanceOf(Appended.Duplicate.class);
        assertThat(ana.seqs()).containsExactly(1L);
        assertThat(lobby.summary().seq()).isEqualTo(1);
    }

    @Test
    void roomIsCreatedOnceTheStoreCanBeWrittenTo() {
        Room jazz = rooms.room("jazz");
        TestMember bia = rooms.page("Bia", 0).join(jazz);
        rooms.run();
        rooms.store.unwritable("the disk is full");
        List<Appended> refused = rooms.post(jazz, 0, "Bia", "one");
        rooms.run();
        assertThat(refused).containsExactly(new Appended.Unwritable("the disk is full"));

        rooms.store.mend();
        List<Appended> stored = rooms.post(jazz, 0, "Bia", "two");
        rooms.run();

        assertThat(seqs(stored)).containsExactly(1L);
        assertThat(bia.seqs()).containsExactly(1L);
    }

    @Test
    void duplicateIsAnsweredAndNotShownAgain() {
        rooms.run();
        List<Appended> first = post(draft("c1"));

        List<Appended> again = post(draft("c1"));

        RoomEvent event = ((Appended.Committed) first.get(0)).event();
        assertThat(again).containsExactly(new Appended.Duplicate(lobby.name(), 1, event.at()));
        assertThat(ana.seqs()).containsExactly(1L);
        assertThat(rooms.backplane.published()).hasSize(1);
    }

    @Test
    void oneBadDraftOfATurnSpoilsNoOther() {
        rooms.run();
        post(draft("used"));
        List<Appended> results = new ArrayList<>();
        for (Draft draft : List.of(draft("c1"), draft("used", "other", null), draft("c2"))) {
            rooms.on(0, () -> lobby.post(Person.guest(draft.from()), draft, TestRooms.answers(results)));
        }
        rooms.run();

        assertThat(results.get(1)).isEqualTo(new Appended.Refused(Appended.Reason.CID_REUSED));
        assertThat(ana.seqs()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void answerToWhatDoesNotExistIsRefused() {
        rooms.run();
        post(draft("c1"));

        assertThat(post(draft("c2", "yes", 1L))).singleElement().isInstanceOf(Appended.Committed.class);
        assertThat(post(draft("c3", "yes", 3L))).containsExactly(new Appended.Refused(Appended.Reason.NO_SUCH_TARGET));
        assertThat(ana.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void findAnswersWithoutPosting() {
        rooms.run();
        post(draft("c1"));
        List<Optional<Appended>> answers = new ArrayList<>();

        for (Draft draft : List.of(draft("c1"), draft("c2"), draft("c1", "other", null))) {
            rooms.on(1, () -> lobby.find(draft, answers::add));
        }
        rooms.run();

        assertThat(answers.get(0)).containsInstanceOf(Appended.Duplicate.class);
        assertThat(answers.get(1)).isEmpty();
        assertThat(answers.get(2)).contains(new Appended.Refused(Appended.Reason.CID_REUSED));
        assertThat(ana.seqs()).containsExactly(1L);
    }

    @Test
    void findInABrokenStoreIsRefused() {
        List<Optional<Appended>> answers = new ArrayList<>();
        rooms.store.hold(StoreCall.FIND);
        rooms.on(1, () -> lobby.find(draft("c1"), answers::add));

        rooms.store.fail(0);
        rooms.run();

        assertThat(answers).containsExactly(Optional.of(new Appended.Refused(Appended.Reason.UNAVAILABLE)));
    }

    @Test
    void tooMuchOnItsWayIsRefusedUntilThereIsPlaceAgain() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);
        int taken = 0;
        List<Appended> refused = List.of();
        while (refused.isEmpty()) {
            refused = rooms.post(lobby, 0, "Poster", "short");
            taken++;
            assertThat(taken).isLessThan(AppendBudget.EVENTS_MAX + 10);
        }
        assertThat(refused).containsExactly(new Appended.Refused(Appended.Reason.OVERLOADED));
        rooms.run();

        rooms.store.answerAll();
        rooms.run();
        rooms.store.holdNothing();

        assertThat(ana.seqs()).hasSize(taken - 1).isSorted();
        assertThat(post(draft("c1"))).singleElement().isInstanceOf(Appended.Committed.class);
    }

    @Test
    void whatIsDecreedTogetherIsStoredAsAWholeOrNotAtAll() {
        rooms.run();
        AppendBudget budget = rooms.registry.budget();
        int taken = 0;
        while (budget.take(1)) {
            taken++;
        }
        assertThat(taken).isPositive();
        budget.giveBack(1);
        List<Appended> results = new ArrayList<>();
        List<Draft> together = List.of(draft("c1"), draft("c2"));

        rooms.on(1, () -> lobby.decree(together, results::addAll));
        rooms.run();

        Appended overloaded = new Appended.Refused(Appended.Reason.OVERLOADED);
        assertThat(results).containsExactly(overloaded, overloaded);
        assertThat(lobby.newestSeq()).isZero();
        budget.giveBack(1);
        results.clear();
        rooms.on(1, () -> lobby.decree(together, results::addAll));
        rooms.run();
        assertThat(results).hasSize(2).allMatch(Appended.Committed.class::isInstance);
    }

    @Test
    void budgetIsGivenBackHoweverAnAppendEnds() {
        rooms.run();
        rooms.store.hold(StoreCall.APPEND);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < AppendBudget.EVENTS_MAX * 2 / 3; i++) {
                rooms.post(lobby, 0, "Poster", "short");
            }
            rooms.run();
            List<Appended> bad = post(draft("r" + round, "no", 1_000_000L));
            rooms.store.fail(0);
            rooms.store.answerAll();
            rooms.run();
            assertThat(bad).containsExactly(new Appended.Refused(Appended.Reason.NO_SUCH_TARGET));
        }
        rooms.store.holdNothing();

        assertThat(post(draft("c1"))).singleElement().isInstanceOf(Appended.Committed.class);
    }
}
