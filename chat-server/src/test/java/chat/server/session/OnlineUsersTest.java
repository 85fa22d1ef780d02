package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Account;
import chat.server.auth.AccountIndex;
import chat.server.room.TestConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One name, one user, as long as somebody is there or was a moment ago. */
class OnlineUsersTest {
    private static final UserId U1 = new UserId("u1");
    private static final UserId U2 = new UserId("u2");
    private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

    /** A name is kept a second longer than rooms show it. */
    private static final long LEASE = GRACE + TimeUnit.SECONDS.toNanos(1);

    private long now = Long.MAX_VALUE - GRACE / 2;
    private final OnlineUsers users =
            new OnlineUsers(new TestConfig().leftGraceMillis(5_000).build(), new AccountIndex(List.of()), () -> now);

    private OnlineUser granted(UserId id, String name) {
        OnlineUsers.SignIn signIn = users.signIn(id, new UserName(name));
        assertThat(signIn).isInstanceOf(OnlineUsers.SignIn.Granted.class);
        return ((OnlineUsers.SignIn.Granted) signIn).user();
    }

    private String suggestion(UserId id, String name) {
        OnlineUsers.SignIn signIn = users.signIn(id, new UserName(name));
        assertThat(signIn).isInstanceOf(OnlineUsers.SignIn.Taken.class);
        return ((OnlineUsers.SignIn.Taken) signIn).suggestion().value();
    }

    @Test
    void nameBelongsToWhoeverHasItFirst() {
        granted(U1, "Ana");

        assertThat(suggestion(U2, "Ana")).isEqualTo("Ana-2");
        assertThat(suggestion(U2, "ANA")).isEqualTo("ANA-2");
        assertThat(granted(U2, "Ana-2").user().name().value()).isEqualTo("Ana-2");
        assertThat(suggestion(new UserId("u3"), "ana")).isEqualTo("ana-3");
    }

    @Test
    void namesAreTheSameWhenPeopleWouldTakeThemSo() {
        granted(U1, "Straße");

        assertThat(suggestion(U2, "STRASSE")).isEqualTo("STRASSE-2");
    }

    @Test
    void refusedNameLeavesNoTrace() {
        granted(U1, "Ana");
        suggestion(U2, "Ana");

        assertThat(granted(U2, "Bia").id()).isEqualTo(U2);
    }

    @Test
    void sameUserMayComeOnceMore() {
        OnlineUser first = granted(U1, "Ana");

        assertThat(granted(U1, "Ana")).isSameAs(first);
    }

    @Test
    void nameIsFreeWhenTheLastConnectionWentForGood() {
        OnlineUser ana = granted(U1, "Ana");
        granted(U1, "Ana");

        users.signOut(ana, false);
        assertThat(suggestion(U2, "Ana")).isEqualTo("Ana-2");
        users.signOut(ana, false);

        granted(U2, "Ana");
    }

    @Test
    void nameIsKeptForAGracePeriod() {
        OnlineUser ana = granted(U1, "Ana");
        users.signOut(ana, true);

        now += LEASE - 1;
        assertThat(suggestion(U2, "Ana")).isEqualTo("Ana-2");
        now += 1;
        granted(U2, "Ana");
        assertThat(suggestion(U1, "Ana")).isEqualTo("Ana-2");
    }

    @Test
    void whoeverReturnsWithinTheGracePeriodIsTheSame() {
        OnlineUser ana = granted(U1, "Ana");
        users.signOut(ana, true);
        now += LEASE - 1;

        assertThat(granted(U1, "Ana")).isSameAs(ana);
        now += 10 * GRACE;
        assertThat(suggestion(U2, "Ana")).as("there again").isEqualTo("Ana-2");

        users.signOut(ana, true);
        now += LEASE - 1;
        assertThat(suggestion(U2, "Ana")).as("a grace period of its own").isEqualTo("Ana-2");
        now += 1;
        granted(U2, "Ana");
    }

    @Test
    void whoeverReturnsLaterBeginsAnew() {
        OnlineUser ana = granted(U1, "Ana");
        users.signOut(ana, true);
        now += LEASE;

        assertThat(granted(U1, "Ana")).isNotSameAs(ana);
    }

    @Test
    void oldNameStaysTakenWhileRoomsMayStillShowIt() {
        OnlineUser ana = granted(U1, "Ana");

        assertThat(granted(U1, "Ana Maria")).isSameAs(ana);

        assertThat(ana.user().name().value()).isEqualTo("Ana Maria");
        assertThat(suggestion(U2, "Ana")).isEqualTo("Ana-2");
        assertThat(suggestion(U2, "ana maria")).isEqualTo("ana maria-2");
        users.signOut(ana, false);
        users.signOut(ana, false);
        granted(U2, "Ana");
    }

    private JsonNode welcome(TestSessions sessions, TestClient client, String token) {
        return client.say("{'type':'hello','token':'" + token + "'}").answer();
    }

    @Test
    void guestOfANameThatIsRegisteredTakesAnotherOneAndStaysWhoTheyAre() {
        try (TestSessions sessions = new TestSessions()) {
            TestClient guest = sessions.json(0);
            JsonNode ana = guest.say("{'type':'hello','name':'Ana'}").answer();
            String token = ana.get("token").asString();

            sessions.services.users().registered(new UserId("u9"), new UserName("Bia"));
            sessions.loops.run();
            assertThat(guest.closes()).isEmpty();
            sessions.services.users().registered(new UserId("u9"), new UserName("ANA"));
            sessions.loops.run();

            assertThat(guest.closes()).containsExactly(CloseCode.GOING_AWAY);
            JsonNode again = welcome(sessions, sessions.json(0), token);
            assertThat(again.get("user").get("id")).isEqualTo(ana.get("user").get("id"));
        }
    }

    @Test
    void whoOnceHadTheNameStays() {
        try (TestSessions sessions = new TestSessions()) {
            TestClient guest = sessions.json(0);
            JsonNode ana = guest.say("{'type':'hello','name':'Ana'}").answer();
            TestClient renamed = sessions.json(0);
            renamed.say("{'type':'hello','name':'Ana Maria','token':'"
                            + ana.get("token").asString() + "'}")
                    .answer();

            sessions.services.users().registered(new UserId("u9"), new UserName("Ana"));
            sessions.services
                    .users()
                    .signIn(new Account(new UserId("u9"), new UserName("Ana"), false, new Account.Password(), 1));

            sessions.loops.run();
            assertThat(guest.closes()).isEmpty();
            assertThat(renamed.closes()).isEmpty();
        }
    }

    @Test
    void nobodyCollectsNames() {
        for (String name : List.of("Ana", "Bia", "Caio", "Dora", "Eva")) {
            granted(U1, name);
        }

        assertThat(suggestion(U2, "Bia")).as("one of the last four").isEqualTo("Bia-2");
        granted(U2, "Ana");
    }

    @Test
    void nameMayChangeItsCase() {
        granted(U1, "ana");

        assertThat(granted(U1, "Ana").user().name().value()).isEqualTo("Ana");
        assertThat(suggestion(U2, "ana")).isEqualTo("ana-2");
    }

    @Test
    void namesOfAWholeCrowdAreAllDifferent() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            OnlineUser user = users.signInNumbered(new UserId("n" + i), new UserName("Visitante"));
            names.add(user.user().name().folded());
        }

        assertThat(names).hasSize(300).contains("visitante", "visitante-2", "visitante-9");
    }
}
