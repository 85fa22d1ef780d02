package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Guest;
import chat.server.auth.GuestTokens;
import chat.server.auth.TestPeople;
import chat.server.auth.TokenKey;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The first words: who is this. */
@ExtendWith(LeakPresenceExtension.class)
class HelloTest {
    private final TestSessions sessions = new TestSessions();

    @AfterEach
    void close() {
        sessions.close();
    }

    private static String hello(String name, String token) {
        return "{'type':'hello','name':'" + name + "','token':'" + token + "'}";
    }

    private static String id(JsonNode welcome) {
        return welcome.get("user").get("id").asString();
    }

    private static String name(JsonNode welcome) {
        return welcome.get("user").get("name").asString();
    }

    @Test
    void storeThatCannotBeReadIsNobodysFault() {
        try (TestSessions failing = new TestSessions(new TestConfig().build(), TestPeople::withoutStore)) {
            TestClient client = failing.json(0);
            for (int i = 0; i < 5; i++) {
                JsonNode error = client.say("{'type':'hello','token':'" + failing.people.accessToken() + "'}")
                        .answer();
                assertThat(error.get("code").asString()).isEqualTo(ErrorCode.INTERNAL.wireName());
                assertThat(error.get("retryAfterMillis").asInt()).isPositive();
            }
            assertThat(client.say("{'type':'hello','name':'Ana'}")
                            .answer()
                            .get("type")
                            .asString())
                    .isEqualTo("welcome");
        }
    }

    @Test
    void nameIsWelcome() {
        JsonNode welcome =
                sessions.json(0).say("{'type':'hello','id':7,'name':'Ana'}").answer();

        assertThat(welcome.get("type").asString()).isEqualTo("welcome");
        assertThat(welcome.get("id").asInt()).isEqualTo(7);
        assertThat(name(welcome)).isEqualTo("Ana");
        assertThat(welcome.get("user").get("color").asString()).startsWith("#");
        assertThat(welcome.get("epoch").asString()).isEqualTo(sessions.store.epoch());
        assertThat(welcome.get("heartbeatSeconds").asInt()).isEqualTo(25);
        assertThat(sessions.tokens.verify(welcome.get("token").asString()))
                .contains(new Guest(new UserId(id(welcome)), new UserName("Ana")));
    }

    @Test
    void welcomeTellsTheLimits() {
        JsonNode limits =
                sessions.json(0).say("{'type':'hello','name':'Ana'}").answer().get("limits");

        assertThat(limits.get("frameBytes").asInt()).isEqualTo(65_536);
        assertThat(limits.get("textCodePoints").asInt()).isEqualTo(ProtocolLimits.TEXT_CODE_POINTS_MAX);
        assertThat(limits.get("roomsPerConnection").asInt()).isEqualTo(100);
        assertThat(limits.get("resumeEvents").asInt()).isEqualTo(2_000);
        assertThat(limits.get("historyPage").asInt()).isEqualTo(ProtocolLimits.HISTORY_PAGE_MAX);
        assertThat(limits.get("sendBurst").asInt()).isEqualTo(20);
        assertThat(limits.get("sendsPerSecond").asInt()).isEqualTo(5);
    }

    @Test
    void liftedRatesAreToldAsNone() {
        TestSessions unlimited = new TestSessions(new TestConfig().rateLimit(false));
        JsonNode limits =
                unlimited.json(0).say("{'type':'hello','name':'Ana'}").answer().get("limits");

        assertThat(limits.get("sendBurst").asInt()).isZero();
        assertThat(limits.get("sendsPerSecond").asInt()).isZero();
        unlimited.close();
    }

    @Test
    void everyNewGuestIsSomebodyElse() {
        JsonNode ana = sessions.json(0).say("{'type':'hello','name':'Ana'}").answer();
        JsonNode bia = sessions.json(0).say("{'type':'hello','name':'Bia'}").answer();

        assertThat(id(ana)).isNotEqualTo(id(bia));
    }

    @Test
    void tokenMakesTheSameUserAgainWithItsOwnName() {
        JsonNode first = sessions.json(0).say("{'type':'hello','name':'Ana'}").answer();

        JsonNode again = sessions.json(1)
                .say("{'type':'hello','token':'" + first.get("token").asString() + "'}")
                .answer();

        assertThat(again.get("user")).isEqualTo(first.get("user"));
        assertThat(again.get("token")).isEqualTo(first.get("token"));
    }

    @Test
    void otherNameWithATokenIsARename() {
        TestClient first = sessions.json(0).say("{'type':'hello','name':'Ana'}");
        JsonNode welcome = first.answer();
        String token = welcome.get("token").asString();

        JsonNode renamed = sessions.json(1).say(hello("Ana Maria", token)).answer();

        assertThat(id(renamed)).isEqualTo(id(welcome));
        assertThat(name(renamed)).isEqualTo("Ana Maria");
        assertThat(name(sessions.json(0)
                        .say("{'type':'hello','token':'" + renamed.get("token").asString() + "'}")
                        .answer()))
                .isEqualTo("Ana Maria");
        assertThat(sessions.json(0).say("{'type':'hello','name':'ana'}").news())
                .as("the old name is still shown by the first connection")
                .containsExactly("error nameTaken");
    }

    @Test
    void takenNameGetsASuggestion() {
        sessions.named("Ana", 0);
        TestClient second = sessions.json(1).say("{'type':'hello','id':1,'name':'ANA'}");

        JsonNode error = second.answer();

        assertThat(error.get("code").asString()).isEqualTo("nameTaken");
        assertThat(error.get("id").asInt()).isEqualTo(1);
        assertThat(error.get("field").asString()).isEqualTo("name");
        String suggestion = error.get("suggestion").asString();
        assertThat(suggestion).isEqualTo("ANA-2");
        assertThat(name(second.say("{'type':'hello','name':'" + suggestion + "'}")
                        .answer()))
                .isEqualTo(suggestion);
    }

    @Test
    void renameToATakenNameIsRefused() {
        String token = sessions.json(0)
                .say("{'type':'hello','name':'Ana'}")
                .answer()
                .get("token")
                .asString();
        sessions.named("Bia", 0);

        assertThat(sessions.json(0).say(hello("Bia", token)).news()).containsExactly("error nameTaken");
    }

    @Test
    void neitherNameNorTokenIsNobody() {
        JsonNode error = sessions.json(0).say("{'type':'hello','id':3}").answer();

        assertThat(error.get("code").asString()).isEqualTo("invalidName");
        assertThat(error.get("field").asString()).isEqualTo("name");
        assertThat(error.get("id").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "12", "аnа", "Ana: hello", ""})
    void nameThatIsNoneIsRefusedAndAnotherMayBeTried(String name) {
        TestClient client = sessions.json(0).say("{'type':'hello','name':'" + name + "'}");

        assertThat(client.news()).containsExactly("error invalidName");
        assertThat(client.say("{'type':'hello','name':'Ana'}").news()).containsExactly("welcome");
        assertThat(client.closes()).isEmpty();
    }

    @Test
    void badTokenMayBeTriedAgainTwice() {
        String forged = new GuestTokens(TokenKey.random()).issue(new UserId("u1"), new UserName("Ana"));
        TestClient client = sessions.json(0);

        assertThat(client.say(hello("Ana", "nonsense")).news()).containsExactly("error badToken");
        assertThat(client.say(hello("Ana", forged)).news()).containsExactly("error badToken");
        assertThat(client.closes()).isEmpty();
        assertThat(client.say("{'type':'hello','name':'Ana'}").news()).containsExactly("welcome");
        assertThat(sessions.metrics.violations.sum()).isEqualTo(2);
    }

    @Test
    void thirdBadTokenEndsTheConnection() {
        TestClient client = sessions.json(0);

        for (int i = 0; i < 3; i++) {
            assertThat(client.closes()).isEmpty();
            client.say(hello("Ana", "nonsense"));
        }

        assertThat(client.news()).containsExactly("error badToken", "error badToken", "error badToken", "closing");
        assertThat(client.closes()).containsExactly(CloseCode.NOT_AUTHENTICATED);
        assertThat(client.say("{'type':'hello','name':'Ana'}").news()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'join','room':'lobby','id':5}",
                "{'type':'leave','room':'lobby','id':5}",
                "{'type':'send','room':'lobby','cid':'c1','text':'hello','id':5}",
                "{'type':'history','room':'lobby','id':5}",
                "{'type':'rooms','id':5}",
                "{'type':'members','room':'lobby','id':5}",
                "{'type':'typing','room':'lobby','id':5}",
                "{'type':'createRoom','room':'jazz','id':5}"
            })
    void nothingElseIsHeardBeforeHello(String message) {
        JsonNode error = sessions.json(0).say(message).answer();

        assertThat(error.get("code").asString()).isEqualTo("helloFirst");
        assertThat(error.get("id").asInt()).isEqualTo(5);
        assertThat(error.get("message").asString()).isEqualTo(ErrorCode.HELLO_FIRST.sentence());
        assertThat(sessions.room(RoomName.LOBBY).orElseThrow().summary().members())
                .isZero();
    }

    @Test
    void secondHelloIsRefused() {
        TestClient ana = sessions.named("Ana", 0);

        JsonNode error = ana.say("{'type':'hello','id':9,'name':'Bia'}").answer();

        assertThat(error.get("code").asString()).isEqualTo("alreadyGreeted");
        assertThat(error.get("id").asInt()).isEqualTo(9);
        assertThat(ana.closes()).isEmpty();
    }

    @Test
    void whoeverSaysNothingIsClosedAtTheDeadline() {
        TestClient client = sessions.json(0);

        sessions.pass(9_999, TimeUnit.MILLISECONDS);
        assertThat(client.tick().closes()).isEmpty();
        sessions.pass(1, TimeUnit.MILLISECONDS);
        client.tick().tick();

        assertThat(client.closes()).containsExactly(CloseCode.HELLO_TIMEOUT);
        assertThat(client.news()).containsExactly("closing");
    }

    @Test
    void errorsDoNotMoveTheDeadline() {
        TestClient client = sessions.json(0);
        sessions.pass(9, TimeUnit.SECONDS);
        client.say("{'type':'rooms'}").say("{'type':'hello','name':'x'}");

        sessions.pass(1, TimeUnit.SECONDS);

        assertThat(client.tick().closes()).containsExactly(CloseCode.HELLO_TIMEOUT);
    }

    @Test
    void whoeverSaidHelloHasNoDeadline() {
        TestClient ana = sessions.named("Ana", 0);

        sessions.pass(1, TimeUnit.HOURS);

        assertThat(ana.tick().closes()).isEmpty();
    }
}
