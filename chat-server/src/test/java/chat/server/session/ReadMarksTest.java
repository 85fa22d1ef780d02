package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.room.StoreCall;
import io.netty.util.test.LeakPresenceExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** How far somebody has read, on whatever device. Ana has three of them, on both loops. */
@ExtendWith(LeakPresenceExtension.class)
class ReadMarksTest {
    private final TestSessions sessions = new TestSessions();
    private final TestClient phone = sessions.json(0).say("{'type':'hello','name':'Ana'}");
    private final String token = phone.answer().get("token").asString();
    private final TestClient laptop = anotherDevice(1);
    private final TestClient desk = anotherDevice(0);
    private final TestClient bia = sessions.inLobby("Bia", 1);
    private int cids;

    @AfterEach
    void close() {
        sessions.close();
    }

    private TestClient anotherDevice(int loop) {
        TestClient device = sessions.json(loop).say("{'type':'hello','token':'" + token + "'}");
        device.news();
        return device;
    }

    private void biaPosts(int count) {
        for (int i = 0; i < count; i++) {
            bia.say("{'type':'send','room':'lobby','cid':'b" + cids++ + "','text':'text'}");
        }
        bia.news();
    }

    private static void assertMark(JsonNode mark, String room, int seq, int unread) {
        assertThat(mark.get("room").asString()).isEqualTo(room);
        assertThat(mark.get("seq").asInt()).isEqualTo(seq);
        assertThat(mark.get("unread").asInt()).isEqualTo(unread);
    }

    @Test
    void everyDeviceIsToldAndOnlyTheOneThatAskedWithItsNumber() {
        biaPosts(5);

        phone.say("{'type':'read','id':5,'room':'lobby','seq':2}");

        JsonNode answer = phone.answer();
        assertThat(answer.get("type").asString()).isEqualTo("readUpTo");
        assertThat(answer.get("id").asInt()).isEqualTo(5);
        assertMark(answer, "lobby", 2, 3);
        for (TestClient other : new TestClient[] {laptop, desk}) {
            JsonNode told = other.answer();
            assertThat(told.get("type").asString()).isEqualTo("readUpTo");
            assertThat(told.has("id")).isFalse();
            assertMark(told, "lobby", 2, 3);
        }
        assertThat(bia.news()).as("another user").isEmpty();
    }

    @Test
    void deviceThatIsGoneIsNotTold() {
        biaPosts(2);
        desk.with(Session::onClosed);
        desk.news();

        phone.say("{'type':'read','room':'lobby','seq':2}");

        assertThat(laptop.news()).containsExactly("readUpTo");
        assertThat(desk.news()).isEmpty();
    }

    @Test
    void deviceThatComesBackIsToldAgain() {
        desk.with(Session::onClosed);
        TestClient again = anotherDevice(1);

        phone.say("{'type':'read','room':'lobby','seq':2}");

        assertThat(again.news()).containsExactly("readUpTo");
    }

    @Test
    void markNeverGoesBackNorBeyondTheNewest() {
        biaPosts(5);

        assertMark(phone.say("{'type':'read','room':'lobby','seq':4}").answer(), "lobby", 4, 1);
        assertMark(phone.say("{'type':'read','room':'lobby','seq':1}").answer(), "lobby", 4, 1);
        assertMark(phone.say("{'type':'read','room':'lobby','seq':99}").answer(), "lobby", 5, 0);
        biaPosts(1);
        assertMark(phone.say("{'type':'read','room':'lobby','seq':5}").answer(), "lobby", 5, 1);
    }

    @Test
    void roomWithoutEventsHasNothingToBeRead() {
        assertMark(phone.say("{'type':'read','room':'lobby','seq':7}").answer(), "lobby", 0, 0);
        assertThat(phone.say("{'type':'unread'}").last("unread").get("rooms").size())
                .isZero();
    }

    @Test
    void roomMustBeThere() {
        JsonNode error =
                phone.say("{'type':'read','id':5,'room':'nowhere','seq':7}").answer();

        assertThat(error.get("code").asString()).isEqualTo("noSuchRoom");
        assertThat(error.get("id").asInt()).isEqualTo(5);
        assertThat(laptop.news()).isEmpty();
    }

    @Test
    void unreadIsToldInPages() {
        for (String room : new String[] {"alfa", "bravo", "charlie"}) {
            bia.say("{'type':'join','room':'" + room + "'}")
                    .say("{'type':'send','room':'" + room + "','cid':'" + room + "1','text':'one'}")
                    .say("{'type':'send','room':'" + room + "','cid':'" + room + "2','text':'two'}");
            phone.say("{'type':'read','room':'" + room + "','seq':1}");
        }

        JsonNode all = laptop.say("{'type':'unread','id':5}").last("unread");
        assertThat(all.get("id").asInt()).isEqualTo(5);
        assertThat(all.get("more").asBoolean()).isFalse();
        assertThat(all.get("rooms").size()).isEqualTo(3);
        assertMark(all.get("rooms").get(1), "bravo", 1, 1);
        JsonNode first = laptop.say("{'type':'unread','limit':1}").last("unread");
        assertMark(first.get("rooms").get(0), "alfa", 1, 1);
        assertThat(first.get("more").asBoolean()).isTrue();
        JsonNode rest = laptop.say("{'type':'unread','limit':2,'after':'alfa'}").last("unread");
        assertMark(rest.get("rooms").get(1), "charlie", 1, 1);
        assertThat(rest.get("more").asBoolean()).isFalse();
    }

    @Test
    void othersHearOnceItIsStored() {
        biaPosts(2);
        sessions.store.hold(StoreCall.MARKS);
        phone.say("{'type':'read','room':'lobby','seq':2}");
        assertThat(laptop.news()).isEmpty();

        phone.with(Session::onClosed);
        sessions.store.answerAll();
        sessions.loops.run();

        assertThat(laptop.news()).as("though the phone is gone").containsExactly("readUpTo");
    }
}
