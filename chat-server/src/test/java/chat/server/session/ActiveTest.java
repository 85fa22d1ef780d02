package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomName;
import chat.server.room.Refusal;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody may ask, and every way in which it can be refused. Ana is on the lobby's loop, Bia on another. */
@ExtendWith(LeakPresenceExtension.class)
class ActiveTest {
    private final TestSessions sessions = new TestSessions(
            new TestConfig().roomsMax(4).roomsPerConnectionMax(3).leftGraceMillis(5_000));
    private final TestClient ana = sessions.named("Ana", 0);
    private final TestClient bia = sessions.named("Bia", 1);

    @AfterEach
    void close() {
        sessions.close();
    }

    private static void assertError(JsonNode error, String code, int id) {
        assertThat(error.get("type").asString()).isEqualTo("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("id").asInt()).isEqualTo(id);
    }

    @Test
    void joinIsAnsweredWithTheRoom() {
        sessions.inLobby("Caio", 0);

        bia.say("{'type':'join','room':'lobby','id':4}");

        JsonNode joined = bia.last("joined");
        assertThat(joined.get("id").asInt()).isEqualTo(4);
        assertThat(joined.get("room").asString()).isEqualTo("lobby");
        assertThat(joined.get("title").asString()).isEqualTo("lobby");
        assertThat(joined.get("seq").asInt()).isZero();
        assertThat(joined.get("count").asInt()).isEqualTo(2);
        assertThat(joined.get("members").get(0).get("name").asString()).isIn("Bia", "Caio");
        assertThat(bia.news()).containsExactly("joined", "live");
    }

    @Test
    void messageIsAcknowledgedAndShownToBoth() {
        ana.say("{'type':'join','room':'lobby'}");
        bia.say("{'type':'join','room':'lobby'}");
        ana.news();
        bia.news();

        ana.say("{'type':'send','id':8,'room':'lobby','cid':'c1','text':'olá'}");

        JsonNode ack = ana.last("ack");
        assertThat(ack.get("id").asInt()).isEqualTo(8);
        assertThat(ack.get("room").asString()).isEqualTo("lobby");
        assertThat(ack.get("cid").asString()).isEqualTo("c1");
        assertThat(ack.get("seq").asInt()).isEqualTo(1);
        assertThat(ack.get("at").asInt()).isEqualTo(1_000);
        assertThat(ack.get("duplicate").asBoolean()).isFalse();
        assertThat(ana.news()).containsExactlyInAnyOrder("ack", "posted 1");
        assertThat(bia.news()).containsExactly("posted 1");
        assertThat(bia.last("posted").get("from").get("name").asString()).isEqualTo("Ana");
    }

    @Test
    void whoeverComesBackIsToldWhatWasMissed() {
        ana.say("{'type':'join','room':'lobby'}");
        for (int i = 1; i <= 4; i++) {
            ana.say("{'type':'send','room':'lobby','cid':'c" + i + "','text':'text'}");
        }

        bia.say("{'type':'join','room':'lobby','after':2,'epoch':'" + sessions.store.epoch() + "'}");
        assertThat(bia.news()).containsExactly("joined", "posted 3", "posted 4", "live");

        bia.say("{'type':'join','room':'lobby','id':6,'after':2,'epoch':'another'}");
        JsonNode reset = bia.last("reset");
        assertThat(bia.news()).containsExactly("reset", "live");
        assertThat(reset.get("id").asInt()).isEqualTo(6);
        assertThat(reset.get("seq").asInt()).isEqualTo(4);
        assertThat(reset.get("epoch").asString()).isEqualTo(sessions.store.epoch());
        assertThat(reset.get("events").size()).isEqualTo(4);
        assertThat(reset.get("count").asInt()).isEqualTo(2);
    }

    @Test
    void joiningAgainIsNoNewsToTheOthers() {
        ana.say("{'type':'join','room':'lobby'}");
        bia.say("{'type':'join','room':'lobby'}");
        ana.news();

        bia.say("{'type':'join','room':'lobby'}").say("{'type':'join','room':'lobby'}");
        sessions.pass(1, TimeUnit.MINUTES);

        assertThat(ana.news()).isEmpty();
        assertThat(bia.news()).containsExactly("joined", "live", "joined", "live", "joined", "live");
        bia.say("{'type':'send','room':'lobby','cid':'c1','text':'once'}");
        assertThat(bia.news()).containsExactlyInAnyOrder("ack", "posted 1");
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void leavingIsAnsweredWithWhoIsLeft(int loop) {
        TestClient caio = sessions.inLobby("Caio", loop);
        ana.say("{'type':'join','room':'lobby'}");
        ana.news();
        caio.news();

        caio.say("{'type':'leave','id':2,'room':'lobby'}");

        JsonNode left = caio.answer();
        assertThat(left.get("type").asString()).isEqualTo("left");
        assertThat(left.get("id").asInt()).isEqualTo(2);
        assertThat(left.get("user").get("name").asString()).isEqualTo("Caio");
        assertThat(left.get("count").asInt()).as("the others").isEqualTo(1);
        assertThat(ana.news()).containsExactly("left Caio 1");
        ana.say("{'type':'send','room':'lobby','cid':'c1','text':'text'}");
        assertThat(caio.news()).isEmpty();
    }

    @Test
    void leavingARoomOneIsNotInIsNoError() {
        ana.say("{'type':'join','room':'lobby'}");

        assertThat(bia.say("{'type':'leave','room':'lobby'}").news()).containsExactly("left Bia 1");
        assertThat(bia.say("{'type':'leave','room':'nowhere'}").news()).containsExactly("left Bia 0");
        assertThat(sessions.room(new RoomName("nowhere"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'send','room':'lobby','cid':'c1','text':'hello','id':5}",
                "{'type':'history','room':'lobby','id':5}",
                "{'type':'members','room':'lobby','id':5}"
            })
    void roomMustBeJoinedFirst(String message) {
        assertError(bia.say(message).answer(), "notJoined", 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'send','room':'nowhere','cid':'c1','text':'hello','id':5}",
                "{'type':'history','room':'nowhere','id':5}",
                "{'type':'members','room':'nowhere','id':5}"
            })
    void roomThatIsNotThereIsToldApart(String message) {
        assertError(bia.say(message).answer(), "noSuchRoom", 5);
        assertThat(sessions.room(new RoomName("nowhere"))).isEmpty();
    }

    @Test
    void refusedSendSaysItsCid() {
        assertThat(bia.say("{'type':'send','room':'lobby','cid':'c1','text':'hello'}")
                        .answer()
                        .get("cid")
                        .asString())
                .isEqualTo("c1");
    }

    @Test
    void typingIsNeverAnswered() {
        bia.say("{'type':'typing','room':'lobby'}");
        assertThat(bia.news()).isEmpty();

        ana.say("{'type':'join','room':'lobby'}");
        bia.say("{'type':'join','room':'lobby'}");
        ana.news();
        bia.news();
        bia.say("{'type':'typing','room':'lobby'}");
        assertThat(bia.news()).isEmpty();
        assertThat(ana.news()).containsExactly("typing Bia");
    }

    @Test
    void connectionIsInSoManyRoomsOnly() {
        for (String room : new String[] {"lobby", "one", "two"}) {
            assertThat(bia.say("{'type':'join','room':'" + room + "'}").news()).containsExactly("joined", "live");
        }

        assertError(bia.say("{'type':'join','id':5,'room':'three'}").answer(), "tooManyRooms", 5);
        assertThat(bia.say("{'type':'join','room':'two'}").news()).as("again").containsExactly("joined", "live");
        bia.say("{'type':'leave','room':'one'}");
        bia.news();
        assertThat(bia.say("{'type':'join','room':'three'}").news()).containsExactly("joined", "live");
    }

    @Test
    void serverHasSoManyRoomsOnly() {
        for (String room : new String[] {"one", "two", "three"}) {
            ana.say("{'type':'createRoom','room':'" + room + "'}");
        }

        assertError(bia.say("{'type':'join','id':5,'room':'four'}").answer(), "roomLimit", 5);
        assertError(bia.say("{'type':'createRoom','id':6,'room':'four'}").answer(), "roomLimit", 6);
        assertThat(bia.say("{'type':'join','room':'three'}").news()).containsExactly("joined", "live");
    }

    @Test
    void roomIsCreatedWithATitleAndStaysWithoutAnybody() {
        JsonNode created = bia.say("{'type':'createRoom','id':1,'room':'jazz','title':'All that jazz'}")
                .last("roomCreated");

        assertThat(created.get("type").asString()).isEqualTo("roomCreated");
        assertThat(created.get("id").asInt()).isEqualTo(1);
        assertThat(created.get("room").asString()).isEqualTo("jazz");
        assertThat(created.get("title").asString()).isEqualTo("All that jazz");
        assertThat(created.get("visibility").asString()).isEqualTo("public");
        assertThat(created.get("created").asBoolean()).isTrue();
        sessions.pass(1, TimeUnit.DAYS);
        bia.say("{'type':'join','room':'jazz'}");
        assertThat(bia.last("joined").get("title").asString()).isEqualTo("All that jazz");
    }

    @Test
    void roomThatIsThereIsNotCreatedAgain() {
        ana.say("{'type':'createRoom','room':'jazz','title':'All that jazz'}");
        JsonNode there =
                bia.say("{'type':'createRoom','room':'jazz','title':'Another'}").answer();

        assertThat(there.get("created").asBoolean()).isFalse();
        assertThat(there.get("title").asString()).isEqualTo("All that jazz");
    }

    @Test
    void creatingWhatIsThereHoldsNothing() {
        bia.say("{'type':'join','room':'jazz'}");
        for (int i = 0; i < 1_000; i++) {
            bia.sayOnly("{'type':'createRoom','room':'jazz'}");
        }
        sessions.loops.run();

        assertThat(sessions.loops.hasTimers()).isFalse();
        bia.say("{'type':'leave','room':'jazz'}");
        assertThat(sessions.room(new RoomName("jazz"))).isEmpty();
    }

    @Test
    void roomsAreListedInPages() {
        ana.say("{'type':'createRoom','room':'zulu'}").say("{'type':'createRoom','room':'alfa'}");

        JsonNode all = bia.say("{'type':'rooms','id':1}").answer();
        assertThat(all.get("id").asInt()).isEqualTo(1);
        assertThat(all.get("rooms").valueStream().map(room -> room.get("room").asString()))
                .containsExactly("alfa", "lobby", "zulu");
        assertThat(all.get("more").asBoolean()).isFalse();
        JsonNode page = bia.say("{'type':'rooms','limit':1,'after':'alfa'}").answer();
        assertThat(page.get("rooms").valueStream().map(room -> room.get("room").asString()))
                .containsExactly("lobby");
        assertThat(page.get("more").asBoolean()).isTrue();
    }

    @Test
    void membersAreListedInPages() {
        ana.say("{'type':'join','room':'lobby'}");
        bia.say("{'type':'join','room':'lobby'}");
        bia.news();

        JsonNode first =
                bia.say("{'type':'members','id':1,'room':'lobby','limit':1}").answer();
        assertThat(first.get("id").asInt()).isEqualTo(1);
        assertThat(first.get("count").asInt()).isEqualTo(2);
        assertThat(first.get("members").size()).isEqualTo(1);
        assertThat(first.get("more").asBoolean()).isTrue();
        String last = first.get("members").get(0).get("id").asString();
        JsonNode second = bia.say("{'type':'members','room':'lobby','after':'" + last + "'}")
                .answer();
        assertThat(second.get("members").size()).isEqualTo(1);
        assertThat(second.get("members").get(0).get("id").asString()).isNotEqualTo(last);
        assertThat(second.get("more").asBoolean()).isFalse();
    }

    @Test
    void historyIsReadInPages() {
        bia.say("{'type':'join','room':'lobby'}");
        for (int i = 1; i <= 6; i++) {
            bia.say("{'type':'send','room':'lobby','cid':'c" + i + "','text':'text'}");
        }
        bia.news();

        assertThat(history("")).isEqualTo("[1, 2, 3, 4, 5, 6]");
        assertThat(history(",'limit':2")).isEqualTo("[5, 6] more");
        assertThat(history(",'before':3")).isEqualTo("[1, 2]");
        assertThat(history(",'after':3,'limit':2")).isEqualTo("[4, 5] more");
        assertThat(history(",'after':6")).isEqualTo("[]");
        assertThat(history(",'before':0")).isEqualTo("[]");
        assertThat(history(",'after':0,'limit':1")).isEqualTo("[1] more");
    }

    private String history(String more) {
        JsonNode history =
                bia.say("{'type':'history','id':77,'room':'lobby'" + more + "}").answer();
        assertThat(history.get("id").asInt()).isEqualTo(77);
        return history.get("events")
                        .valueStream()
                        .map(event -> event.get("seq").asInt())
                        .toList()
                + (history.get("more").asBoolean() ? " more" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'history','id':5,'room':'lobby','before':3,'after':1} | invalidField | after",
                "{'type':'history','id':5,'room':'lobby','limit':0} | invalidField | limit",
                "{'type':'history','id':5,'room':'lobby','limit':301} | invalidField | limit",
                "{'type':'rooms','id':5,'limit':201} | invalidField | limit",
                "{'type':'members','id':5,'room':'lobby','limit':0} | invalidField | limit",
                "{'type':'join','id':5,'room':'no such name'} | invalidField | room",
                "{'type':'join','id':5,'room':'lobby','after':-1} | invalidField | after",
                "{'type':'send','id':5,'room':'lobby','cid':'','text':'x'} | invalidField | cid",
                "{'type':'nonsense','id':5} | unknownType | type"
            })
    void wrongFieldIsNamed(String message, String code, String field) {
        bia.say("{'type':'join','room':'lobby'}");
        bia.news();

        JsonNode error = bia.say(message.strip()).answer();

        assertError(error, code, 5);
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(bia.closes()).isEmpty();
        assertThat(sessions.metrics.violations.sum()).isEqualTo(1);
    }

    @Test
    void whatIsNoMessageIsAnsweredAndTheConnectionStays() {
        assertThat(bia.say("nonsense").news()).containsExactly("error badMessage");
        assertThat(bia.say("{'type':'rooms'").news()).containsExactly("error badMessage");
        assertThat(bia.say("{'type':'rooms'}").news()).containsExactly("rooms");
    }

    @ParameterizedTest
    @CsvSource({"other text, '', cidReused", "text, ',''replyTo'':9', noSuchMessage"})
    void storeRefusesInItsOwnWords(String text, String more, String code) {
        bia.say("{'type':'join','room':'lobby'}").say("{'type':'send','room':'lobby','cid':'c1','text':'text'}");
        bia.news();
        String cid = more.isEmpty() ? "c1" : "c2";

        JsonNode error = bia.say(
                        "{'type':'send','id':5,'room':'lobby','cid':'" + cid + "','text':'" + text + "'" + more + "}")
                .answer();

        assertError(error, code, 5);
        assertThat(error.get("cid").asString()).isEqualTo(cid);
    }

    @Test
    void brokenStoreIsAnErrorOfOurs() {
        bia.say("{'type':'join','room':'lobby'}");
        bia.news();
        sessions.store.breakDown(StoreCall.APPEND);

        assertError(
                bia.say("{'type':'send','id':5,'room':'lobby','cid':'c1','text':'text'}")
                        .answer(),
                "internal",
                5);
        assertThat(bia.last("error").get("retryAfterMillis").asLong())
                .isBetween(Refusal.INTERNAL_RETRY_MILLIS, 2 * Refusal.INTERNAL_RETRY_MILLIS);
        sessions.store.mend();
        bia.say("{'type':'send','room':'lobby','cid':'c1','text':'text'}");
        assertThat(bia.news()).containsExactlyInAnyOrder("ack", "posted 1");
    }
}
