package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.User;
import chat.protocol.UserName;
import io.netty.util.test.LeakPresenceExtension;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who comes, goes and types, in a room small enough to be told by name. */
@ExtendWith(LeakPresenceExtension.class)
class PresenceTest {
    private static final String CLIENT_GONE = "Um cliente desconectou.";

    private final TestRooms rooms = new TestRooms(2, new TestConfig().leftGraceMillis(5_000));
    private final Room lobby = rooms.lobby();
    private final TestMember ana = rooms.page("Ana", 0).join(lobby);
    private final TestMember bia = rooms.page("Bia", 1).join(lobby);

    @AfterEach
    void close() {
        rooms.close();
    }

    /** Runs what is due and forgets what was told so far. */
    private void settle() {
        rooms.run();
        ana.news();
        bia.news();
    }

    @Test
    void othersAreToldWhoEntered() {
        settle();

        rooms.page("Caio", 1).join(lobby);
        rooms.run();

        assertThat(ana.news()).containsExactly("entered Caio 3");
        assertThat(bia.news()).containsExactly("entered Caio 3");
        assertThat(lobby.summary().members()).isEqualTo(3);
    }

    @Test
    void newcomerIsNotToldOfItself() {
        TestMember caio = rooms.page("Caio", 1).join(lobby);
        rooms.run();

        assertThat(caio.news()).containsExactly("admitted 0", "live");
    }

    @Test
    void secondTabIsNoNewsAndNeitherIsItsEnd() {
        TestMember tab = rooms.page("Bia", 0);
        settle();

        tab.join(lobby);
        rooms.run();
        tab.leave(Leaving.AT_ONCE);
        rooms.pass(10, TimeUnit.SECONDS);

        assertThat(ana.news()).isEmpty();
        assertThat(bia.news()).isEmpty();
        assertThat(lobby.summary().members()).isEqualTo(2);
    }

    @Test
    void whoeverLeavesOnPurposeIsGoneAtOnce() {
        settle();

        bia.leave(Leaving.AT_ONCE);
        rooms.run();

        assertThat(ana.news()).containsExactly("left Bia 1");
        assertThat(bia.news()).isEmpty();
        assertThat(lobby.summary().members()).isEqualTo(1);
        assertThat(rooms.loops.hasTimers()).isFalse();
    }

    @Test
    void whoseConnectionEndsIsGoneAfterAGracePeriod() {
        settle();

        bia.leave(Leaving.WITH_GRACE);
        rooms.pass(4_999, TimeUnit.MILLISECONDS);
        assertThat(ana.news()).isEmpty();
        assertThat(lobby.summary().members()).isEqualTo(2);

        rooms.pass(1, TimeUnit.MILLISECONDS);
        assertThat(ana.news()).containsExactly("left Bia 1");
        assertThat(lobby.summary().members()).isEqualTo(1);
    }

    @Test
    void whoeverReturnsWithinTheGracePeriodWasNeverAway() {
        settle();

        bia.leave(Leaving.WITH_GRACE);
        rooms.pass(4_999, TimeUnit.MILLISECONDS);
        TestMember again = rooms.page("Bia", 0).join(lobby);
        rooms.pass(1, TimeUnit.MINUTES);

        assertThat(ana.news()).isEmpty();
        again.leave(Leaving.WITH_GRACE);
        rooms.pass(4_999, TimeUnit.MILLISECONDS);
        assertThat(ana.news()).isEmpty();
        rooms.pass(1, TimeUnit.MILLISECONDS);
        assertThat(ana.news()).containsExactly("left Bia 1");
    }

    @Test
    void secondDepartureIsNotCutShortByTheFirst() {
        settle();
        bia.leave(Leaving.WITH_GRACE);
        rooms.pass(3, TimeUnit.SECONDS);
        TestMember again = rooms.page("Bia", 0).join(lobby);
        rooms.pass(1, TimeUnit.SECONDS);
        again.leave(Leaving.WITH_GRACE);

        rooms.pass(4_999, TimeUnit.MILLISECONDS);
        assertThat(ana.news()).isEmpty();
        rooms.pass(1, TimeUnit.MILLISECONDS);
        assertThat(ana.news()).containsExactly("left Bia 1");
    }

    @Test
    void everyGracePeriodCountsFromItsOwnStart() {
        TestMember caio = rooms.page("Caio", 1).join(lobby);
        settle();

        bia.leave(Leaving.WITH_GRACE);
        rooms.pass(2, TimeUnit.SECONDS);
        caio.leave(Leaving.WITH_GRACE);
        rooms.pass(3, TimeUnit.SECONDS);
        assertThat(ana.news()).containsExactly("left Bia 2");
        rooms.pass(2, TimeUnit.SECONDS);
        assertThat(ana.news()).containsExactly("left Caio 1");
    }

    @Test
    void withoutAGracePeriodWhoseConnectionEndsIsGoneAtOnce() {
        TestRooms strict = new TestRooms(1, new TestConfig().leftGraceMillis(0));
        TestMember stays = strict.page("Ana", 0).join(strict.lobby());
        TestMember goes = strict.page("Bia", 0).join(strict.lobby());
        strict.run();
        stays.news();

        goes.leave(Leaving.WITH_GRACE);
        strict.run();

        assertThat(stays.news()).containsExactly("left Bia 1");
        strict.close();
    }

    @Test
    void memberThatTakesTheFormerOnesPlaceIsNoNews() {
        TestMember old = rooms.member("Old", 0, WireFormat.ANNOUNCE, true).join(lobby);
        settle();
        old.news();

        bia.leave(Leaving.REPLACED);
        bia.join(lobby, 0);
        rooms.pass(1, TimeUnit.MINUTES);

        assertThat(ana.news()).isEmpty();
        assertThat(old.news()).isEmpty();
        assertThat(bia.news()).containsExactly("admitted 0", "live");
        assertThat(lobby.summary().members()).isEqualTo(3);
    }

    @Test
    void newNameIsTold() {
        settle();
        Visitor renamed = TestMember.visitor(User.of(bia.member().user(), new UserName("Beatriz")), true);

        TestMember tab = rooms.member(renamed, 0, WireFormat.JSON, true).join(lobby);
        rooms.run();

        assertThat(ana.news()).containsExactly("entered Beatriz 2");
        assertThat(tab.admissions.get(0).roster().members())
                .extracting(member -> member.user().name().value())
                .containsExactly("Ana", "Beatriz");
        tab.leave(Leaving.AT_ONCE);
        bia.leave(Leaving.AT_ONCE);
        rooms.run();
        assertThat(ana.news()).containsExactly("left Beatriz 1");
    }

    @Test
    void announcedClientsHearOfEveryConnectionThatEnds() {
        TestMember old = rooms.member("Old", 1, WireFormat.ANNOUNCE, true).join(lobby);
        TestMember tab = rooms.page("Bia", 0).join(lobby);
        TestMember plain = rooms.member("Plain", 0, WireFormat.RELAY, false).join(lobby);
        settle();
        old.news();
        plain.news();

        tab.leave(Leaving.WITH_GRACE);
        rooms.run();
        assertThat(old.news()).containsExactly(CLIENT_GONE);
        bia.leave(Leaving.WITH_GRACE);
        rooms.run();
        assertThat(old.news()).containsExactly(CLIENT_GONE);
        rooms.pass(1, TimeUnit.MINUTES);
        assertThat(old.news()).isEmpty();
        assertThat(plain.news()).isEmpty();
    }

    @Test
    void namedPlainClientsReadLinesAboutNamedPeopleOnly() {
        TestMember named = rooms.member("Named", 1, WireFormat.NAMED, false).join(lobby);
        UserName madeUp = new UserName("visitante-12ab");
        TestMember caio = rooms.page("Caio", 0);
        rooms.run();
        named.news();
        ana.news();

        Visitor nobody = TestMember.visitor(User.of(caio.visitor.user().id(), madeUp), false);
        TestMember made = rooms.member(nobody, 0, WireFormat.RELAY, false).join(lobby);
        rooms.run();
        made.leave(Leaving.AT_ONCE);
        rooms.run();
        assertThat(named.news()).isEmpty();
        assertThat(ana.news()).containsExactly("entered visitante-12ab 4", "left visitante-12ab 3");

        caio.join(lobby);
        rooms.run();
        caio.leave(Leaving.WITH_GRACE);
        rooms.pass(5, TimeUnit.SECONDS);
        assertThat(named.news()).containsExactly("* Caio entrou", "* Caio saiu");
    }

    @Test
    void typingIsShownToOthersOnly() {
        TestMember tab = rooms.page("Bia", 0).join(lobby);
        TestMember named = rooms.member("Named", 1, WireFormat.NAMED, false).join(lobby);
        settle();
        tab.news();
        named.news();

        bia.typing();
        rooms.run();

        assertThat(ana.news()).containsExactly("typing Bia");
        assertThat(bia.news()).isEmpty();
        assertThat(tab.news()).isEmpty();
        assertThat(named.news()).isEmpty();
        assertThat(lobby.summary().seq()).isZero();
    }

    @Test
    void typingIsToldEveryTwoSecondsAtMost() {
        settle();

        bia.typing();
        bia.typing();
        rooms.pass(1_999, TimeUnit.MILLISECONDS);
        bia.typing();
        rooms.run();
        assertThat(ana.news()).containsExactly("typing Bia");

        rooms.pass(1, TimeUnit.MILLISECONDS);
        bia.typing();
        rooms.run();
        assertThat(ana.news()).containsExactly("typing Bia");
    }

    @Test
    void whoeverCatchesUpSkipsNoticesAndIsToldHowItStandsAfterwards() {
        rooms.postMany(lobby, 150);
        settle();
        TestMember late = rooms.page("Late", 1);
        late.outlet.stall(true);
        late.join(lobby, 0);
        rooms.post(lobby, 0, "Poster", "x".repeat(8_000));
        for (int i = 0; i < 12; i++) {
            rooms.post(lobby, 0, "Poster", "x".repeat(8_000));
            rooms.run();
        }
        rooms.page("Caio", 0).join(lobby);
        rooms.run();
        late.outlet.stall(false);
        rooms.run();

        assertThat(late.diary()).doesNotContain("entered Caio 4").endsWith("roster 4 of 4");
        assertThat(late.rosters.get(0).members())
                .extracting(member -> member.user().name().value())
                .containsExactly("Ana", "Bia", "Caio", "Late");
        assertThat(late.seqs()).hasSize(163).isSorted();
    }

    @Test
    void noticeThatAFullOutletCouldNotTakeBringsTheRosterLater() {
        settle();
        bia.outlet.stall(true);
        for (int i = 0; i < 9; i++) {
            rooms.post(lobby, 0, "Poster", "x".repeat(8_000));
        }
        rooms.run();
        List<Long> before = bia.seqs();

        rooms.page("Caio", 0).join(lobby);
        rooms.run();
        bia.outlet.stall(false);
        rooms.run();

        assertThat(before).hasSize(9);
        assertThat(bia.seqs()).isEqualTo(before);
        assertThat(bia.news()).endsWith("roster 3 of 3").doesNotContain("entered Caio 3");
    }

    @Test
    void rosterIsNotRepeatedToWhoeverMissedNothing() {
        rooms.postMany(lobby, 3);
        TestMember late = rooms.page("Late", 1).join(lobby, 0);
        rooms.run();

        assertThat(late.rosters).isEmpty();
    }

    @Test
    void noticeThatConcernsNobodyIsHandedToNobody() {
        settle();
        TestMember tab = rooms.page("Bia", 0).join(lobby);
        rooms.run();

        // Only pages are here, and none of them is told that a connection of several ended.
        tab.leave(Leaving.AT_ONCE);
        while (rooms.loops.hasTasks(rooms.loop(0))) {
            rooms.loops.step(rooms.loop(0));
        }

        assertThat(rooms.loops.hasTasks(rooms.loop(1))).isFalse();
    }

    @Test
    void membersAreListedInPages() {
        rooms.page("Davi", 0).join(lobby);
        rooms.page("Caio", 1).join(lobby);
        rooms.run();

        assertThat(members("", 3)).isEqualTo("4: Ana Bia Caio more");
        assertThat(members("Caio", 3)).isEqualTo("4: Davi");
        assertThat(members("Davi", 3)).isEqualTo("4:");
        assertThat(members("Bella", 1)).isEqualTo("4: Bia more");
    }

    private String members(String after, int limit) {
        StringBuilder answer = new StringBuilder();
        lobby.members(
                        after.isEmpty()
                                ? Optional.empty()
                                : Optional.of(TestMember.visitor(after).user().id()),
                        limit)
                .thenAccept(page -> {
                    answer.append(page.count()).append(':');
                    page.members()
                            .forEach(user ->
                                    answer.append(' ').append(user.user().name().value()));
                    answer.append(page.more() ? " more" : "");
                });
        rooms.run();
        return answer.toString();
    }
}
