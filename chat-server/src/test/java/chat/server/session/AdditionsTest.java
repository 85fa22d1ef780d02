package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.CloseCode;
import chat.protocol.MessageText;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.room.Room;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import chat.server.store.Appended;
import chat.server.store.Draft;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Everything that adds to a room's log, and every way in which it can be refused. */
@ExtendWith(LeakPresenceExtension.class)
class AdditionsTest {
    private static final long OVERLOADED_RETRY_MILLIS = 1_000;
    private static final long UNWRITABLE_RETRY_MILLIS = 5_000;

    private static final String SEND = "{'type':'send','id':5,'room':'lobby','cid':'c9','text':'text'}";
    private static final String EDIT = "{'type':'edit','id':5,'room':'lobby','cid':'c9','target':1,'text':'better'}";
    private static final String DELETE = "{'type':'delete','id':5,'room':'lobby','cid':'c9','target':1}";
    private static final String REACT =
            "{'type':'react','id':5,'room':'lobby','cid':'c9','target':1,'emoji':'👍','on':true}";
    private static final String PIN = "{'type':'pin','id':5,'room':'lobby','cid':'c9','target':1,'on':true}";
    private static final String SET_TOPIC = "{'type':'setTopic','id':5,'room':'lobby','cid':'c9','topic':'Férias'}";

    private final TestSessions sessions = new TestSessions(new TestConfig());
    private final TestClient ana = sessions.inLobby("Ana", 0);
    private final TestClient bia = sessions.inLobby("Bia", 1);

    @BeforeEach
    void post() {
        ana.say("{'type':'send','room':'lobby','cid':'first','text':'one'}");
        ana.news();
        bia.news();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private JsonNode refused(TestClient client, String what, String code) {
        JsonNode error = client.say(what).answer();
        assertThat(error.get("type").asString()).isEqualTo("error");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("id").asInt()).isEqualTo(5);
        assertThat(error.get("cid").asString()).isEqualTo("c9");
        return error;
    }

    @ParameterizedTest
    @ValueSource(strings = {SEND, EDIT, DELETE, REACT, PIN, SET_TOPIC})
    void additionIsAcknowledgedAndShownToAll(String addition) {
        ana.say(addition);

        JsonNode ack = ana.last("ack");
        assertThat(ack.get("id").asInt()).isEqualTo(5);
        assertThat(ack.get("room").asString()).isEqualTo("lobby");
        assertThat(ack.get("cid").asString()).isEqualTo("c9");
        assertThat(ack.get("seq").asInt()).isEqualTo(2);
        assertThat(ack.get("at").asInt()).isEqualTo(1_000);
        assertThat(ack.get("duplicate").asBoolean()).isFalse();
        assertThat(ana.news()).hasSize(2);
        JsonNode event = bia.answer();
        assertThat(event.get("seq").asInt()).isEqualTo(2);
        assertThat(event.get("from").get("name").asString()).isEqualTo("Ana");
        assertThat(event.get("cid").asString()).isEqualTo("c9");
    }

    @Test
    void eventsSayWhatWasAsked() {
        ana.say("{'type':'edit','room':'lobby','cid':'e','target':1,'text':'better'}");
        assertThat(bia.last("edited").get("target").asInt()).isEqualTo(1);
        assertThat(bia.last("edited").get("text").asString()).isEqualTo("better");
        bia.say("{'type':'react','room':'lobby','cid':'r','target':1,'emoji':'👍','on':true}");
        assertThat(ana.last("reacted").get("emoji").asString()).isEqualTo("👍");
        assertThat(ana.last("reacted").get("count").asInt()).isEqualTo(1);
        bia.say("{'type':'pin','room':'lobby','cid':'p','target':1,'on':true}");
        assertThat(ana.last("pinned").get("on").asBoolean()).isTrue();
        bia.say("{'type':'setTopic','room':'lobby','cid':'t','topic':'Férias'}");
        assertThat(ana.last("topicChanged").get("topic").asString()).isEqualTo("Férias");
        ana.say("{'type':'delete','room':'lobby','cid':'d','target':1}");
        assertThat(bia.last("deleted").get("target").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {SEND, EDIT, DELETE, REACT, PIN, SET_TOPIC})
    void additionSentAgainIsAnsweredAsBefore(String addition) {
        ana.say(addition);
        ana.news();
        bia.news();

        JsonNode ack = ana.say(addition).answer();

        assertThat(ack.get("seq").asInt()).isEqualTo(2);
        assertThat(ack.get("duplicate").asBoolean()).isTrue();
        assertThat(bia.news()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEND, EDIT, DELETE, REACT, PIN, SET_TOPIC})
    void additionNeedsAJoinedRoom(String addition) {
        TestClient caio = sessions.named("Caio", 1);

        refused(caio, addition, "notJoined");
        refused(caio, addition.replace("lobby", "nowhere"), "noSuchRoom");
    }

    @ParameterizedTest
    @ValueSource(strings = {EDIT, DELETE, REACT, PIN})
    void targetMustBeThere(String addition) {
        refused(ana, addition.replace("'target':1", "'target':99"), "noSuchMessage");

        ana.say("{'type':'delete','room':'lobby','cid':'d','target':1}");
        ana.news();
        refused(ana, addition, "noSuchMessage");
    }

    @ParameterizedTest
    @ValueSource(strings = {EDIT, DELETE})
    void onlyTheAuthorMayChangeAMessage(String addition) {
        refused(bia, addition, "notAuthor");
        assertThat(ana.news()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEND, EDIT, DELETE, REACT, PIN, SET_TOPIC})
    void cidIsForOneAddition(String addition) {
        ana.say("{'type':'send','room':'lobby','cid':'c9','text':'another'}");
        ana.news();

        refused(ana, addition, "cidReused");
    }

    @Test
    void boardAndReactionsHaveAnEnd() {
        TestSessions unlimited = new TestSessions(new TestConfig().rateLimit(false));
        TestClient caio = unlimited.inLobby("Caio", 0);
        for (int i = 1; i <= ProtocolLimits.PINS_MAX + 1; i++) {
            caio.say("{'type':'send','room':'lobby','cid':'c" + i + "x','text':'text'}");
        }
        caio.news();
        for (int i = 1; i <= ProtocolLimits.PINS_MAX; i++) {
            caio.say("{'type':'pin','room':'lobby','cid':'p" + i + "','target':" + i + ",'on':true}");
        }
        for (int i = 0; i < ProtocolLimits.REACTIONS_PER_POST_MAX; i++) {
            String emoji = Character.toString(0x1F600 + i);
            caio.say("{'type':'react','room':'lobby','cid':'r" + i + "','target':1,'emoji':'" + emoji + "','on':true}");
        }
        assertThat(caio.news()).noneMatch(told -> told.startsWith("error"));

        refused(caio, PIN.replace("'target':1", "'target':101"), "tooManyPins");
        refused(caio, REACT, "tooManyReactions");
        unlimited.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SEND, EDIT, DELETE, REACT, PIN, SET_TOPIC})
    void everyAdditionCostsAsMuchAsASend(String addition) {
        for (int i = 0; i < 19; i++) {
            ana.say("{'type':'send','room':'lobby','cid':'x" + i + "','text':'text'}");
        }
        ana.news();

        JsonNode error = refused(ana, addition, "rateLimited");

        assertThat(error.get("retryAfterMillis").asLong()).isEqualTo(200);
    }

    @Test
    void lastTokenIsGivenBackByWhatWasThereBefore() {
        for (int i = 0; i < 18; i++) {
            ana.say("{'type':'send','room':'lobby','cid':'x" + i + "','text':'text'}");
        }
        for (int i = 0; i < 30; i++) {
            ana.say("{'type':'send','room':'lobby','cid':'x1','text':'text'}");
        }
        ana.news();

        assertThat(ana.say(DELETE).news()).containsExactlyInAnyOrder("ack", "deleted");
        assertThat(ana.say(SEND.replace("c9", "c8")).news()).containsExactly("error rateLimited");
    }

    @Test
    void storeThatCannotBeWrittenToSaysWhyAndCostsNothing() {
        sessions.store.unwritable("the disk is full");
        for (int i = 0; i < 50; i++) {
            JsonNode error = refused(ana, SEND, "unwritable");
            assertThat(error.get("message").asString()).contains("the disk is full");
            assertThat(error.get("retryAfterMillis").asLong())
                    .isBetween(UNWRITABLE_RETRY_MILLIS, 2 * UNWRITABLE_RETRY_MILLIS);
        }
        assertThat(ana.say("{'type':'history','room':'lobby'}").news())
                .as("reading goes on")
                .containsExactly("history");

        sessions.store.mend();
        assertThat(ana.say(SEND).news()).containsExactlyInAnyOrder("ack", "posted 2");
        assertThat(bia.news()).containsExactly("posted 2");
    }

    @Test
    void tooMuchOnItsWayIsToldWithAMomentToWait() {
        sessions.store.hold(StoreCall.APPEND);
        Room lobby = sessions.room(RoomName.LOBBY).orElseThrow();
        Author far = new Author(new UserId("ufar"), new UserName("Far"));
        List<Appended> refusals = new ArrayList<>();
        for (int i = 0; refusals.isEmpty(); i++) {
            Draft draft = new Draft.Post(far, new Cid("far" + i), new MessageText("text"), null);
            sessions.loops.on(
                    sessions.loops.get(0),
                    () -> lobby.decree(
                            List.of(draft),
                            results -> results.stream()
                                    .filter(Appended.Refused.class::isInstance)
                                    .forEach(refusals::add)));
        }

        JsonNode error = refused(ana, SEND, "overloaded");

        assertThat(error.get("retryAfterMillis").asLong())
                .isBetween(OVERLOADED_RETRY_MILLIS, 2 * OVERLOADED_RETRY_MILLIS);
    }

    @Test
    void plainClientWhoseWordsAreNotStoredIsClosed() {
        TestClient plain = sessions.plain(Client.PlainStyle.NAMED, "Caio", 1);
        sessions.store.unwritable("the disk is full");

        plain.say("olá");

        assertThat(plain.closes()).containsExactly(CloseCode.OVERLOAD);
    }

    @Test
    void plainClientsReadOfChangesInTheirWay() {
        TestClient named = sessions.plain(Client.PlainStyle.NAMED, "Caio", 1);
        TestClient relay = sessions.plain(Client.PlainStyle.RELAY, "", 1);
        named.news();

        ana.say(EDIT).say(REACT.replace("c9", "r")).say(PIN.replace("c9", "p")).say(SET_TOPIC.replace("c9", "t"));
        ana.say(DELETE.replace("c9", "d")).say(SEND.replace("c9", "s"));

        assertThat(named.news())
                .containsExactly(
                        "* Ana corrigiu: better",
                        "* Ana mudou o assunto: Férias",
                        "* Ana apagou uma mensagem",
                        "Ana: text");
        assertThat(relay.news()).containsExactly("text");
    }

    @Test
    void plainClientThatComesLaterReadsNothingOfWhatWasDeleted() {
        ana.say(EDIT).say(DELETE.replace("c9", "d")).say(SEND.replace("c9", "s"));

        for (Client.PlainStyle style : Client.PlainStyle.values()) {
            TestClient late = sessions.plain(style, "Caio", RoomName.LOBBY, OptionalLong.of(0), 1);
            assertThat(late.news())
                    .filteredOn(line -> !line.startsWith("*"))
                    .as(style.name())
                    .singleElement()
                    .asString()
                    .endsWith("text");
            late.with(Session::onClosed);
        }
    }
}
