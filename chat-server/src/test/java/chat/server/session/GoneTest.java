package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done to a guest who is there no more. */
@ExtendWith(LeakPresenceExtension.class)
class GoneTest {
    private final TestSessions sessions = new TestSessions(new TestConfig().rateLimit(false));
    private final TestClient ana = sessions.named("Ana", 1);
    private final TestClient bia = sessions.named("Bia", 0);
    private final String bias = bia.last("welcome").get("user").get("id").asString();

    @AfterEach
    void close() {
        sessions.close();
    }

    private void hangUp() {
        bia.with(Session::onClosed);
        sessions.pass(1, TimeUnit.HOURS);
        ana.news();
    }

    @Test
    void whoSaidSomethingAndHungUpIsBanned() {
        ana.say("{'type':'createRoom','room':'jazz'}");
        bia.say("{'type':'join','room':'jazz'}").say("{'type':'send','room':'jazz','cid':'c','text':'spam'}");
        hangUp();

        String ban = "{'type':'restrict','room':'jazz','user':'" + bias + "','kind':'ban','on':true}";
        assertThat(ana.say(ban).news()).containsExactly("done");

        ana.say("{'type':'restrictions','room':'jazz'}");
        assertThat(ana.last("restrictions").at("/entries/0/user/name").asString())
                .isEqualTo("Bia");
        ana.news();
        assertThat(ana.say(ban.replace(bias, "unobody")).news()).containsExactly("error noSuchUser");
    }

    @Test
    void whatWasDoneBeforeIsAnsweredWhenItIsSentAgain() {
        ana.say("{'type':'createRoom','visibility':'private','cid':'make'}");
        String room = ana.last("roomCreated").get("room").asString();
        String invite = "{'type':'invite','cid':'in','room':'" + room + "','user':'" + bias + "'}";
        String remove = "{'type':'removeMember','cid':'out','room':'" + room + "','user':'" + bias + "'}";
        assertThat(ana.say(invite).say(remove).news()).contains("ack");
        hangUp();

        for (String again : new String[] {invite, remove}) {
            assertThat(ana.say(again).news()).containsExactly("ack");
            assertThat(ana.last("ack").get("duplicate").asBoolean()).isTrue();
        }
        assertThat(ana.say(invite.replace("'in'", "'new'")).news()).containsExactly("error noSuchUser");
        assertThat(ana.say(remove.replace("'out'", "'new'")).news()).containsExactly("error noSuchMember");
    }
}
