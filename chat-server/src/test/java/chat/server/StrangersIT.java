package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ClientMessage;
import chat.protocol.RoomMessage;
import chat.server.config.StoreChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever is no member learns nothing of a private room, not even that it is there: whatever is said about its key. */
class StrangersIT {
    private static final String NEVER_PRIVATE = "~p" + "a".repeat(24) + "a";
    private static final String NEVER_DIRECT = "~d" + "a".repeat(24) + "a";

    /** One or more of every message that names a room; what names none stands with an empty list. */
    private static final Map<Class<?>, List<String>> SAID = said();

    private final TestServer server = TestServer.start(config ->
            config.withStore(new StoreChoice.Memory()).withSessions(sessions -> sessions.withRateLimit(false)));
    private final Someone ana = Someone.guest(server, "Ana");
    private final Someone bia = Someone.guest(server, "Bia");
    private final Someone stranger = Someone.guest(server, "Estranha");
    private String secret = "";
    private String direct = "";

    private static Map<Class<?>, List<String>> said() {
        Map<Class<?>, List<String>> said = new HashMap<>();
        sayInRooms(said);
        askOfRooms(said);
        keepOrder(said);
        return said;
    }

    private static void sayInRooms(Map<Class<?>, List<String>> said) {
        said.put(ClientMessage.Hello.class, List.of());
        said.put(ClientMessage.Rooms.class, List.of("'type':'rooms','after':'KEY','limit':200"));
        said.put(ClientMessage.Unread.class, List.of("'type':'unread','after':'KEY','limit':200"));
        said.put(
                ClientMessage.Join.class,
                List.of("'type':'join','room':'KEY'", "'type':'join','room':'KEY','after':1,'epoch':'x'"));
        said.put(ClientMessage.Leave.class, List.of("'type':'leave','room':'KEY'"));
        said.put(
                ClientMessage.Send.class,
                List.of(
                        "'type':'send','room':'KEY','cid':'s1','text':'olá'",
                        "'type':'send','room':'KEY','cid':'s2','text':'@Ana','replyTo':2"));
        said.put(ClientMessage.Edit.class, List.of("'type':'edit','room':'KEY','cid':'s3','target':2,'text':'outro'"));
        said.put(ClientMessage.Delete.class, List.of("'type':'delete','room':'KEY','cid':'s4','target':2"));
        said.put(
                ClientMessage.React.class,
                List.of("'type':'react','room':'KEY','cid':'s5','target':2,'emoji':'👍','on':true"));
        said.put(ClientMessage.Pin.class, List.of("'type':'pin','room':'KEY','cid':'s6','target':2,'on':true"));
        said.put(ClientMessage.SetTopic.class, List.of("'type':'setTopic','room':'KEY','cid':'s7','topic':'x'"));
    }

    private static void askOfRooms(Map<Class<?>, List<String>> said) {
        said.put(
                ClientMessage.History.class,
                List.of(
                        "'type':'history','room':'KEY'",
                        "'type':'history','room':'KEY','around':2",
                        "'type':'history','room':'KEY','thread':2"));
        said.put(ClientMessage.Members.class, List.of("'type':'members','room':'KEY'"));
        said.put(ClientMessage.Typing.class, List.of("'type':'typing','room':'KEY'"));
        said.put(
                ClientMessage.CreateRoom.class,
                List.of("'type':'createRoom','room':'KEY'", "'type':'createRoom','room':'KEY','visibility':'public'"));
        said.put(ClientMessage.Read.class, List.of("'type':'read','room':'KEY','seq':2"));
        said.put(
                ClientMessage.Search.class,
                List.of("'type':'search','query':'segredo','room':'KEY'", "'type':'search','query':'segredo'"));
        said.put(ClientMessage.Versions.class, List.of("'type':'versions','room':'KEY','target':2"));
        said.put(ClientMessage.Pins.class, List.of("'type':'pins','room':'KEY'"));
    }

    private static void keepOrder(Map<Class<?>, List<String>> said) {
        said.put(
                RoomMessage.Invite.class,
                List.of(
                        "'type':'invite','room':'KEY','cid':'s8','user':'ME'",
                        "'type':'invite','room':'KEY','cid':'s8','user':'ANA'"));
        said.put(
                RoomMessage.RemoveMember.class,
                List.of(
                        "'type':'removeMember','room':'KEY','cid':'s9','user':'ME'",
                        "'type':'removeMember','room':'KEY','cid':'s9','user':'ANA'"));
        said.put(
                RoomMessage.SetRole.class,
                List.of("'type':'setRole','room':'KEY','cid':'s10','user':'ANA','role':'reader'"));
        said.put(RoomMessage.SetRoom.class, List.of("'type':'setRoom','room':'KEY','cid':'s11','title':'x'"));
        said.put(RoomMessage.Direct.class, List.of());
        said.put(RoomMessage.DeleteRoom.class, List.of("'type':'deleteRoom','room':'KEY'"));
        said.put(RoomMessage.Kick.class, List.of("'type':'kick','room':'KEY','user':'ANA'"));
        said.put(
                RoomMessage.Restrict.class,
                List.of(
                        "'type':'restrict','room':'KEY','user':'ANA','kind':'ban','on':true",
                        "'type':'restrict','room':'KEY','user':'ANA','kind':'mute','on':false"));
        said.put(RoomMessage.Restrictions.class, List.of("'type':'restrictions','room':'KEY'"));
        said.put(RoomMessage.Report.class, List.of("'type':'report','room':'KEY','target':2,'reason':'x'"));
        said.put(RoomMessage.Reports.class, List.of("'type':'reports','room':'KEY'"));
        said.put(
                RoomMessage.ResolveReport.class,
                List.of("'type':'resolveReport','room':'KEY','report':1,'outcome':'handled'"));
        said.put(RoomMessage.Block.class, List.of());
        said.put(RoomMessage.Blocks.class, List.of());
        said.put(RoomMessage.MyRooms.class, List.of("'type':'myRooms','after':'KEY'"));
        said.put(RoomMessage.FindUsers.class, List.of());
    }

    @BeforeEach
    void keepSecrets() {
        secret = ana.ask("{'type':'createRoom','visibility':'private','cid':'room-1'}")
                .path("room")
                .asString();
        direct = ana.ask("{'type':'direct','users':['%s']}".formatted(bia.id()))
                .path("room")
                .asString();
        for (String room : List.of(secret, direct)) {
            ana.ask("{'type':'join','room':'%s'}".formatted(room));
            ana.ask("{'type':'send','room':'%s','cid':'%s','text':'segredo'}".formatted(room, room.substring(1)));
        }
    }

    @AfterEach
    void close() {
        ana.close();
        bia.close();
        stranger.close();
        server.close();
    }

    @Test
    void everyMessageIsLookedAt() {
        Set<Class<?>> all = new HashSet<>();
        collect(ClientMessage.class, all);

        assertThat(SAID.keySet()).as("add a line for a new message above").isEqualTo(all);
    }

    private static void collect(Class<?> sealed, Set<Class<?>> all) {
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                collect(permitted, all);
            } else {
                all.add(permitted);
            }
        }
    }

    @Test
    void privateRoomIsToStrangersAsIfItNeverWas() {
        assertThat(answers(secret)).isEqualTo(answers(NEVER_PRIVATE));
        assertThat(answers(direct)).isEqualTo(answers(NEVER_DIRECT));
    }

    @Test
    void privateRoomIsToThoseWhoLeftAsIfItNeverWas() {
        ana.ask("{'type':'invite','room':'%s','cid':'i1','user':'%s'}".formatted(secret, stranger.id()));
        stranger.ask("{'type':'join','room':'%s'}".formatted(secret));
        stranger.ask("{'type':'send','room':'%s','cid':'mine','text':'segredo'}".formatted(secret));
        stranger.ask("{'type':'read','room':'%s','seq':3}".formatted(secret));
        ana.ask("{'type':'removeMember','room':'%s','cid':'r1','user':'%s'}".formatted(secret, stranger.id()));
        stranger.next("removed");
        stranger.news();

        assertThat(answers(secret)).isEqualTo(answers(NEVER_PRIVATE));
    }

    /** What a stranger is told, with the same words for every key. */
    private List<String> answers(String key) {
        List<String> answers = new ArrayList<>();
        for (Map.Entry<Class<?>, List<String>> message : SAID.entrySet()) {
            for (String said : message.getValue()) {
                stranger.say("{'id':7777,"
                        + said.replace("KEY", key).replace("ME", stranger.id()).replace("ANA", ana.id())
                        + "}");
                for (JsonNode heard : stranger.news()) {
                    answers.add(said + " → " + heard.toString().replace(key, "KEY"));
                }
            }
        }
        return answers;
    }
}
