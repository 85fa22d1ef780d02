package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Direct rooms and blocks, through the front door. */
class DirectMessagesIT {
    private final TestServer server = TestServer.start(config -> config);
    private final Someone ana = Someone.guest(server, "Ana");
    private final Someone bia = Someone.guest(server, "Bia");
    private final Someone caio = Someone.guest(server, "Caio");

    @AfterEach
    void close() {
        ana.close();
        bia.close();
        caio.close();
        server.close();
    }

    private static JsonNode direct(Someone who, Someone... others) {
        StringBuilder ids = new StringBuilder();
        for (Someone other : others) {
            ids.append(ids.isEmpty() ? "" : ",").append("'").append(other.id()).append("'");
        }
        return who.ask("{'type':'direct','users':[" + ids + "]}");
    }

    private static String send(Someone who, String room, String cid) {
        return who.tryTo("{'type':'send','room':'%s','cid':'%s','text':'olá'}".formatted(room, cid));
    }

    @Test
    void samePeopleAlwaysHaveTheSameRoom() {
        JsonNode made = direct(ana, bia);
        String room = made.path("room").asString();

        assertThat(room).matches("~d[a-z2-7]{25}");
        assertThat(made.path("visibility").asString()).isEqualTo("direct");
        assertThat(made.path("created").asBoolean()).isTrue();
        assertThat(direct(bia, ana).path("room").asString()).isEqualTo(room);
        assertThat(direct(bia, ana).path("created").asBoolean()).isFalse();
        assertThat(direct(ana, bia, caio).path("room").asString()).isNotEqualTo(room);
    }

    @Test
    void othersHearOfTheRoomAndWhoIsInIt() {
        String room = direct(ana, bia).path("room").asString();

        JsonNode entry = bia.next("roomAdded").path("room");
        assertThat(entry.path("room").asString()).isEqualTo(room);
        assertThat(entry.path("people")
                        .valueStream()
                        .map(author -> author.path("name").asString()))
                .containsExactly("Ana");
        assertThat(bia.tryTo("{'type':'join','room':'%s'}".formatted(room))).isEqualTo("joined");
        assertThat(caio.tryTo("{'type':'join','room':'%s'}".formatted(room))).isEqualTo("noSuchRoom");
    }

    @Test
    void nobodyIsMoreThanTheOthersThere() {
        String room = direct(ana, bia).path("room").asString();

        assertThat(ana.tryTo("{'type':'invite','room':'%s','cid':'i1','user':'%s'}".formatted(room, caio.id())))
                .isEqualTo("forbidden");
        assertThat(ana.tryTo("{'type':'kick','room':'%s','user':'%s'}".formatted(room, bia.id())))
                .isEqualTo("forbidden");
        assertThat(ana.tryTo("{'type':'deleteRoom','room':'%s'}".formatted(room)))
                .isEqualTo("forbidden");
        assertThat(ana.tryTo("{'type':'removeMember','room':'%s','cid':'i2','user':'%s'}".formatted(room, ana.id())))
                .isEqualTo("forbidden");
    }

    @Test
    void whoIsBlockedReachesNobody() {
        assertThat(bia.tryTo("{'type':'block','user':'%s','on':true}".formatted(ana.id())))
                .isEqualTo("done");

        assertThat(direct(ana, bia).path("code").asString()).isEqualTo("notReachable");
        assertThat(direct(bia, ana).path("code").asString()).isEqualTo("notReachable");
        assertThat(direct(caio, ana, bia).path("code").asString())
                .as("nor by way of a third")
                .isEqualTo("notReachable");
    }

    @Test
    void blockHoldsAtOnceInARoomThatIsThere() {
        String room = direct(ana, bia).path("room").asString();
        ana.ask("{'type':'join','room':'%s'}".formatted(room));
        bia.ask("{'type':'join','room':'%s'}".formatted(room));
        assertThat(send(ana, room, "c1")).isEqualTo("ack");

        bia.tryTo("{'type':'block','user':'%s','on':true}".formatted(ana.id()));
        assertThat(send(ana, room, "c2")).isEqualTo("notReachable");
        assertThat(send(ana, room, "c1")).as("what was stored stays so").isEqualTo("ack");
        assertThat(bia.ask("{'type':'blocks'}")
                        .path("users")
                        .valueStream()
                        .map(user -> user.path("name").asString()))
                .containsExactly("Ana");

        bia.tryTo("{'type':'block','user':'%s','on':false}".formatted(ana.id()));
        assertThat(send(ana, room, "c2")).isEqualTo("ack");
        assertThat(bia.ask("{'type':'blocks'}").path("users")).isEmpty();
    }

    @Test
    void whoBlocksIsNotInvited() {
        String room = ana.ask("{'type':'createRoom','visibility':'private','cid':'room-1'}")
                .path("room")
                .asString();
        bia.tryTo("{'type':'block','user':'%s','on':true}".formatted(ana.id()));

        assertThat(ana.tryTo("{'type':'invite','room':'%s','cid':'i1','user':'%s'}".formatted(room, bia.id())))
                .isEqualTo("notReachable");
    }

    @Test
    void otherConnectionsHearOfABlock() {
        try (Someone tablet = bia.again(server)) {
            bia.tryTo("{'type':'block','user':'%s','on':true}".formatted(ana.id()));

            JsonNode blocked = tablet.next("blocked");
            assertThat(blocked.path("user").path("name").asString()).isEqualTo("Ana");
            assertThat(blocked.path("on").asBoolean()).isTrue();
        }
    }

    @Test
    void nobodyIsFoundWhoIsNotThere() {
        assertThat(ana.tryTo("{'type':'direct','users':['unobody']}")).isEqualTo("noSuchUser");
        assertThat(ana.tryTo("{'type':'block','user':'unobody','on':true}")).isEqualTo("noSuchUser");
        assertThat(ana.ask("{'type':'findUsers','query':'bI'}")
                        .path("users")
                        .valueStream()
                        .map(user -> user.path("name").asString()))
                .containsExactly("Bia");
        assertThat(ana.ask("{'type':'findUsers','query':'x'}").path("users")).isEmpty();
    }
}
