package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whom a text calls, as the server finds them. */
class MentionsIT {
    private final TestServer server = TestServer.start(config -> config);
    private final Someone ana = Someone.guest(server, "Ana");
    private final Someone maria = Someone.guest(server, "Ana Maria");
    private final Someone joao = Someone.guest(server, "João");
    private int cids;

    @BeforeEach
    void open() {
        ana.ask("{'type':'createRoom','room':'jazz'}");
        for (Someone someone : new Someone[] {ana, maria, joao}) {
            someone.ask("{'type':'join','room':'jazz'}");
        }
    }

    @AfterEach
    void close() {
        ana.close();
        maria.close();
        joao.close();
        server.close();
    }

    private JsonNode posted(Someone who, String text) {
        String cid = "c" + ++cids;
        who.ask("{'type':'send','room':'jazz','cid':'%s','text':'%s'}".formatted(cid, text));
        return who.next(message -> message.path("type").asString().equals("posted")
                && message.path("cid").asString().equals(cid));
    }

    private List<String> called(String text) {
        return posted(joao, text)
                .path("mentions")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void longestNameThatFitsIsMeant() {
        assertThat(called("oi @ana maria, tudo bem?")).containsExactly(maria.id());
        assertThat(called("oi @Ana, e @ANA MARIA!")).containsExactly(ana.id(), maria.id());
        assertThat(called("@joÃo")).containsExactly(joao.id());
        assertThat(called("@Anastasia, ana@example.org, @ ana, @ninguém")).isEmpty();
        assertThat(called("(@ana)")).containsExactly(ana.id());
    }

    @Test
    void whoIsCalledTwiceIsNamedOnce() {
        assertThat(called("@ana @ana @Ana")).containsExactly(ana.id());
    }

    @Test
    void onlyWhoIsInTheRoomIsCalled() {
        try (Someone elsewhere = Someone.guest(server, "Longe")) {
            assertThat(called("@longe")).isEmpty();
            elsewhere.ask("{'type':'join','room':'jazz'}");
            assertThat(called("@longe")).containsExactly(elsewhere.id());
        }
    }

    @Test
    void everybodyIsCalledByThoseWhoKeepOrder() {
        assertThat(posted(ana, "@todos atenção").path("mentionsRoom").asBoolean())
                .isTrue();
        assertThat(posted(ana, "@ALL, @room").path("mentionsRoom").asBoolean()).isTrue();
        assertThat(posted(joao, "@todos atenção").has("mentionsRoom")).isFalse();
    }

    @Test
    void editedTextCallsWhomItSays() {
        long seq = posted(joao, "@ana").path("seq").asLong();
        joao.ask("{'type':'edit','room':'jazz','cid':'e1','target':%d,'text':'@ana maria'}".formatted(seq));

        assertThat(joao.next("edited").path("mentions").get(0).asString()).isEqualTo(maria.id());
        JsonNode history = ana.ask("{'type':'history','room':'jazz','around':%d,'limit':1}".formatted(seq));
        assertThat(history.path("events").get(0).path("mentions").get(0).asString())
                .isEqualTo(maria.id());
    }

    @Test
    void callsAreCountedBesideTheUnread() {
        joao.ask("{'type':'send','room':'jazz','cid':'x1','text':'@ana olá'}");
        joao.ask("{'type':'send','room':'jazz','cid':'x2','text':'olá'}");

        JsonNode mark = ana.ask("{'type':'read','room':'jazz','seq':1}");

        assertThat(mark.path("unread").asInt()).isEqualTo(2);
        assertThat(mark.path("mentions").asInt()).isEqualTo(1);
    }

    @Test
    void memberOfAPrivateRoomIsCalledThoughNotThere() {
        Someone stranger = Someone.guest(server, "Longe");
        String room = ana.ask("{'type':'createRoom','visibility':'private','cid':'room-1'}")
                .path("room")
                .asString();
        ana.ask("{'type':'invite','room':'%s','cid':'i1','user':'%s'}".formatted(room, joao.id()));
        ana.ask("{'type':'join','room':'%s'}".formatted(room));
        ana.ask("{'type':'send','room':'%s','cid':'m1','text':'@joão e @longe'}".formatted(room));

        assertThat(ana.next("posted").path("mentions").valueStream().map(JsonNode::asString))
                .containsExactly(joao.id());
        stranger.close();
    }
}
