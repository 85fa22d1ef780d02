package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.react;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Mentions;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.RestrictionKind;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: restrictions, reports, blocks and the trail. */
abstract class ModerationContract extends TrailContract {
    private static final long FUTURE = 4_000_000_000_000L;
    private static final Author MOD = author("mod", "Moderator");
    private static final Optional<RoomName> SERVER = Optional.empty();

    private Moderation moderation() {
        return store().moderation();
    }

    private static AuditEntry audit(String act) {
        return new AuditEntry(
                7, Optional.of(MOD.id()), act, Optional.of(LOBBY), Optional.of(ANA.id()), "kind=mute,until=9");
    }

    private List<String> acts() {
        return await(moderation().audit(Long.MAX_VALUE, ProtocolLimits.LIST_PAGE_MAX)).stream()
                .map(stored -> stored.entry().act())
                .toList();
    }

    private static StoredRestriction restriction(
            Optional<RoomName> room, RestrictionKind kind, Author user, OptionalLong until) {
        return new StoredRestriction(
                room, kind, StoredRestriction.Target.of(user), until, Optional.of(new Reason("Porque não.")), MOD, 5);
    }

    private static StoredRestriction mute(Author user) {
        return restriction(Optional.of(LOBBY), RestrictionKind.MUTE, user, OptionalLong.of(FUTURE));
    }

    private void restrict(StoredRestriction... restrictions) {
        for (StoredRestriction each : restrictions) {
            assertThat(await(moderation().restrict(each, audit("restricted")))).isEqualTo(Moderation.Outcome.DONE);
        }
    }

    private List<StoredRestriction> restrictions(Optional<RoomName> room) {
        return await(moderation().restrictions(room, Optional.empty(), ProtocolLimits.LIST_PAGE_MAX));
    }

    @Test
    void restrictionsHoldWhereTheyAreMade() {
        StoredRestriction byAddress = new StoredRestriction(
                SERVER,
                RestrictionKind.BAN,
                new StoredRestriction.Target(Optional.empty(), Optional.of("2001:db8:0:0:0:0:0:1")),
                OptionalLong.empty(),
                Optional.empty(),
                MOD,
                6);
        StoredRestriction ofGuest = new StoredRestriction(
                Optional.of(JAZZ),
                RestrictionKind.BAN,
                new StoredRestriction.Target(Optional.of(BIA), Optional.of("192.0.2.7")),
                OptionalLong.of(FUTURE),
                Optional.of(new Reason("spam")),
                MOD,
                7);
        StoredRestriction everywhere = restriction(SERVER, RestrictionKind.MUTE, ANA, OptionalLong.empty());
        restrict(byAddress, ofGuest, mute(ANA), everywhere);

        assertThat(restrictions(Optional.of(LOBBY))).containsExactly(mute(ANA));
        assertThat(restrictions(Optional.of(JAZZ))).containsExactly(ofGuest);
        assertThat(restrictions(SERVER)).containsExactly(byAddress, everywhere);
        assertThat(restrictions(Optional.of(new RoomName("other")))).isEmpty();
        assertThat(await(moderation().restrictions()))
                .containsExactlyInAnyOrder(byAddress, ofGuest, mute(ANA), everywhere);
    }

    @Test
    void restrictionTakesThePlaceOfTheOneBefore() {
        StoredRestriction forEver = restriction(Optional.of(LOBBY), RestrictionKind.MUTE, ANA, OptionalLong.empty());
        StoredRestriction ban = restriction(Optional.of(LOBBY), RestrictionKind.BAN, ANA, OptionalLong.of(FUTURE));
        restrict(mute(ANA), mute(BIA), ban, forEver);

        assertThat(restrictions(Optional.of(LOBBY))).containsExactly(forEver, ban, mute(BIA));
        assertThat(acts()).hasSize(4);
    }

    @Test
    void liftedRestrictionIsGone() {
        restrict(mute(ANA), mute(BIA));

        assertThat(await(moderation().lift(mute(ANA).key(), audit("lifted")))).isTrue();
        assertThat(await(moderation().lift(mute(ANA).key(), audit("again")))).isFalse();
        assertThat(restrictions(Optional.of(LOBBY))).containsExactly(mute(BIA));
        assertThat(acts()).containsExactly("lifted", "restricted", "restricted");
    }

    @Test
    void expiredRestrictionIsNone() {
        StoredRestriction expired = restriction(Optional.of(LOBBY), RestrictionKind.MUTE, ANA, OptionalLong.of(1));
        restrict(expired, mute(BIA));

        assertThat(restrictions(Optional.of(LOBBY))).containsExactly(mute(BIA));
        assertThat(await(moderation().restrictions())).containsExactly(mute(BIA));
        assertThat(await(moderation().lift(expired.key(), audit("lifted")))).isFalse();
        restrict(mute(ANA));
        assertThat(restrictions(Optional.of(LOBBY))).hasSize(2);
    }

    @Test
    void restrictionsComeInPages() {
        List<StoredRestriction> all = new ArrayList<>();
        for (int i = 10; i < 15; i++) {
            Author user = author("user" + i, "User");
            all.add(mute(user));
            all.add(restriction(Optional.of(LOBBY), RestrictionKind.BAN, user, OptionalLong.empty()));
        }
        restrict(all.toArray(StoredRestriction[]::new));

        List<StoredRestriction> found = new ArrayList<>();
        Optional<StoredRestriction.Key> after = Optional.empty();
        for (int page = 0; page < 4; page++) {
            List<StoredRestriction> some = await(moderation().restrictions(Optional.of(LOBBY), after, 3));
            found.addAll(some);
            after = some.isEmpty()
                    ? after
                    : Optional.of(some.get(some.size() - 1).key());
        }
        assertThat(found).isEqualTo(all);
        assertThat(await(moderation().restrictions(Optional.of(LOBBY), after, 3)))
                .isEmpty();
    }

    /** What is started together costs a store on a disk few commits. */
    private List<Moderation.Outcome> times(
            int count, BiFunction<Author, Integer, CompletionStage<Moderation.Outcome>> act) {
        List<CompletionStage<Moderation.Outcome>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(act.apply(author("user" + i, "User"), i));
        }
        return running.stream().map(StoreFixture::await).toList();
    }

    @Test
    void restrictionsOfARoomAreBounded() {
        restrict(restriction(Optional.of(LOBBY), RestrictionKind.MUTE, MOD, OptionalLong.of(1)));
        assertThat(times(
                        Moderation.RESTRICTIONS_PER_ROOM_MAX,
                        (user, i) -> moderation().restrict(mute(user), audit("muted"))))
                .containsOnly(Moderation.Outcome.DONE);

        assertThat(await(moderation().restrict(mute(ANA), audit("tooMany")))).isEqualTo(Moderation.Outcome.TOO_MANY);
        restrict(mute(author("user3", "Again")), restriction(SERVER, RestrictionKind.BAN, ANA, OptionalLong.empty()));
        assertThat(acts()).doesNotContain("tooMany");
        assertThat(await(moderation().lift(mute(author("user4", "User")).key(), audit("lifted"))))
                .isTrue();
        restrict(mute(ANA));
    }

    private Report report(RoomEvent.Posted post, Author by) {
        return new Report(0, post, new Reason("Não é verdade."), by, 11);
    }

    private List<Report> reports(Optional<RoomName> room) {
        return await(moderation().reports(room, 0, ProtocolLimits.LIST_PAGE_MAX)).stream()
                .map(report -> new Report(0, report.post(), report.reason(), report.by(), report.at()))
                .toList();
    }

    @Test
    void reportsAreKeptAsTheMessageWasUntilTheyAreResolved() {
        RoomEvent.Posted first = posted(append(LOBBY, draft(ANA, "c1", "olá 🎉")));
        RoomEvent.Posted other = posted(append(JAZZ, draft(ANA, "c2", "jazz")));
        RoomEvent.Posted reply = posted(append(LOBBY, Drafts.reply(ANA, "c3", "sim", 1)));
        for (Report each : List.of(report(first, BIA), report(other, BIA), report(reply, MOD), report(first, MOD))) {
            assertThat(await(moderation().report(each, audit("reported")))).isEqualTo(Moderation.Outcome.DONE);
        }
        append(LOBBY, List.of(edit(ANA, "c4", 1, "outra coisa"), delete(ANA, "c5", 1)));

        assertThat(reports(Optional.of(LOBBY)))
                .containsExactly(report(first, BIA), report(reply, MOD), report(first, MOD));
        assertThat(reports(Optional.empty())).hasSize(4).contains(report(other, BIA));
        List<Report> open = await(moderation().reports(Optional.of(LOBBY), 0, 2));
        assertThat(open).hasSize(2);
        assertThat(await(moderation().reports(Optional.of(LOBBY), open.get(1).report(), 2)))
                .extracting(Report::by)
                .containsExactly(MOD);

        assertThat(await(moderation().resolve(JAZZ, open.get(0).report(), audit("elsewhere"))))
                .isFalse();
        assertThat(await(moderation().resolve(LOBBY, open.get(0).report(), audit("resolved"))))
                .isTrue();
        assertThat(await(moderation().resolve(LOBBY, open.get(0).report(), audit("again"))))
                .isFalse();
        assertThat(reports(Optional.of(LOBBY))).containsExactly(report(reply, MOD), report(first, MOD));
        assertThat(acts()).containsExactly("resolved", "reported", "reported", "reported", "reported");
    }

    @Test
    void messageIsReportedOnceByEach() {
        append(LOBBY, List.of(draft(ANA, "c1", "olá"), react(BIA, "c2", 1, "👍")));
        RoomEvent.Posted now = post(1);
        assertThat(now.state().reactions()).isNotEmpty();
        await(moderation().report(report(now, BIA), audit("reported")));

        assertThat(await(moderation().report(new Report(0, now, new Reason("outra vez"), BIA, 12), audit("again"))))
                .isEqualTo(Moderation.Outcome.DONE);

        assertThat(reports(Optional.of(LOBBY))).singleElement().satisfies(report -> {
            assertThat(report.reason()).hasToString("Não é verdade.");
            assertThat(report.post().text()).isEqualTo(now.text());
            assertThat(report.post().state().reactions()).isEmpty();
        });
        assertThat(acts()).containsExactly("reported");
    }

    @Test
    void resolvedIdsAreNotUsedAgain() {
        RoomEvent.Posted post = posted(append(LOBBY, draft(ANA, "c1", "olá")));
        await(moderation().report(report(post, BIA), audit("reported")));
        long first =
                await(moderation().reports(Optional.of(LOBBY), 0, 1)).get(0).report();
        await(moderation().resolve(LOBBY, first, audit("resolved")));
        await(moderation().report(report(post, BIA), audit("reported")));

        assertThat(await(moderation().reports(Optional.of(LOBBY), 0, 1)).get(0).report())
                .isGreaterThan(first);
    }

    @Test
    void openReportsAreBounded() {
        List<Appended> posts = append(
                LOBBY,
                IntStream.rangeClosed(0, Moderation.OPEN_REPORTS_PER_USER_MAX)
                        .mapToObj(i -> draft(ANA, "c" + i, "text"))
                        .toList());
        assertThat(times(
                        Moderation.OPEN_REPORTS_PER_USER_MAX,
                        (user, i) -> moderation().report(report(posted(posts.get(i)), BIA), audit("reported"))))
                .containsOnly(Moderation.Outcome.DONE);
        RoomEvent.Posted last = posted(posts.get(Moderation.OPEN_REPORTS_PER_USER_MAX));
        assertThat(await(moderation().report(report(last, BIA), audit("tooMany"))))
                .isEqualTo(Moderation.Outcome.TOO_MANY);
        assertThat(await(moderation().report(report(posted(posts.get(0)), BIA), audit("tooMany"))))
                .as("known before")
                .isEqualTo(Moderation.Outcome.DONE);

        int others = Moderation.OPEN_REPORTS_PER_ROOM_MAX - Moderation.OPEN_REPORTS_PER_USER_MAX;
        assertThat(times(others, (user, i) -> moderation().report(report(last, user), audit("reported"))))
                .containsOnly(Moderation.Outcome.DONE);
        assertThat(await(moderation().report(report(last, MOD), audit("tooMany"))))
                .isEqualTo(Moderation.Outcome.TOO_MANY);
        assertThat(acts()).doesNotContain("tooMany");
    }

    @Test
    void blocksAreOfOneUserAgainstAnother() {
        await(moderation().block(ANA.id(), BIA, true));
        await(moderation().block(ANA.id(), BIA, true));
        await(moderation().block(ANA.id(), author("aaa", "Other"), true));
        await(moderation().block(MOD.id(), BIA, true));

        assertThat(await(moderation().blocks(ANA.id()))).containsExactly(author("aaa", "Other"), BIA);
        assertThat(await(moderation().blocks(BIA.id()))).isEmpty();
        assertThat(await(moderation().blockersOf(BIA.id(), Set.of(ANA.id(), MOD.id(), new UserId("other")))))
                .containsExactlyInAnyOrder(ANA.id(), MOD.id());
        assertThat(await(moderation().blockersOf(BIA.id(), Set.of(MOD.id())))).containsExactly(MOD.id());
        assertThat(await(moderation().blockersOf(ANA.id(), Set.of(BIA.id())))).isEmpty();
        assertThat(await(moderation().blockersOf(ANA.id(), Set.of()))).isEmpty();

        await(moderation().block(ANA.id(), BIA, false));
        await(moderation().block(ANA.id(), MOD, false));
        assertThat(await(moderation().blocks(ANA.id()))).containsExactly(author("aaa", "Other"));
        assertThat(await(moderation().blockersOf(BIA.id(), Set.of(ANA.id())))).isEmpty();
        assertThat(acts()).isEmpty();
    }

    @Test
    void blocksOfAUserAreBounded() {
        assertThat(times(ProtocolLimits.BLOCKS_MAX, (user, i) -> moderation().block(ANA.id(), user, true)))
                .containsOnly(Moderation.Outcome.DONE);

        assertThat(await(moderation().block(ANA.id(), BIA, true))).isEqualTo(Moderation.Outcome.TOO_MANY);
        assertThat(await(moderation().block(ANA.id(), author("user7", "User"), true)))
                .isEqualTo(Moderation.Outcome.DONE);
        assertThat(await(moderation().block(BIA.id(), ANA, true))).isEqualTo(Moderation.Outcome.DONE);
        assertThat(await(moderation().blocks(ANA.id()))).hasSize(ProtocolLimits.BLOCKS_MAX);
    }

    @Test
    void whatWasReportedAndRestrictedInADeletedRoomGoesWithIt() {
        RoomEvent.Posted post = posted(append(LOBBY, draft(ANA, "c1", "olá")));
        RoomEvent.Posted other = posted(append(JAZZ, draft(ANA, "c2", "olá")));
        StoredRestriction everywhere = restriction(SERVER, RestrictionKind.BAN, ANA, OptionalLong.empty());
        restrict(mute(ANA), everywhere);
        await(moderation().report(report(post, BIA), audit("reported")));
        await(moderation().report(report(other, BIA), audit("reported")));
        await(store().delete(LOBBY, StoreFixture.deletion(LOBBY)));

        assertThat(await(moderation().restrictions())).containsExactly(everywhere);
        assertThat(reports(Optional.empty())).containsExactly(report(other, BIA));
        assertThat(acts()).containsExactly("deleteRoom", "reported", "reported", "restricted", "restricted");
    }

    @Test
    void largeRoomIsGoneAtOnce() {
        List<Draft> drafts = IntStream.range(0, 1_500)
                .mapToObj(i -> Drafts.calling(ANA, "a" + i, "agulha " + i, new Mentions(List.of(BIA.id()), i % 2 == 0)))
                .toList();
        append(JAZZ, drafts);
        await(store().readMarks().advance(BIA.id(), JAZZ, 1));
        await(store().delete(JAZZ, StoreFixture.deletion(JAZZ)));
        append(JAZZ, Drafts.calling(ANA, "b", "agulha", new Mentions(List.of(BIA.id()), false)));

        assertThat(await(store().readMarks().in(BIA.id(), List.of(JAZZ)))).containsExactly(ReadMark.none(JAZZ));
        assertThat(await(store().readMarks().advance(BIA.id(), JAZZ, 0))).isEqualTo(new ReadMark(JAZZ, 0, 1, 1, 1_502));
        assertThat(search(query("agulha"), Optional.empty(), Optional.empty(), 20))
                .extracting(hit -> hit.post().seq())
                .containsExactly(1_502L);
        assertThat(seqs(log(JAZZ))).containsExactly(1_502L);
    }

    @Test
    void trailIsToldNewestFirstInPages() {
        AuditEntry byOperator = new AuditEntry(1, Optional.empty(), "setAdmin", Optional.empty(), Optional.empty(), "");
        AuditEntry inRoom = audit("kicked");
        for (int i = 0; i < 5; i++) {
            await(moderation().audit(i % 2 == 0 ? byOperator : inRoom));
        }

        List<AuditEntry.Stored> newest = await(moderation().audit(Long.MAX_VALUE, 3));
        assertThat(newest).extracting(AuditEntry.Stored::entry).containsExactly(byOperator, inRoom, byOperator);
        assertThat(newest).extracting(AuditEntry.Stored::id).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(await(moderation().audit(newest.get(2).id(), 3)))
                .extracting(AuditEntry.Stored::entry)
                .containsExactly(inRoom, byOperator);
    }
}
