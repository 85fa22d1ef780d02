package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolLimits;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room too large to be told who comes and goes: members are counted, once a second. */
@ExtendWith(LeakPresenceExtension.class)
class LargeRoomTest {
    private static final int BY_NAME_MAX = ProtocolLimits.MEMBERS_IN_JOINED;

    private final TestRooms rooms = new TestRooms(2);
    private final Room lobby = rooms.lobby();
    private final List<TestMember> members = new ArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 0; i < BY_NAME_MAX; i++) {
            enter(i);
        }
        settle();
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private TestMember enter(int number) {
        TestMember member =
                rooms.page("Guest%03d".formatted(number), number % 2).join(lobby);
        members.add(member);
        return member;
    }

    private TestMember first() {
        return members.get(0);
    }

    private void settle() {
        rooms.pass(2, TimeUnit.SECONDS);
        members.forEach(TestMember::news);
    }

    @Test
    void lastOneThatFitsIsToldByName() {
        members.remove(BY_NAME_MAX - 1).leave(Leaving.AT_ONCE);
        settle();

        enter(500);
        rooms.pass(2, TimeUnit.SECONDS);

        assertThat(first().news()).containsExactly("entered Guest500 100");
    }

    @Test
    void aboveThatOnlyTheCountIsToldOnceASecond() {
        enter(500);
        rooms.pass(500, TimeUnit.MILLISECONDS);
        enter(501);
        enter(502).leave(Leaving.AT_ONCE);
        rooms.pass(499, TimeUnit.MILLISECONDS);
        assertThat(first().news()).isEmpty();

        rooms.pass(1, TimeUnit.MILLISECONDS);
        assertThat(first().news()).containsExactly("presence 102");
        rooms.pass(10, TimeUnit.SECONDS);
        assertThat(first().news()).isEmpty();
        assertThat(lobby.summary().members()).isEqualTo(102);
    }

    @Test
    void backAtTheLimitMembersAreToldByNameAgain() {
        TestMember last = enter(500);
        settle();

        last.leave(Leaving.AT_ONCE);
        rooms.run();

        assertThat(first().news()).containsExactly("left Guest500 100", "members 100 of 100");
        enter(501).leave(Leaving.AT_ONCE);
        rooms.run();
    }

    @Test
    void admissionNamesAHundredAndCountsAll() {
        for (int i = 0; i < 20; i++) {
            enter(500 + i);
        }
        rooms.run();

        RosterPage roster = members.get(members.size() - 1).admissions.get(0).roster();
        assertThat(roster.count()).isEqualTo(120);
        assertThat(roster.members()).hasSize(BY_NAME_MAX);
        assertThat(roster.more()).isTrue();
    }

    @Test
    void typingIsNotShown() {
        enter(500);
        settle();

        members.get(1).typing();
        rooms.run();

        assertThat(first().news()).isEmpty();
    }

    @Test
    void announcedClientsHearOfEveryConnectionThatEnds() {
        TestMember old = rooms.member("Old", 0, WireFormat.ANNOUNCE, true).join(lobby);
        TestMember last = enter(500);
        settle();
        old.news();

        last.leave(Leaving.WITH_GRACE);
        rooms.pass(2, TimeUnit.SECONDS);

        assertThat(old.news()).containsExactly(PlainLines.CLIENT_GONE);
    }
}
