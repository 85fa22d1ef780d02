package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who belongs to a private room, there or not, on every device and from a terminal. */
class BelongingIT {
    private static final int POLICY_VIOLATION = 1008;

    private final TestServer server =
            TestServer.start(config -> config.withSessions(sessions -> sessions.withLeftGraceMillis(0)));
    private final Someone ana = Someone.guest(server, "Ana");
    private final Someone bia = Someone.guest(server, "Bia");
    private final Someone tablet = bia.again(server);
    private final Someone caio = Someone.guest(server, "Caio");
    private String room = "";

    @BeforeEach
    void make() {
        room = ana.ask("{'type':'createRoom','visibility':'private','cid':'make','title':'Segredos'}")
                .path("room")
                .asString();
        assertThat(ana.tryTo(said("'type':'join'"))).isEqualTo("joined");
        assertThat(ana.tryTo(said("'type':'invite','cid':'i','user':'BIA'"))).isEqualTo("ack");
    }

    @AfterEach
    void close() {
        for (Someone someone : List.of(ana, bia, tablet, caio)) {
            someone.close();
        }
        server.close();
    }

    private String said(String what) {
        return "{" + what.replace("BIA", bia.id()) + ",'room':'" + room + "'}";
    }

    private WsClient terminal(Someone whose, String query) {
        return WsClient.plain(
                server.ws(), "/ws?room=" + room + query, Map.of("Authorization", "Bearer " + whose.token()));
    }

    private List<String> absent() {
        return ana.ask(said("'type':'members'"))
                .path("members")
                .valueStream()
                .filter(member -> member.path("absent").asBoolean())
                .map(member -> member.path("name").asString())
                .toList();
    }

    @Test
    void membersWhoAreNotThereAreListedToo() {
        assertThat(ana.ask(said("'type':'members'")).path("count").asInt()).isEqualTo(2);
        assertThat(absent()).containsExactly("Bia");

        bia.ask(said("'type':'join'"));
        assertThat(absent()).isEmpty();
        bia.ask(said("'type':'leave'"));
        assertThat(absent()).containsExactly("Bia");
        ana.ask(said("'type':'removeMember','cid':'r','user':'BIA'"));
        assertThat(ana.ask(said("'type':'members'")).path("members")).hasSize(1);
    }

    @Test
    void everyDeviceHearsWhatHappensToItsUser() {
        for (Someone device : List.of(bia, tablet)) {
            JsonNode added = device.next("roomAdded").path("room");
            assertThat(added.path("room").asString()).isEqualTo(room);
            assertThat(added.path("title").asString()).isEqualTo("Segredos");
        }
        assertThat(bia.tryTo(said("'type':'join'"))).isEqualTo("joined");

        ana.ask(said("'type':'restrict','user':'BIA','kind':'mute','on':true"));
        for (Someone device : List.of(bia, tablet)) {
            assertThat(device.next("standing").path("mutedUntil").asLong(-1)).isZero();
        }
        ana.ask(said("'type':'restrict','user':'BIA','kind':'mute','on':false"));
        for (Someone device : List.of(bia, tablet)) {
            assertThat(device.next("standing").has("mutedUntil")).isFalse();
        }

        ana.ask(said("'type':'kick','user':'BIA','reason':'chega'"));
        for (Someone device : List.of(bia, tablet)) {
            JsonNode removed = device.next("removed");
            assertThat(removed.path("room").asString()).isEqualTo(room);
            assertThat(removed.path("reason").asString()).isEqualTo("kicked");
            assertThat(removed.path("why").asString()).isEqualTo("chega");
            assertThat(device.newsTypes()).as("once").doesNotContain("removed");
        }
        ana.ask(said("'type':'invite','cid':'again','user':'BIA'"));
        tablet.next("roomAdded");
        ana.ask(said("'type':'deleteRoom'"));
        assertThat(tablet.next("removed").path("reason").asString()).isEqualTo("deleted");
    }

    @Test
    void publicRoomIsOnTheListOfWhoHasARoleThere() {
        ana.ask("{'type':'createRoom','room':'jazz'}");
        ana.ask("{'type':'setRole','room':'jazz','cid':'up','user':'%s','role':'moderator'}".formatted(bia.id()));

        for (Someone device : List.of(bia, tablet)) {
            JsonNode added =
                    device.next(message -> message.path("type").asString().equals("roomAdded")
                            && message.at("/room/room").asString().equals("jazz"));
            assertThat(added.at("/room/role").asString()).isEqualTo("moderator");
        }
        assertThat(bia.ask("{'type':'myRooms'}")
                        .path("rooms")
                        .valueStream()
                        .map(entry -> entry.path("room").asString()))
                .containsExactly("jazz", room);
    }

    @Test
    void terminalsOfMembersComeIn() {
        ana.ask(said("'type':'send','cid':'before','text':'antes'"));
        try (WsClient terminal = terminal(bia, "&after=0")) {
            assertThat(terminal.next()).isEqualTo("antes");
            ana.ask(said("'type':'send','cid':'now','text':'agora'"));
            assertThat(terminal.next()).isEqualTo("agora");

            terminal.send("do terminal");
            JsonNode posted =
                    ana.next(message -> message.path("text").asString().equals("do terminal"));
            assertThat(posted.at("/from/id").asString()).isEqualTo(bia.id());

            ana.ask(said("'type':'removeMember','cid':'r','user':'BIA'"));
            assertThat(terminal.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
        try (WsClient terminal = terminal(bia, "&after=0")) {
            assertThat(terminal.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
    }

    @Test
    void terminalsOfOthersAreTurnedAwayAsIfThereWereNoSuchRoom() {
        try (WsClient terminal = terminal(caio, "&after=0")) {
            assertThat(terminal.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
        room = "~p" + "a".repeat(24) + "a";
        try (WsClient terminal = terminal(caio, "&after=0")) {
            assertThat(terminal.closeCode()).isEqualTo(POLICY_VIOLATION);
        }
    }
}
