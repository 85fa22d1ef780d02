package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.Author;
import chat.protocol.ExportLine;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Retention;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is done to a store that is open, whatever database it has. */
abstract class UpkeepContract extends TransferContract {
    @Test
    void retentionByCountDropsTheOldestAndAllThatTellsOfThem() throws Exception {
        store().append(LOBBY, draft(ANA, "a1", "velha palavra"), draft(BIA, "b1", "outra"));
        store().append(
                        LOBBY,
                        react(BIA, "b2", 1, "👍"),
                        pin(BIA, "b3", 1),
                        reply(BIA, "b4", "resposta", 1),
                        edit(ANA, "a2", 1, "nova palavra"));
        Upkeep.Applied applied = store().upkeep()
                .retain(LOBBY, OptionalInt.of(0), OptionalInt.of(2), KeptStore.NO_MATTER)
                .orElseThrow();

        assertThat(applied).isEqualTo(new Upkeep.Applied(new Retention(0, 2), 4));
        assertThat(store().first(LOBBY)).isEqualTo(5);
        assertThat(store().log(LOBBY)).extracting(RoomEvent::seq).containsExactly(5L, 6L);
        assertThat(((RoomEvent.Edited) store().log(LOBBY).get(1)).text()).isEqualTo(MessageText.ERASED);
        assertThat(found("palavra")).isEmpty();
        assertThat(found("resposta")).hasSize(1);
        assertThat(KeptStore.await(store().store().pins(LOBBY))).isEmpty();
        assertThat(store().rewritten()).containsExactly(LOBBY);
        assertThat(store().append(LOBBY, react(ANA, "a3", 1, "👍"), reply(ANA, "a4", "sim", 5)))
                .extracting(Object::getClass)
                .containsExactly(Appended.Refused.class, Appended.Committed.class);
        assertThat(store().wrong()).isEmpty();
        assertThat(store().upkeep().wiped(KeptStore.NO_MATTER)).isTrue();
    }

    @Test
    void roomThatLostAllItsEventsGoesOnCounting() throws Exception {
        store().append(LOBBY, draft(ANA, "a1", "um"), draft(ANA, "a2", "dois"));
        store().pass(Duration.ofDays(2));
        store().upkeep().retain(LOBBY, OptionalInt.of(1), OptionalInt.of(0), KeptStore.NO_MATTER);
        assertThat(store().log(LOBBY)).isEmpty();
        List<ExportLine> lines = store().export(LOBBY);

        assertThat(store().append(LOBBY, draft(ANA, "a3", "três")))
                .extracting(appended -> ((Appended.Committed) appended).event().seq())
                .containsExactly(3L);
        assertThat(store().wrong()).isEmpty();
        try (KeptStore other = open()) {
            other.load(lines, LOBBY, 50);
            assertThat(other.first(LOBBY)).isEqualTo(3);
            assertThat(other.wrong()).isEmpty();
        }
    }

    @Test
    void sweepAppliesTheRuleOfEachRoomAndElseThatOfAll() throws Exception {
        for (RoomName room : List.of(LOBBY, JAZZ, new RoomName("samba"))) {
            for (int i = 0; i < 5; i++) {
                store().append(room, draft(ANA, room + "-" + i, "texto " + i));
                store().pass(Duration.ofDays(1));
            }
        }
        store().byDefault(new Retention(0, 4));
        store().upkeep().retain(LOBBY, OptionalInt.of(0), OptionalInt.of(0), KeptStore.NO_MATTER);
        store().upkeep().retain(JAZZ, OptionalInt.of(8), OptionalInt.of(0), KeptStore.NO_MATTER);
        assertThat(store().first(JAZZ)).isEqualTo(3);
        store().rewritten().clear();
        long dropped = store().upkeep().sweep(KeptStore.NO_MATTER);

        assertThat(dropped).isEqualTo(1);
        assertThat(store().first(LOBBY)).isEqualTo(1);
        assertThat(store().first(new RoomName("samba"))).isEqualTo(2);
        assertThat(store().rewritten()).containsExactly(new RoomName("samba"));
        store().upkeep().retain(JAZZ, OptionalInt.empty(), OptionalInt.empty(), KeptStore.NO_MATTER);
        store().pass(Duration.ofDays(100));
        assertThat(store().upkeep().sweep(KeptStore.NO_MATTER)).isZero();
        assertThat(store().wrong()).isEmpty();
    }

    @Test
    void sweepGoesByTheClockOnlyWhenItMayBeBelieved() throws Exception {
        store().append(LOBBY, draft(ANA, "a1", "um"), draft(ANA, "a2", "dois"), draft(ANA, "a3", "três"));
        AtomicReference<Instant> clock = new AtomicReference<>(store().now().plus(Duration.ofDays(27_000)));
        AtomicLong nanos = new AtomicLong(-5);
        Upkeep upkeep = new Upkeep(store().store(), new Retention(90, 2), clock::get, nanos::get, room -> {});
        assertThat(upkeep.sweep(KeptStore.NO_MATTER)).as("by count, at once").isEqualTo(1);
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        clock.set(store().now().plus(Duration.ofMinutes(10)));
        assertThat(upkeep.sweep(KeptStore.NO_MATTER))
                .as("the clock is set right")
                .isZero();
        nanos.addAndGet(Duration.ofHours(23).toNanos());
        clock.set(store().now().plus(Duration.ofDays(100)));
        assertThat(upkeep.sweep(KeptStore.NO_MATTER)).as("it jumps again").isZero();
        nanos.addAndGet(Duration.ofDays(1).toNanos() - 1);
        clock.set(clock.get().plus(Duration.ofDays(1)));
        assertThat(upkeep.sweep(KeptStore.NO_MATTER)).as("within a day").isZero();
        nanos.incrementAndGet();

        assertThat(upkeep.sweep(KeptStore.NO_MATTER)).isEqualTo(2);
    }

    @Test
    void sweepDropsNothingOldInTheFirstHour() throws Exception {
        store().append(LOBBY, draft(ANA, "a1", "um"));
        store().pass(Duration.ofDays(100));
        AtomicLong nanos = new AtomicLong();
        Upkeep upkeep = new Upkeep(store().store(), new Retention(90, 0), store()::now, nanos::get, room -> {});
        store().pass(Duration.ofHours(1));
        nanos.set(Duration.ofHours(1).toNanos() - 1);
        assertThat(upkeep.sweep(KeptStore.NO_MATTER)).isZero();
        nanos.incrementAndGet();

        assertThat(upkeep.sweep(KeptStore.NO_MATTER)).isEqualTo(1);
    }

    @Test
    void roomThatCannotBeSweptKeepsNoOthers() throws Exception {
        for (RoomName room : List.of(JAZZ, LOBBY)) {
            store().append(room, draft(ANA, room + "-1", "um"), draft(ANA, room + "-2", "dois"));
        }
        Upkeep upkeep = new Upkeep(store().store(), new Retention(0, 1), store()::now, room -> {
            throw new IllegalStateException(room.room().value());
        });

        assertThatThrownBy(() -> upkeep.sweep(KeptStore.NO_MATTER))
                .hasMessage(JAZZ.value())
                .satisfies(first -> assertThat(first.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly(LOBBY.value()));
        assertThat(store().first(JAZZ)).isEqualTo(2);
        assertThat(store().first(LOBBY)).isEqualTo(2);
    }

    @Test
    void retentionOfARoomThatIsNotThereIsNone() throws Exception {
        assertThat(store().upkeep().retain(JAZZ, OptionalInt.of(1), OptionalInt.of(1), KeptStore.NO_MATTER))
                .isEmpty();
    }

    @Test
    void erasedUserIsNowhereAndTheLogsOfOthersAreAsTheyWere() throws Exception {
        store().append(
                        LOBBY,
                        draft(ANA, "ana-1", "segredo da ana"),
                        draft(BIA, "b1", "texto da bia"),
                        reply(ANA, "ana-2", "resposta da ana", 2),
                        react(ANA, "ana-3", 2, "👍"),
                        react(CID, "c1", 2, "👍"),
                        react(CID, "c2", 1, "👍"),
                        edit(ANA, "ana-4", 1, "segredo editado"),
                        pin(ANA, "ana-5", 2),
                        pin(CID, "c3", 1),
                        topic(ANA, "ana-6", "assunto da ana"));
        store().append(JAZZ, draft(ANA, "ana-7", "jazz da ana"), draft(BIA, "b2", "jazz da bia"));
        KeptStore.await(store().store().readMarks().advance(ANA.id(), LOBBY, 2));
        Upkeep.Erased erased = store().upkeep().erase(ANA.id(), KeptStore.NO_MATTER);

        assertThat(erased).isEqualTo(new Upkeep.Erased(7, 1, 0, 0, false));
        String all = store().log(LOBBY) + "" + store().log(JAZZ) + store().export(LOBBY) + store().export(JAZZ);
        assertThat(all)
                .doesNotContain("Ana")
                .doesNotContain("ana")
                .doesNotContain("u1")
                .doesNotContain("segredo");
        assertThat(store().log(LOBBY)).extracting(RoomEvent::seq).hasSize(10).isSorted();
        RoomEvent.Posted first = (RoomEvent.Posted) store().log(LOBBY).get(0);
        assertThat(first.state().deleted()).isTrue();
        assertThat(first.state().reactions()).isEmpty();
        RoomEvent.Posted second = (RoomEvent.Posted) store().log(LOBBY).get(1);
        assertThat(second.text().value()).isEqualTo("texto da bia");
        assertThat(second.state().pinned()).isTrue();
        assertThat(second.state().replies()).isEqualTo(1);
        assertThat(second.state().reactions()).singleElement().satisfies(reaction -> {
            assertThat(reaction.count()).isEqualTo(2);
            assertThat(reaction.users()).contains(CID.id()).doesNotContain(ANA.id());
        });
        assertThat(found("segredo")).isEmpty();
        assertThat(found("bia")).hasSize(2);
        assertThat(KeptStore.await(store().store().rooms()))
                .allMatch(room -> room.topic().value().isEmpty());
        assertThat(KeptStore.await(store().store().readMarks().of(ANA.id(), Optional.empty(), 10)))
                .isEmpty();
        assertThat(store().rewritten()).containsExactlyInAnyOrder(LOBBY, JAZZ);
        assertThat(store().wrong()).isEmpty();
        assertThat(store().upkeep().erase(ANA.id(), KeptStore.NO_MATTER).isNothing())
                .isTrue();
    }

    @Test
    void erasureThatWasBrokenOffLeavesAWholeLogAndIsGoneOnWith() throws Exception {
        fill(LOBBY, 6, 600);
        UserId nobody = eraseSome(ANA.id());

        assertThat(store().wrong()).isEmpty();
        assertThat(names(ANA.id())).isNotZero();
        assertThat(names(nobody)).isNotZero();
        try (KeptStore other = open()) {
            other.load(store().export(LOBBY), LOBBY, 50);
            assertThat(other.log(LOBBY)).hasSameSizeAs(store().log(LOBBY));
            assertThat(other.wrong()).isEmpty();
        }
        long named = names(ANA.id()) + names(nobody);
        assertThat(store().upkeep().erase(ANA.id(), KeptStore.NO_MATTER).isNothing())
                .isFalse();
        assertThat(names(ANA.id())).isZero();
        assertThat(names(nobody)).isEqualTo(named);
        assertThat(store().wrong()).isEmpty();
        try (KeptStore other = open()) {
            other.load(store().export(LOBBY), LOBBY, 50);
            assertThat(other.wrong()).isEmpty();
        }
        assertThat(store().upkeep().erase(ANA.id(), KeptStore.NO_MATTER).isNothing())
                .isTrue();
        assertThat(names(nobody)).isEqualTo(named);
    }

    @Test
    void whoeverReactsAgainInTheMidstOfAnErasureIsThereOnce() throws Exception {
        store().append(LOBBY, draft(BIA, "b", "olá"), react(ANA, "a1", 1, "👍"), draft(ANA, "a2", "tchau"));
        eraseSome(ANA.id());
        store().append(LOBBY, react(ANA, "a3", 1, "👍"));
        store().upkeep().erase(ANA.id(), KeptStore.NO_MATTER);

        RoomEvent.Posted post = (RoomEvent.Posted) store().log(LOBBY).get(0);
        assertThat(post.state().reactions())
                .singleElement()
                .satisfies(reaction -> assertThat(reaction.count()).isEqualTo(1));
        assertThat(store().wrong()).isEmpty();
    }

    /** Begins an erasure and does the older half of it; returns who stands there then. */
    private UserId eraseSome(UserId user) throws Exception {
        UserId fresh = new UserId("erased0nobody");
        UserId nobody =
                KeptStore.await(store().store().turn(log -> Meta.erasing(log.statements(), user, fresh), false));
        KeptStore.await(store().store()
                .turn(
                        log -> {
                            long newest = FindablePosts.newest(log.statements());
                            List<Long> ids = LongStream.rangeClosed(1, newest * 2 / 3)
                                    .boxed()
                                    .toList();
                            Author nobodyNamed = new Author(nobody, new UserName("erased"));
                            return new ErasureStep(log.statements(), log.dialect(), user, nobodyNamed).run(ids);
                        },
                        true));
        return nobody;
    }

    /** How many events are of this user. */
    private long names(UserId user) {
        return store().log(LOBBY).stream()
                .filter(event -> event.from().id().equals(user))
                .count();
    }

    @Test
    void readMarksAndNamesOfDroppedEventsAreErasedToo() throws Exception {
        store().append(LOBBY, draft(ANA, "a1", "um"), draft(BIA, "b1", "dois"));
        KeptStore.await(store().store().readMarks().advance(CID.id(), LOBBY, 2));
        store().upkeep().retain(LOBBY, OptionalInt.of(0), OptionalInt.of(1), KeptStore.NO_MATTER);

        assertThat(store().upkeep().erase(CID.id(), KeptStore.NO_MATTER))
                .isEqualTo(new Upkeep.Erased(0, 1, 0, 0, false));
        assertThat(store().upkeep().erase(ANA.id(), KeptStore.NO_MATTER))
                .isEqualTo(new Upkeep.Erased(0, 0, 1, 0, false));
        assertThat(store().append(LOBBY, draft(ANA, "a1", "um")))
                .as("the name is free again")
                .hasOnlyElementsOfType(Appended.Committed.class);
        assertThat(store().wrong()).isEmpty();
    }

    @Test
    void twoErasedUsersStayTwo() throws Exception {
        store().append(LOBBY, draft(CID, "c", "olá"), react(ANA, "x", 1, "👍"), react(BIA, "x", 1, "👍"));
        store().upkeep().erase(ANA.id(), KeptStore.NO_MATTER);
        store().upkeep().erase(BIA.id(), KeptStore.NO_MATTER);

        RoomEvent.Posted post = (RoomEvent.Posted) store().log(LOBBY).get(0);
        assertThat(post.state().reactions()).singleElement().satisfies(reaction -> {
            assertThat(reaction.count()).isEqualTo(2);
            assertThat(reaction.users()).doesNotHaveDuplicates().hasSize(2);
        });
        assertThat(store().wrong()).isEmpty();
    }

    @Test
    void manyEventsAreErasedAndDroppedAPieceAtATimeWhileOthersAreAdded() throws Exception {
        for (int i = 0; i < 30; i++) {
            Draft[] drafts = IntStream.range(0, 50)
                    .mapToObj(n -> draft(n % 2 == 0 ? ANA : BIA, "d" + n + "-" + System.nanoTime(), "texto " + n))
                    .toArray(Draft[]::new);
            store().append(LOBBY, drafts);
        }
        List<Long> seqs = new ArrayList<>();
        Upkeep.Erased erased = store().upkeep().erase(ANA.id(), (what, done, total) -> seqs.add(added()));
        store().upkeep()
                .retain(LOBBY, OptionalInt.of(0), OptionalInt.of(700), (what, done, total) -> seqs.add(added()));

        assertThat(erased.events()).isEqualTo(750);
        assertThat(seqs).hasSizeGreaterThan(4).isSorted().doesNotHaveDuplicates();
        assertThat(store().log(LOBBY).size()).isBetween(700, 700 + seqs.size());
        assertThat(store().wrong()).isEmpty();
    }

    private long added() {
        List<Appended> appended = store().append(LOBBY, draft(CID, "c" + System.nanoTime(), "mais"));
        return ((Appended.Committed) appended.get(0)).event().seq();
    }
}
