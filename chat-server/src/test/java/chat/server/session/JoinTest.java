package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.server.room.Refusal;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import chat.server.store.StoredRoom;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Joining when it does not go well: a store that cannot be read, a line that is slow, a client that changes its mind. */
@ExtendWith(LeakPresenceExtension.class)
class JoinTest {
    private static final String LONG = "x".repeat(4_000);
    private static final String RESUME = "{'type':'join','id':5,'room':'lobby','after':2}";

    private final TestSessions sessions = new TestSessions(
            new TestConfig().rateLimit(false).roomCreationsPerMinute(1_000).commandsUnansweredMax(300));
    private final TestClient ana = sessions.inLobby("Ana", 0);
    private final TestClient bia = sessions.named("Bia", 1);

    @AfterEach
    void close() {
        sessions.close();
    }

    private void post(String room, int count, String text) {
        for (int i = 0; i < count; i++) {
            ana.say("{'type':'send','room':'" + room + "','cid':'" + room + i + "','text':'" + text + "'}");
        }
        ana.news();
    }

    private void forgetRecent(String room) {
        RoomName name = new RoomName(room);
        sessions.rooms.rewritten(StoredRoom.of(name, RoomSettings.of(name), Topic.NONE, 0));
        sessions.loops.run();
    }

    private static void assertError(JsonNode error, String code, int id) {
        assertThat(error.get("type").asString()).isEqualTo("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("id").asInt()).isEqualTo(id);
    }

    @Test
    void joinOfALogThatCannotBeReadIsAnErrorOfOursAndMayBeTriedAgain() {
        post("lobby", 4, "text");
        forgetRecent("lobby");
        sessions.store.breakDown(StoreCall.READ);
        bia.say(RESUME);
        assertThat(bia.news()).isEmpty();
        assertThat(ana.news()).containsExactly("entered Bia 2");

        sessions.pass(1, TimeUnit.SECONDS);

        JsonNode error = bia.answer();
        assertError(error, "internal", 5);
        assertThat(error.get("retryAfterMillis").asLong())
                .isBetween(Refusal.INTERNAL_RETRY_MILLIS, 2 * Refusal.INTERNAL_RETRY_MILLIS);
        assertThat(ana.news()).containsExactly("left Bia 1");
        assertThat(bia.closes()).isEmpty();
        assertError(bia.say("{'type':'history','id':6,'room':'lobby'}").answer(), "notJoined", 6);
        sessions.store.mend();
        sessions.pass(2 * Refusal.INTERNAL_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(bia.say(RESUME).news()).containsExactly("joined", "posted 3", "posted 4", "live");
        assertThat(bia.last("joined").get("id").asInt()).isEqualTo(5);
    }

    @Test
    void joinDuringAShortOutageIsOnlyLate() {
        post("lobby", 4, "text");
        forgetRecent("lobby");
        sessions.store.breakDown(StoreCall.READ);
        bia.say(RESUME);
        sessions.pass(100, TimeUnit.MILLISECONDS);
        sessions.store.mend();

        sessions.pass(1, TimeUnit.SECONDS);

        assertThat(bia.news()).containsExactly("joined", "posted 3", "posted 4", "live");
    }

    @Test
    void plainClientThatCannotBeGivenWhatItMissedIsClosed() {
        post("lobby", 4, "text");
        forgetRecent("lobby");
        sessions.store.breakDown(StoreCall.READ);

        TestClient plain = sessions.plain(Client.PlainStyle.RELAY, "", RoomName.LOBBY, OptionalLong.of(1), 1);
        sessions.pass(1, TimeUnit.SECONDS);

        assertThat(plain.closes()).containsExactly(CloseCode.INTERNAL_ERROR);
    }

    @Test
    void joinThatTakesForeverIsGivenUp() {
        post("lobby", 4, "text");
        forgetRecent("lobby");
        sessions.store.hold(StoreCall.READ);
        bia.say(RESUME);
        TestClient plain = sessions.plain(Client.PlainStyle.RELAY, "", RoomName.LOBBY, OptionalLong.of(1), 1);
        sessions.pass(30, TimeUnit.SECONDS);
        assertThat(bia.tick().closes()).isEmpty();
        assertThat(plain.tick().closes()).isEmpty();

        sessions.pass(1, TimeUnit.SECONDS);

        assertThat(bia.tick().closes()).containsExactly(CloseCode.OVERLOAD);
        assertThat(plain.tick().closes()).containsExactly(CloseCode.OVERLOAD);
    }

    @Test
    void joinThatIsOvertakenByAnotherIsAnswered() {
        post("lobby", 4, "text");
        forgetRecent("lobby");
        sessions.store.hold(StoreCall.READ);
        bia.say(RESUME);

        bia.say(RESUME.replace("'id':5", "'id':6"));

        assertError(bia.answer(), "notJoined", 5);
        sessions.store.answerAll();
        sessions.loops.run();
        assertThat(bia.news()).containsExactly("joined", "posted 3", "posted 4", "live");
        assertThat(bia.last("joined").get("id").asInt()).isEqualTo(6);
    }

    @Test
    void joinThatIsOvertakenByLeavingIsAnswered() {
        post("lobby", 4, "text");
        forgetRecent("lobby");
        sessions.store.hold(StoreCall.READ);
        bia.say(RESUME);

        bia.say("{'type':'leave','id':6,'room':'lobby'}");

        assertThat(bia.news()).containsExactly("error notJoined", "left Bia 1");
        sessions.store.answerAll();
        sessions.loops.run();
        assertThat(bia.news()).isEmpty();
    }

    @Test
    void joinAfterAnAnsweredOneIsNothingSpecial() {
        bia.say(RESUME);
        bia.news();

        assertThat(bia.say(RESUME).news()).containsExactly("reset", "live");
    }

    @Test
    void manyRoomsComeBackOverASlowLine() {
        int rooms = 40;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            names.add("room-%02d".formatted(i));
            ana.say("{'type':'join','room':'" + names.get(i) + "'}");
            post(names.get(i), 30, LONG);
        }
        bia.connection.outlet.stall(true);
        for (String name : names) {
            bia.sayOnly("{'type':'join','room':'" + name + "','after':3,'epoch':'another'}");
        }
        sessions.loops.run();
        assertThat(bia.connection.outlet.unwrittenBytesMax())
                .as("one answer more than a channel takes")
                .isLessThan(64L * 1024 + 200L * 1024);

        List<String> news = new ArrayList<>(bia.news());
        int rounds = 0;
        while (news.stream().filter("live"::equals).count() < rooms) {
            // Every answer takes two seconds: much longer in all than anybody may be behind.
            sessions.pass(2, TimeUnit.SECONDS);
            bia.connection.outlet.drain(2);
            bia.tick();
            news.addAll(bia.news());
            assertThat(++rounds).isLessThan(500);
        }

        assertThat(bia.closes()).isEmpty();
        assertThat(news).filteredOn("reset"::equals).hasSize(rooms);
        assertThat(bia.connection.outlet.unwrittenBytesMax()).isLessThan(64L * 1024 + 200L * 1024);
        assertThat(rounds).as("seconds").isGreaterThan(30);
    }
}
