package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.room.StoreCall;
import chat.server.room.Told;
import chat.server.store.PageRequest;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is sent out, or may do less, while something of theirs is under way: in one order for everybody. */
@ExtendWith(LeakPresenceExtension.class)
class SentOutTest {
    private static final StoreCall[] QUESTIONS = {
        StoreCall.READ, StoreCall.THREAD, StoreCall.PINS, StoreCall.VERSIONS, StoreCall.MARKS, StoreCall.SEARCH
    };

    private final TestSessions sessions = new TestSessions();

    /** On the loop of the first room that is made after the lobby. */
    private final TestClient ana = sessions.named("Ana", 1);

    private final TestClient bia = sessions.named("Bia", 0);
    private String room = "";

    @AfterEach
    void close() {
        sessions.close();
    }

    private void publicRoom() {
        room = "jazz";
        ana.say("{'type':'createRoom','room':'jazz'}").say(said("'type':'join'"));
        bia.say(said("'type':'join'"));
        ana.news();
        bia.news();
    }

    private void privateRoom() {
        ana.say("{'type':'createRoom','visibility':'private','cid':'make'}");
        room = ana.last("roomCreated").get("room").asString();
        ana.say(said("'type':'join'")).say(said("'type':'invite','cid':'invite','user':'BIA'"));
        bia.say(said("'type':'join'"));
        ana.news();
        bia.news();
    }

    private static String idOf(TestClient client) {
        return client.last("welcome").get("user").get("id").asString();
    }

    private String said(String what) {
        return "{" + what.replace("BIA", idOf(bia)).replace("ANA", idOf(ana)) + ",'room':'" + room + "'}";
    }

    private String send(String cid) {
        return said("'type':'send','text':'segredo','cid':'" + cid + "'");
    }

    private void storeGoesOn() {
        sessions.store.holdNothing();
        sessions.store.answerAll();
        sessions.loops.run();
    }

    /** The {@code cid} of all that was added after the room was made, in order. */
    private List<String> log() {
        List<String> cids = new ArrayList<>();
        PageRequest all = new PageRequest(PageRequest.Direction.AFTER, 0, 1_000, 1 << 20);
        for (RoomEvent event : sessions.store
                .read(new RoomName(room), all)
                .toCompletableFuture()
                .join()
                .events()) {
            cids.add(event.cid().value());
        }
        cids.removeIf(cid -> cid.equals("make") || cid.equals("invite"));
        return cids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"'type':'kick','user':'BIA'", "'type':'restrict','user':'BIA','kind':'ban','on':true"})
    void whoIsSentOutGoesOnceWhatTheySaidIsStored(String act) {
        publicRoom();
        sessions.store.hold(StoreCall.APPEND);
        bia.say(send("before"));

        ana.say(said(act));
        bia.say(send("after"));

        assertThat(ana.news()).doesNotContain("done");
        assertThat(bia.news()).hasSize(1).doesNotContain("removed", "ack").allMatch(text -> text.startsWith("error"));
        storeGoesOn();
        assertThat(bia.news()).contains("ack").endsWith("removed");
        assertThat(ana.news()).contains("done");
        assertThat(log()).endsWith("before");
    }

    @Test
    void whatIsSaidBeforeOneHearsOfItIsNotHeard() {
        publicRoom();

        ana.sayOnly(said("'type':'kick','user':'BIA'"));
        bia.sayOnly(send("late"));
        sessions.loops.run();

        assertThat(bia.news()).containsExactly("removed", "error notJoined");
        assertThat(log()).doesNotContain("late");
        assertThat(bia.say(said("'type':'join'")).say(send("again")).news()).contains("joined", "ack");
    }

    /** What is stored is answered when it is sent again, whatever became of its author; but to nobody who is out. */
    @Test
    void whatIsSentAgainIsNotAnsweredAfterTheEnd() {
        privateRoom();
        bia.say(send("first"));
        ana.say(said("'type':'restrict','user':'BIA','kind':'mute','on':true"));
        bia.news();
        sessions.store.hold(StoreCall.FIND);
        bia.say(send("first"));

        ana.say(said("'type':'removeMember','cid':'act','user':'BIA'"));
        storeGoesOn();

        assertThat(bia.news()).endsWith("removed", "error noSuchRoom").doesNotContain("ack");
    }

    /** As a plain client that says something and goes. */
    @Test
    void whoGoesOfTheirOwnAccordIsHeardBefore() {
        publicRoom();
        sessions.store.hold(StoreCall.APPEND);
        ana.say(said("'type':'setRoom','cid':'title','title':'Outro'"));

        bia.sayOnly(send("last"));
        bia.sayOnly(said("'type':'leave'"));
        sessions.loops.run();
        storeGoesOn();

        assertThat(log()).endsWith("title", "last");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'kick','user':'BIA'",
                "'type':'removeMember','cid':'act','user':'BIA'",
                "'type':'restrict','user':'BIA','kind':'ban','on':true",
                "'type':'restrict','user':'BIA','kind':'mute','on':true",
                "'type':'setRole','cid':'act','user':'BIA','role':'reader'",
                "'type':'setRoom','cid':'act','archived':true",
                "'type':'setRoom','cid':'act','posting':'staff'"
            })
    void nothingFollowsInTheLogThatMayNotBeSaidAnyMore(String act) {
        privateRoom();
        bia.say(send("first"));
        sessions.store.hold(StoreCall.APPEND);
        bia.say(send("before"));
        ana.say(said(act));

        bia.say(send("after"));
        bia.say(said("'type':'edit','target':3,'text':'outro','cid':'edited'"));
        storeGoesOn();

        assertThat(log()).contains("first", "before").doesNotContain("after");
        assertThat(log().contains("edited")).isEqualTo(act.contains("posting"));
        assertThat(ana.news()).containsAnyOf("ack", "done");
        assertThat(bia.newsInFull().stream().filter(text -> text.contains("\"cid\":\"after\"")))
                .hasSize(1)
                .allMatch(text -> text.contains("\"type\":\"error\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'type':'setRole','user':'%s','role':'member'", "'type':'removeMember','user':'%s'"})
    void ownersWhoGoAtTheSameTimeLeaveOne(String act) {
        privateRoom();
        TestClient caio = sessions.named("Caio", 0);
        ana.say(said("'type':'invite','cid':'i','user':'%s'".formatted(idOf(caio))));
        ana.say(said("'type':'setRole','cid':'r','user':'BIA','role':'owner'"));
        ana.news();
        bia.news();
        sessions.store.hold(StoreCall.APPEND);

        ana.say(said(act.formatted("ANA") + ",'cid':'a'"));
        bia.say(said(act.formatted("BIA") + ",'cid':'b'"));
        storeGoesOn();

        assertThat(ana.news()).contains("ack");
        assertThat(bia.news()).contains("error lastOwner");
        assertThat(log()).endsWith("a");
    }

    @Test
    void whoIsInvitedWhileLeavingIsIn() {
        privateRoom();
        sessions.store.hold(StoreCall.APPEND);

        bia.say(said("'type':'removeMember','cid':'leave','user':'BIA'"));
        ana.say(said("'type':'invite','cid':'back','user':'BIA'"));
        storeGoesOn();

        assertThat(bia.news()).containsSubsequence("ack", "removed", "roomAdded");
        assertThat(ana.news()).contains("ack").doesNotContain("error alreadyMember");
        assertThat(bia.say(said("'type':'join'")).news()).contains("joined");
    }

    @Test
    void whoIsInvitedBeforeLeavingIsOut() {
        privateRoom();
        sessions.store.hold(StoreCall.APPEND);

        ana.say(said("'type':'invite','cid':'back','user':'BIA'"));
        bia.say(said("'type':'removeMember','cid':'leave','user':'BIA'"));
        storeGoesOn();

        assertThat(ana.news()).contains("error alreadyMember");
        assertThat(bia.say(said("'type':'join'")).news()).containsSubsequence("ack", "removed", "error noSuchRoom");
    }

    @Test
    void roomIsDeletedOnceWhatWasSaidIsStored() {
        publicRoom();
        TestClient caio = sessions.named("Caio", 1);
        sessions.store.hold(StoreCall.APPEND);
        bia.say(send("before"));

        ana.say(said("'type':'deleteRoom'"));
        bia.say(send("after"));
        caio.say(said("'type':'join'"));

        assertThat(bia.news()).containsExactly("error noSuchRoom");
        assertThat(caio.news()).containsExactly("error noSuchRoom");
        storeGoesOn();
        storeGoesOn();
        assertThat(bia.news()).contains("ack", "posted 2").endsWith("removed");
        assertThat(ana.news()).contains("removed", "done");
        assertThat(log()).isEmpty();
        assertThat(caio.say(said("'type':'join'")).news()).containsExactly("joined", "live");
        // One number is left out, so that whoever had read everything learns of it.
        assertThat(caio.last("joined").get("seq").asInt()).isEqualTo(3);
    }

    @Test
    void blockHoldsForAllThatFollowsItsAnswer() {
        ana.say("{'type':'direct','users':['" + idOf(bia) + "']}");
        room = ana.last("roomCreated").get("room").asString();
        ana.say(said("'type':'join'")).say(send("first"));
        bia.say(said("'type':'join'")).news();
        sessions.store.hold(StoreCall.APPEND);
        ana.say(send("before"));

        bia.say("{'type':'block','user':'" + idOf(ana) + "','on':true}");
        ana.say(send("after"));

        assertThat(bia.news()).isEmpty();
        storeGoesOn();
        assertThat(bia.news()).containsExactly("posted 4", "done");
        assertThat(log()).endsWith("before");
        assertThat(ana.news()).contains("error notReachable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type':'history'",
                "'type':'history','around':3",
                "'type':'history','thread':3",
                "'type':'versions','target':3",
                "'type':'pins'",
                "'type':'members'",
                "'type':'read','seq':3",
                "'type':'search','query':'segredo'"
            })
    void answersThatComeTooLateTellNothing(String question) {
        privateRoom();
        lateAnswers(said(question));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'type':'search','query':'segredo'}", "{'type':'unread'}", "{'type':'myRooms'}"})
    void listsThatComeTooLateDoNotNameTheRoom(String question) {
        privateRoom();
        assertThat(lateAnswers(question)).containsAnyOf("found", "unread", "myRooms");
    }

    /** What is told of the room to somebody who was sent out between question and answer. */
    private List<String> lateAnswers(String question) {
        bia.say(send("first")).say(said("'type':'read','seq':3"));
        sessions.store.hold(QUESTIONS);
        bia.news();
        bia.say(question);
        ana.say(said("'type':'removeMember','cid':'act','user':'BIA'"));
        List<String> before = bia.news();
        assertThat(before).contains("removed");
        storeGoesOn();

        List<String> late = bia.newsInFull();
        assertThat(late).noneMatch(text -> text.contains("segredo") || text.contains(room));
        List<String> shortly = late.stream().map(Told::shortly).toList();
        assertThat(shortly).doesNotContain("history", "members", "pins", "versions", "readUpTo");
        return shortly;
    }
}
