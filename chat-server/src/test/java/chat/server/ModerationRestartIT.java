package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was decided about rooms and people holds after a restart, and ends when it was to end. */
class ModerationRestartIT {
    private static final int MINUTE = 60;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final TestServer server = TestServer.start(UnaryOperator.identity(), now::get);
    private final List<Someone> all = new ArrayList<>();
    private Someone ana = guest("Ana");
    private Someone bia = guest("Bia");
    private Someone caio = guest("Caio");
    private int cids;

    @BeforeEach
    void open() {
        ana.ask("{'type':'createRoom','room':'jazz'}");
        for (Someone someone : List.of(ana, bia, caio)) {
            assertThat(someone.tryTo(join("jazz"))).isEqualTo("joined");
        }
    }

    @AfterEach
    void close() {
        all.forEach(Someone::close);
        server.close();
    }

    private Someone guest(String name) {
        return known(Someone.guest(server, name));
    }

    private Someone known(Someone someone) {
        all.add(someone);
        return someone;
    }

    private void restart() {
        server.restart();
        ana = known(ana.again(server));
        bia = known(bia.again(server));
        caio = known(caio.again(server));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static String join(String room) {
        return "{'type':'join','room':'%s'}".formatted(room);
    }

    private JsonNode send(Someone who, String room) {
        return who.ask("{'type':'send','room':'%s','cid':'c%d','text':'olá'}".formatted(room, ++cids));
    }

    private String sent(Someone who) {
        JsonNode answer = send(who, "jazz");
        return answer.path("code").asString(answer.path("type").asString());
    }

    private void restrict(Someone whom, String kind, int seconds) {
        assertThat(ana.tryTo("{'type':'restrict','room':'jazz','user':'%s','kind':'%s','on':true,'seconds':%d}"
                        .formatted(whom.id(), kind, seconds)))
                .isEqualTo("done");
    }

    private void set(String what) {
        assertThat(ana.tryTo("{'type':'setRoom','room':'jazz','cid':'s%d',%s}".formatted(++cids, what)))
                .isEqualTo("ack");
    }

    @Test
    void mutesAndBansHoldUntilTheirEnd() {
        restrict(bia, "mute", MINUTE);
        restrict(caio, "ban", 2 * MINUTE);
        restart();

        JsonNode joined = bia.ask(join("jazz"));
        assertThat(joined.path("mutedUntil").asLong())
                .isEqualTo(now.get().plusSeconds(MINUTE).toEpochMilli());
        JsonNode refused = send(bia, "jazz");
        assertThat(refused.path("code").asString()).isEqualTo("muted");
        assertThat(refused.path("retryAfterMillis").asLong()).isEqualTo(60_000);
        refused = caio.ask(join("jazz"));
        assertThat(refused.path("code").asString()).isEqualTo("banned");
        assertThat(refused.path("retryAfterMillis").asLong()).isEqualTo(120_000);
        assertThat(ana.ask("{'type':'restrictions','room':'jazz'}").path("entries"))
                .hasSize(2);

        pass(Duration.ofMillis(59_999));
        assertThat(sent(bia)).isEqualTo("muted");
        pass(Duration.ofMillis(1));
        assertThat(sent(bia)).isEqualTo("ack");
        pass(Duration.ofMillis(59_999));
        assertThat(caio.tryTo(join("jazz"))).isEqualTo("banned");
        pass(Duration.ofMillis(1));
        assertThat(caio.tryTo(join("jazz"))).isEqualTo("joined");
        assertThat(ana.ask("{'type':'restrictions','room':'jazz'}").path("entries"))
                .isEmpty();
    }

    @Test
    void whatEndsWhileTheServerIsAwayIsOver() {
        restrict(bia, "mute", MINUTE);
        restrict(caio, "ban", MINUTE);
        pass(Duration.ofMinutes(1));
        restart();

        assertThat(bia.ask(join("jazz")).has("mutedUntil")).isFalse();
        assertThat(sent(bia)).isEqualTo("ack");
        assertThat(caio.tryTo(join("jazz"))).isEqualTo("joined");
    }

    @Test
    void rolesAndSettingsHold() {
        String role = "{'type':'setRole','room':'jazz','cid':'r%d','user':'%s','role':'%s'}";
        ana.ask(role.formatted(1, bia.id(), "moderator"));
        ana.ask(role.formatted(2, caio.id(), "reader"));
        set("'slowSeconds':600,'description':'Só jazz'");
        restart();

        JsonNode joined = bia.ask(join("jazz"));
        assertThat(joined.path("role").asString()).isEqualTo("moderator");
        assertThat(joined.path("slowSeconds").asInt()).isEqualTo(600);
        assertThat(joined.path("description").asString()).isEqualTo("Só jazz");
        assertThat(caio.ask(join("jazz")).path("role").asString()).isEqualTo("reader");
        assertThat(sent(caio)).isEqualTo("forbidden");
        try (Someone davi = guest("Davi")) {
            davi.ask(join("jazz"));
            assertThat(sent(davi)).isEqualTo("ack");
            assertThat(sent(davi)).isEqualTo("slowMode");
        }
        assertThat(ana.ask(join("jazz")).path("role").asString()).isEqualTo("owner");
        set("'archived':true");
        restart();

        assertThat(ana.ask(join("jazz")).path("archived").asBoolean()).isTrue();
        assertThat(sent(ana)).isEqualTo("archived");
        set("'archived':false,'posting':'staff'");
        restart();

        assertThat(bia.tryTo(join("jazz"))).isEqualTo("joined");
        assertThat(sent(bia)).isEqualTo("ack");
        try (Someone davi = guest("Edu")) {
            davi.ask(join("jazz"));
            assertThat(sent(davi)).isEqualTo("forbidden");
        }
    }

    @Test
    void privateRoomsKeepTheirMembersAndNobodyElse() {
        String room = ana.ask("{'type':'createRoom','visibility':'private','cid':'make','title':'Segredos'}")
                .path("room")
                .asString();
        for (Someone guest : List.of(bia, caio)) {
            ana.ask("{'type':'invite','room':'%s','cid':'i%s','user':'%s'}".formatted(room, guest.id(), guest.id()));
        }
        ana.ask(join(room));
        send(ana, room);
        ana.ask("{'type':'removeMember','room':'%s','cid':'out','user':'%s'}".formatted(room, caio.id()));
        bia.ask("{'type':'block','user':'%s','on':true}".formatted(ana.id()));
        restart();

        assertThat(bia.tryTo(join(room))).isEqualTo("joined");
        assertThat(bia.ask("{'type':'search','query':'olá'}").path("hits")).hasSize(1);
        assertThat(caio.tryTo(join(room))).isEqualTo("noSuchRoom");
        assertThat(caio.tryTo("{'type':'join','room':'%s','after':2}".formatted(room)))
                .isEqualTo("noSuchRoom");
        assertThat(caio.ask("{'type':'search','query':'olá'}").path("hits")).isEmpty();
        assertThat(caio.ask("{'type':'myRooms'}").path("rooms")).isEmpty();
        assertThat(ana.tryTo("{'type':'direct','users':['%s']}".formatted(bia.id())))
                .isEqualTo("notReachable");
        assertThat(ana.tryTo("{'type':'createRoom','visibility':'private','cid':'make'}"))
                .as("made before")
                .isEqualTo("roomCreated");
    }
}
