package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.room.Room;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import chat.server.store.Draft;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rooms that are made in several steps. */
@ExtendWith(LeakPresenceExtension.class)
class RoomMakingTest {
    private static final int MEMBERS_MAX = 10;

    private final TestSessions sessions = new TestSessions(new TestConfig().rateLimit(false));
    private final TestClient ana = sessions.named("Ana", 1);
    private final TestClient bia = sessions.named("Bia", 0);

    @AfterEach
    void close() {
        sessions.close();
    }

    private static UserId idOf(TestClient client) {
        return new UserId(client.last("welcome").get("user").get("id").asString());
    }

    @Test
    void directRoomThatWasLeftHalfMadeIsMadeWhole() {
        RoomName key = sessions.services.roomKeys().ofDirect(Set.of(idOf(ana), idOf(bia)));
        Room room = sessions.rooms
                .reserveOrCreate(key, RoomSettings.of(new RoomTitle("Ana, Bia")))
                .orElseThrow()
                .room();
        Author one = new Author(idOf(ana), new UserName("Ana"));
        Draft half = new Draft.AddMember(one, new Cid("half"), one, Role.MEMBER, MEMBERS_MAX);
        sessions.loops.on(sessions.loops.get(0), () -> room.decree(List.of(half), results -> {}));
        sessions.loops.run();
        ana.news();

        String direct = "{'type':'direct','users':['" + idOf(bia).value() + "']}";
        assertThat(ana.say(direct).news()).contains("roomCreated");

        assertThat(bia.news()).containsExactly("roomAdded");
        assertThat(room.access().members()).containsOnlyKeys(idOf(ana), idOf(bia));
        assertThat(ana.say(direct).last("roomCreated").get("created").asBoolean())
                .isFalse();
    }

    @Test
    void roomThatIsBeingMadeOnAnotherConnectionIsAnsweredOnceItIsThere() {
        String token = ana.last("welcome").get("token").asString();
        TestClient other = sessions.json(0).say("{'type':'hello','token':'" + token + "'}");
        ana.news();
        other.news();
        sessions.store.hold(StoreCall.APPEND);

        ana.say("{'type':'createRoom','visibility':'private','cid':'make'}");
        other.say("{'type':'createRoom','visibility':'private','cid':'make'}");
        assertThat(other.news()).isEmpty();
        sessions.store.answerAll();
        sessions.loops.run();

        assertThat(other.news()).contains("roomCreated");
        assertThat(other.last("roomCreated").get("room"))
                .isEqualTo(ana.last("roomCreated").get("room"));
        assertThat(other.last("roomCreated").get("created").asBoolean()).isFalse();
    }

    @Test
    void storeIsAskedForBlocksNoMoreOftenThanForLists() {
        TestSessions limited = new TestSessions();
        TestClient caio = limited.named("Caio", 0);
        TestClient dora = limited.named("Dora", 1);
        dora.say("{'type':'block','user':'" + idOf(caio).value() + "','on':true}");
        String direct = "{'type':'direct','users':['" + idOf(dora).value() + "']}";
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.addAll(caio.say(direct).news());
        }

        assertThat(answers).hasSize(300).startsWith("error notReachable").endsWith("error rateLimited");
        limited.close();
    }
}
