package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a {@code chat.v1} user may do how often: 20 messages at once, then 5 a second; 10 new rooms a minute. */
@ExtendWith(LeakPresenceExtension.class)
class RatesTest {
    private final TestSessions sessions = new TestSessions(new TestConfig().roomCreationsPerMinute(3));
    private final TestClient ana = sessions.inLobby("Ana", 1);
    private int cids;

    @AfterEach
    void close() {
        sessions.close();
    }

    private static String send(String cid) {
        return "{'type':'send','id':5,'room':'lobby','cid':'" + cid + "','text':'text'}";
    }

    private void send(TestClient client, int count) {
        for (int i = 0; i < count; i++) {
            client.say(send("c" + cids++));
        }
    }

    private long sent(TestClient client) {
        return client.news().stream().filter("ack"::equals).count();
    }

    @Test
    void burstMayBeSentAtOnceAndThenSoManyASecond() {
        send(ana, 25);
        assertThat(sent(ana)).isEqualTo(20);
        assertThat(sessions.metrics.rateLimited.sum()).isEqualTo(5);

        sessions.pass(1, TimeUnit.SECONDS);
        send(ana, 25);
        assertThat(sent(ana)).isEqualTo(5);
    }

    @Test
    void refusedClientIsToldWhenToTryAgain() {
        send(ana, 20);
        ana.news();
        sessions.pass(50, TimeUnit.MILLISECONDS);

        JsonNode error = ana.say(send("later")).answer();

        assertThat(error.get("code").asString()).isEqualTo("rateLimited");
        assertThat(error.get("id").asInt()).isEqualTo(5);
        assertThat(error.get("cid").asString()).isEqualTo("later");
        assertThat(error.get("retryAfterMillis").asLong()).isEqualTo(150);
        sessions.pass(150, TimeUnit.MILLISECONDS);
        assertThat(ana.say(send("later")).news()).contains("ack");
    }

    @Test
    void whoeverTriesAgainWhenToldSucceeds() {
        send(ana, 20);
        for (int i = 0; i < 50; i++) {
            ana.news();
            // Somewhere within a millisecond, as real clocks are.
            sessions.pass(137L * i, TimeUnit.MICROSECONDS);
            ana.say(send("try" + i));
            if (ana.news().contains("error rateLimited")) {
                sessions.pass(ana.last("error").get("retryAfterMillis").asLong(), TimeUnit.MILLISECONDS);
                assertThat(ana.say(send("try" + i)).news()).contains("ack");
            }
        }
        assertThat(sessions.metrics.rateLimited.sum()).isGreaterThan(40);
    }

    @Test
    void connectionsOfAUserShareItsRate() {
        String token = sessions.json(0)
                .say("{'type':'hello','name':'Bia'}")
                .answer()
                .get("token")
                .asString();
        TestClient[] tabs = new TestClient[4];
        for (int i = 0; i < tabs.length; i++) {
            tabs[i] = sessions.json(i % 2)
                    .say("{'type':'hello','token':'" + token + "'}")
                    .say("{'type':'join','room':'lobby'}");
        }

        long sent = 0;
        for (TestClient tab : tabs) {
            send(tab, 10);
            sent += sent(tab);
        }

        assertThat(sent).isEqualTo(20);
        send(ana, 20);
        assertThat(sent(ana)).as("another user").isEqualTo(20);
    }

    @Test
    void newConnectionIsNoNewBurst() {
        String token = sessions.json(0)
                .say("{'type':'hello','name':'Bia'}")
                .answer()
                .get("token")
                .asString();
        long sent = 0;
        for (int i = 0; i < 3; i++) {
            TestClient tab = sessions.json(0)
                    .say("{'type':'hello','token':'" + token + "'}")
                    .say("{'type':'join','room':'lobby'}");
            send(tab, 20);
            sent += sent(tab);
            tab.with(Session::onClosed);
        }

        assertThat(sent).isEqualTo(20);
    }

    @Test
    void sendingAgainCostsNothing() {
        send(ana, 10);
        for (int i = 0; i < 100; i++) {
            ana.say(send("c3"));
        }
        ana.news();

        send(ana, 20);

        assertThat(sent(ana)).isEqualTo(10);
    }

    @Test
    void whatWasSentBeforeIsAnsweredThoughTheRateIsUsedUp() {
        send(ana, 30);
        ana.news();

        JsonNode ack = ana.say(send("c3")).answer();

        assertThat(ack.get("type").asString()).isEqualTo("ack");
        assertThat(ack.get("seq").asInt()).isEqualTo(4);
        assertThat(ack.get("duplicate").asBoolean()).isTrue();
        assertThat(ana.say(send("c29")).news()).containsExactly("error rateLimited");
        assertThat(ana.say("{'type':'send','room':'lobby','cid':'c3','text':'other'}")
                        .news())
                .containsExactly("error cidReused");
    }

    @Test
    void whatCanNeverBeStoredCostsAsMuch() {
        for (int i = 0; i < 20; i++) {
            ana.say("{'type':'send','room':'lobby','cid':'no" + i + "','text':'text','replyTo':99}");
        }
        assertThat(ana.news()).containsOnly("error noSuchMessage");

        assertThat(ana.say(send("c0")).news()).containsExactly("error rateLimited");
    }

    @Test
    void answerIsFoundWhileTheStoreTakesItsTime() {
        send(ana, 20);
        ana.news();
        sessions.store.hold(StoreCall.FIND);
        ana.say(send("c3"));
        ana.say(send("new"));
        assertThat(ana.news()).isEmpty();

        sessions.store.answerAll();
        sessions.loops.run();

        assertThat(ana.news()).containsExactly("ack", "error rateLimited");
    }

    @Test
    void newRoomsAreRatedToo() {
        for (int i = 0; i < 2; i++) {
            ana.say("{'type':'createRoom','room':'room-" + i + "'}");
        }
        ana.say("{'type':'join','room':'room-2'}");
        ana.news();

        JsonNode error = ana.say("{'type':'join','id':3,'room':'room-3'}").answer();
        assertThat(error.get("code").asString()).isEqualTo("rateLimited");
        assertThat(error.get("id").asInt()).isEqualTo(3);
        assertThat(error.get("retryAfterMillis").asLong()).isEqualTo(20_000);
        assertThat(ana.say("{'type':'createRoom','room':'room-3'}").news()).containsExactly("error rateLimited");
        assertThat(ana.say("{'type':'join','room':'room-1'}").news())
                .as("a room that exists")
                .containsExactly("joined", "live");
        assertThat(ana.say("{'type':'createRoom','room':'room-0'}").news()).containsExactly("roomCreated");

        sessions.pass(20, TimeUnit.SECONDS);
        assertThat(ana.say("{'type':'join','room':'room-3'}").news()).containsExactly("joined", "live");
    }

    @Test
    void ratesMayBeLifted() {
        TestSessions unlimited = new TestSessions(new TestConfig().rateLimit(false));
        TestClient bia = unlimited.inLobby("Bia", 0);

        send(bia, 500);
        for (int i = 0; i < 50; i++) {
            bia.say("{'type':'createRoom','room':'room-" + i + "'}");
        }

        assertThat(bia.news()).noneMatch(text -> text.startsWith("error"));
        unlimited.close();
    }
}
