package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.room.Refusal;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody may ask about what was said. Ana posted six messages; Bia is there, Caio is not. */
@ExtendWith(LeakPresenceExtension.class)
class QuestionsTest {
    private static final String LONG = "x".repeat(7_900);

    private final TestSessions sessions =
            new TestSessions(new TestConfig().rateLimit(false).commandsUnansweredMax(64));
    private final TestClient ana = sessions.inLobby("Ana", 0);
    private final TestClient bia = sessions.inLobby("Bia", 1);
    private final TestClient caio = sessions.named("Caio", 1);

    @BeforeEach
    void post() {
        for (int i = 1; i <= 6; i++) {
            send(ana, "m" + i, "Olá número " + i);
        }
        bia.news();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private static void send(TestClient client, String cid, String text) {
        client.say("{'type':'send','room':'lobby','cid':'" + cid + "','text':'" + text + "'}");
        client.news();
    }

    private static List<Integer> seqs(JsonNode events) {
        return events.valueStream().map(event -> event.get("seq").asInt()).toList();
    }

    private static void assertError(JsonNode error, String code, int id) {
        assertThat(error.get("type").asString()).isEqualTo("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("id").asInt()).isEqualTo(id);
    }

    @Test
    void historyIsAlsoReadAroundAMessage() {
        JsonNode history = bia.say("{'type':'history','id':5,'room':'lobby','around':3,'limit':3}")
                .answer();

        assertThat(history.get("id").asInt()).isEqualTo(5);
        assertThat(seqs(history.get("events"))).containsExactly(2, 3, 4);
        assertThat(history.get("first").asInt()).isEqualTo(1);
        assertThat(history.get("more").asBoolean()).isTrue();
    }

    @Test
    void historyIsAlsoReadOfAThread() {
        bia.say("{'type':'send','room':'lobby','cid':'r1','text':'one','replyTo':2}")
                .say("{'type':'send','room':'lobby','cid':'r2','text':'two','replyTo':7}")
                .say("{'type':'send','room':'lobby','cid':'r3','text':'elsewhere','replyTo':3}");
        bia.news();

        JsonNode thread =
                bia.say("{'type':'history','room':'lobby','thread':2}").answer();
        assertThat(seqs(thread.get("events"))).containsExactly(7, 8);
        assertThat(thread.get("events").get(1).get("replyTo").asInt()).isEqualTo(2);
        assertThat(thread.get("more").asBoolean()).isFalse();
        JsonNode after = bia.say("{'type':'history','room':'lobby','thread':2,'after':7}")
                .answer();
        assertThat(seqs(after.get("events"))).containsExactly(8);
        JsonNode before = bia.say("{'type':'history','room':'lobby','thread':2,'before':8,'limit':1}")
                .answer();
        assertThat(seqs(before.get("events"))).containsExactly(7);
    }

    @Test
    void versionsAreToldOldestFirst() {
        ana.say("{'type':'edit','room':'lobby','cid':'e1','target':2,'text':'better'}");
        bia.news();

        JsonNode versions =
                bia.say("{'type':'versions','id':5,'room':'lobby','target':2}").answer();

        assertThat(versions.get("id").asInt()).isEqualTo(5);
        assertThat(versions.get("target").asInt()).isEqualTo(2);
        assertThat(versions.get("versions")
                        .valueStream()
                        .map(version -> version.get("text").asString()))
                .containsExactly("Olá número 2", "better");
        ana.say("{'type':'delete','room':'lobby','cid':'d1','target':2}");
        bia.news();
        assertThat(bia.say("{'type':'versions','room':'lobby','target':2}")
                        .answer()
                        .get("versions")
                        .size())
                .isZero();
    }

    @Test
    void pinsAreToldInTheirOrder() {
        for (int target : new int[] {5, 2}) {
            bia.say("{'type':'pin','room':'lobby','cid':'p" + target + "','target':" + target + ",'on':true}");
        }
        bia.news();

        JsonNode pins = bia.say("{'type':'pins','id':5,'room':'lobby'}").answer();

        assertThat(pins.get("id").asInt()).isEqualTo(5);
        assertThat(seqs(pins.get("events"))).containsExactly(2, 5);
        assertThat(pins.get("events").get(0).get("pinned").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'versions','room':'lobby','target':1,'id':5}",
                "{'type':'pins','room':'lobby','id':5}",
                "{'type':'history','room':'lobby','around':1,'id':5}",
                "{'type':'history','room':'lobby','thread':1,'id':5}"
            })
    void roomMustBeJoinedForItsLog(String question) {
        assertError(caio.say(question).answer(), "notJoined", 5);
        assertError(caio.say(question.replace("lobby", "nowhere")).answer(), "noSuchRoom", 5);
    }

    @Test
    void whoeverIsNotInARoomMaySearchIt() {
        JsonNode found =
                caio.say("{'type':'search','id':5,'query':'ola NUMERO'}").answer();

        assertThat(found.get("type").asString()).isEqualTo("found");
        assertThat(found.get("id").asInt()).isEqualTo(5);
        assertThat(found.get("hits")
                        .valueStream()
                        .map(hit -> hit.get("event").get("seq").asInt()))
                .containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(found.has("next")).isFalse();
    }

    @Test
    void searchIsReadInPagesAndFiltered() {
        send(bia, "b1", "olá da Bia");
        JsonNode first = caio.say("{'type':'search','query':'ola','limit':4}").answer();
        String next = first.get("next").asString();
        JsonNode second = caio.say("{'type':'search','query':'ola','limit':4,'cursor':'" + next + "'}")
                .answer();
        assertThat(first.get("hits").size()).isEqualTo(4);
        assertThat(second.get("hits").size()).isEqualTo(3);

        String biaId = bia.last("posted").get("from").get("id").asString();
        JsonNode byBia = caio.say("{'type':'search','query':'ola','from':'" + biaId + "'}")
                .answer();
        assertThat(byBia.get("hits").size()).isEqualTo(1);
        caio.say("{'type':'createRoom','room':'empty'}");
        caio.news();
        assertThat(caio.say("{'type':'search','query':'ola','room':'empty'}")
                        .answer()
                        .get("hits")
                        .size())
                .isZero();
        assertThat(caio.say("{'type':'search','query':'ola','room':'lobby'}")
                        .answer()
                        .get("hits")
                        .size())
                .isEqualTo(7);
        assertError(
                caio.say("{'type':'search','id':5,'query':'ola','room':'nowhere'}")
                        .answer(),
                "noSuchRoom",
                5);
    }

    @Test
    void pageOfLongHitsEndsSooner() {
        for (int i = 0; i < 40; i++) {
            send(ana, "long" + i, "needle " + LONG);
        }
        List<Integer> hits = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (pages == 0 || !cursor.isEmpty()) {
            JsonNode found = caio.say("{'type':'search','query':'needle','limit':50" + cursor + "}")
                    .answer();
            found.get("hits")
                    .forEach(hit -> hits.add(hit.get("event").get("seq").asInt()));
            cursor = found.has("next") ? ",'cursor':'" + found.get("next").asString() + "'" : "";
            pages++;
        }

        assertThat(hits).hasSize(40).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b - a);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void searchForNothingIsRefused() {
        JsonNode error = caio.say("{'type':'search','id':5,'query':'!? *'}").answer();

        assertError(error, "invalidField", 5);
        assertThat(error.get("field").asString()).isEqualTo("query");
    }

    @Test
    void cursorOfNoSearchIsRefused() {
        JsonNode error = caio.say("{'type':'search','id':5,'query':'ola','cursor':'nonsense'}")
                .answer();

        assertError(error, "invalidField", 5);
        assertThat(error.get("field").asString()).isEqualTo("cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'history','room':'lobby','id':5}",
                "{'type':'history','room':'lobby','around':2,'id':5}",
                "{'type':'history','room':'lobby','thread':1,'id':5}",
                "{'type':'versions','room':'lobby','target':1,'id':5}",
                "{'type':'pins','room':'lobby','id':5}",
                "{'type':'search','query':'ola','id':5}",
                "{'type':'unread','id':5}",
                "{'type':'read','room':'lobby','seq':3,'id':5}"
            })
    void whatCannotBeLookedUpIsToldWithAMomentToWait(String question) {
        sessions.store.breakDown(StoreCall.values());

        JsonNode error = bia.say(question).answer();

        assertError(error, "internal", 5);
        assertThat(error.get("retryAfterMillis").asLong())
                .isBetween(Refusal.INTERNAL_RETRY_MILLIS, 2 * Refusal.INTERNAL_RETRY_MILLIS);
        sessions.store.mend();
        assertThat(bia.say(question).news()).hasSize(1).noneMatch(told -> told.startsWith("error"));
        assertThat(bia.closes()).isEmpty();
    }

    @Test
    void longAnswersWaitForTheChannelAndNoneIsLost() {
        for (int i = 0; i < 60; i++) {
            send(ana, "long" + i, LONG);
        }
        bia.news();
        bia.connection.outlet.stall(true);
        for (int i = 0; i < 60; i++) {
            bia.sayOnly("{'type':'history','id':" + i + ",'room':'lobby','limit':60}");
        }
        sessions.loops.run();
        assertThat(bia.connection.outlet.unwrittenBytesMax())
                .as("two of the longest")
                .isBetween(64L * 1024, 600L * 1024);

        int rounds = 0;
        for (int answers = 0; answers < 60; rounds++) {
            bia.connection.outlet.drain(1);
            sessions.loops.run();
            answers += bia.news().size();
            assertThat(rounds).isLessThan(200);
        }

        assertThat(rounds).isGreaterThan(25);
        assertThat(bia.connection.outlet.unwrittenBytesMax()).isLessThan(600L * 1024);
        assertThat(bia.closes()).isEmpty();
    }

    @Test
    void questionsOfWhoeverIsGoneAreNotLookedUp() {
        sessions.store.hold(StoreCall.VERSIONS);
        for (int i = 0; i < 10; i++) {
            bia.sayOnly("{'type':'versions','room':'lobby','target':1}");
        }
        sessions.loops.run();
        assertThat(sessions.store.waiting()).isEqualTo(Questions.UNDER_WAY_MAX);

        bia.with(Session::onClosed);
        sessions.store.answerAll();
        sessions.loops.run();

        assertThat(sessions.store.waiting()).isZero();
        assertThat(bia.news()).isEmpty();
    }

    @Test
    void searchesHaveARateOfTheirOwn() {
        TestSessions limited = new TestSessions();
        TestClient davi = limited.inLobby("Davi", 0);
        for (int i = 0; i < 10; i++) {
            assertThat(davi.say("{'type':'search','query':'ola'}").news()).containsExactly("found");
        }

        JsonNode error = davi.say("{'type':'search','id':5,'query':'ola'}").answer();
        assertError(error, "rateLimited", 5);
        assertThat(error.get("retryAfterMillis").asLong()).isEqualTo(500);
        assertThat(davi.say("{'type':'send','room':'lobby','cid':'c','text':'text'}")
                        .news())
                .contains("ack");
        limited.pass(1, TimeUnit.SECONDS);
        for (String told : new String[] {"found", "found", "error rateLimited"}) {
            assertThat(davi.say("{'type':'search','query':'ola'}").news()).containsExactly(told);
        }
        limited.close();
    }

    @Test
    void lookingBackHasARateOfItsOwn() {
        TestSessions limited = new TestSessions();
        TestClient davi = limited.inLobby("Davi", 0);
        String[] asked = {"history", "versions", "pins", "members"};
        for (int i = 0; i < 200; i++) {
            String question = "{'type':'%s','room':'lobby','target':1}".formatted(asked[i % 4]);
            assertThat(davi.say(question).news())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith(asked[i % 4]);
        }

        for (String question : asked) {
            JsonNode error = davi.say("{'type':'%s','room':'lobby','target':1,'id':5}".formatted(question))
                    .answer();
            assertError(error, "rateLimited", 5);
            assertThat(error.get("retryAfterMillis").asLong()).isEqualTo(100);
        }
        limited.pass(1, TimeUnit.SECONDS);
        for (int i = 0; i < 10; i++) {
            assertThat(davi.say("{'type':'pins','room':'lobby'}").news())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith("pins");
        }
        assertThat(davi.say("{'type':'pins','room':'lobby'}").news()).containsExactly("error rateLimited");
    }

    @Test
    void readingHasARateOfItsOwn() {
        TestSessions limited = new TestSessions();
        TestClient davi = limited.inLobby("Davi", 0);
        for (int i = 0; i < 25; i++) {
            assertThat(davi.say("{'type':'read','room':'lobby','seq':1}").news())
                    .containsExactly("readUpTo");
            assertThat(davi.say("{'type':'unread'}").news()).containsExactly("unread");
        }

        JsonNode error =
                davi.say("{'type':'read','id':5,'room':'lobby','seq':1}").answer();
        assertError(error, "rateLimited", 5);
        assertThat(error.get("retryAfterMillis").asLong()).isEqualTo(100);
        assertError(davi.say("{'type':'unread','id':6}").answer(), "rateLimited", 6);
        limited.pass(1, TimeUnit.SECONDS);
        for (int i = 0; i < 10; i++) {
            assertThat(davi.say("{'type':'unread'}").news()).containsExactly("unread");
        }
        assertThat(davi.say("{'type':'unread'}").news()).containsExactly("error rateLimited");
        limited.close();
    }
}
