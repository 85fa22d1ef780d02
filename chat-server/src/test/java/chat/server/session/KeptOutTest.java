package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches those who do not want it, or must not have it. Ana makes the rooms. */
@ExtendWith(LeakPresenceExtension.class)
class KeptOutTest {
    private final TestSessions sessions =
            new TestSessions(new TestConfig().rateLimit(false).connectionsPerAddressMax(100));
    private final TestClient ana = sessions.named("Ana", 1);
    private final TestClient bia = sessions.named("Bia", 0);
    private String room = "";

    @AfterEach
    void close() {
        sessions.close();
    }

    private static String idOf(TestClient client) {
        return client.last("welcome").get("user").get("id").asString();
    }

    private String said(String what) {
        return "{" + what.replace("BIA", idOf(bia)).replace("ANA", idOf(ana)) + ",'room':'" + room + "'}";
    }

    private void publicRoom() {
        ana.say("{'type':'createRoom','room':'jazz'}").news();
        room = "jazz";
    }

    private void privateRoom() {
        ana.say("{'type':'createRoom','visibility':'private','cid':'make'}");
        room = ana.last("roomCreated").get("room").asString();
        ana.say(said("'type':'join'")).news();
    }

    private void directRoom() {
        ana.say("{'type':'direct','users':['" + idOf(bia) + "']}");
        room = ana.last("roomCreated").get("room").asString();
        ana.say(said("'type':'join'")).say(said("'type':'send','cid':'first','text':'olá'"));
        bia.say(said("'type':'join'")).say(said("'type':'pin','cid':'p','target':3,'on':true"));
        bia.say("{'type':'block','user':'" + idOf(ana) + "','on':true}").news();
        ana.news();
    }

    @Test
    void strangerToAPrivateRoomIsBannedWithoutHearingOfIt() {
        privateRoom();

        assertThat(ana.say(said("'type':'restrict','user':'BIA','kind':'ban','on':true,'reason':'porque sim'"))
                        .news())
                .containsExactly("done");

        assertThat(bia.newsInFull()).isEmpty();
        assertThat(ana.say(said("'type':'invite','cid':'i','user':'BIA'")).news())
                .containsExactly("error forbidden");
    }

    @Test
    void banByAddressHitsWhoeverHasAConnectionFromThere() {
        publicRoom();
        TestClient caio = sessions.from("10.0.0.9").named("Caio", 0);
        TestClient dora = sessions.named("Dora", 1);
        String token = dora.last("welcome").get("token").asString();
        TestClient elsewhere = sessions.from("10.0.0.10").json(0).say("{'type':'hello','token':'" + token + "'}");
        for (TestClient client : List.of(caio, dora, elsewhere)) {
            client.say(said("'type':'join'"));
        }
        for (TestClient client : List.of(caio, dora, elsewhere)) {
            client.news();
        }

        ana.say(said("'type':'restrict','user':'" + idOf(caio) + "','kind':'ban','on':true,'byAddress':true"));

        assertThat(caio.news()).endsWith("removed");
        assertThat(dora.news()).endsWith("removed");
        assertThat(dora.say(said("'type':'join'")).news()).containsExactly("error banned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave", "join"})
    void whatWasAskedInTheRoomIsNotToldToWhoIsSentOutAfterwards(String after) {
        privateRoom();
        ana.say(said("'type':'invite','cid':'i','user':'BIA'"));
        bia.say(said("'type':'join'")).say(said("'type':'send','cid':'a','text':'segredo'"));
        bia.say(said("'type':'pin','cid':'p','target':3,'on':true")).news();
        sessions.store.hold(StoreCall.PINS);

        bia.say(said("'type':'pins'")).say(said("'type':'" + after + "'"));
        ana.say(said("'type':'removeMember','cid':'r','user':'BIA'"));
        assertThat(bia.news()).contains("removed");
        sessions.store.answerAll();
        sessions.loops.run();

        assertThat(bia.news()).containsExactly("error noSuchRoom");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'send','cid':'c','text':'olá'",
                "'type':'edit','cid':'c','target':3,'text':'outro'",
                "'type':'react','cid':'c','target':3,'emoji':'👍','on':true",
                "'type':'setTopic','cid':'c','topic':'olá'",
                "'type':'pin','cid':'c','target':3,'on':false",
                "'type':'typing'"
            })
    void whoIsBlockedReachesNobodyInADirectRoomOfTwo(String what) {
        directRoom();
        ana.say(said("'type':'setTopic','cid':'known','topic':'x'")).news();

        ana.say(said(what));

        assertThat(bia.news()).isEmpty();
        assertThat(ana.news()).allMatch("error notReachable"::equals).hasSize(what.contains("typing") ? 0 : 1);
    }

    @Test
    void whoIsBlockedMayTakeTheirOwnWordsBack() {
        directRoom();

        assertThat(ana.say(said("'type':'delete','cid':'c','target':3")).news()).contains("ack");
    }

    @Test
    void whoBlocksSomebodyGetsNoRoleInTheirRooms() {
        publicRoom();
        bia.say("{'type':'block','user':'" + idOf(ana) + "','on':true}").news();

        assertThat(ana.say(said("'type':'setRole','cid':'c','user':'BIA','role':'moderator'"))
                        .news())
                .containsExactly("error notReachable");

        assertThat(bia.news()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "moderator"})
    void whoKeepsOrderInAPublicRoomMayStop(String role) {
        publicRoom();
        ana.say(said("'type':'setRole','cid':'c','user':'BIA','role':'" + role + "'"));
        assertThat(bia.news()).contains("roomAdded");

        assertThat(bia.say(said("'type':'setRole','cid':'d','user':'BIA','role':'member'"))
                        .news())
                .containsExactly("ack");

        bia.say("{'type':'myRooms'}");
        assertThat(bia.last("myRooms").get("rooms").size()).isZero();
        ana.news();
        assertThat(ana.say(said("'type':'setRole','cid':'e','user':'ANA','role':'member'"))
                        .news())
                .as("the last owner stays")
                .containsExactly("error lastOwner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "moderator"})
    void nobodyGivesThemselvesMoreThanTheyHave(String role) {
        publicRoom();
        ana.say(said("'type':'setRole','cid':'c','user':'BIA','role':'" + role + "'"));
        bia.news();

        String wanted = role.equals("reader") ? "member" : "owner";
        assertThat(bia.say(said("'type':'setRole','cid':'d','user':'BIA','role':'" + wanted + "'"))
                        .news())
                .containsExactly("error forbidden");
    }
}
