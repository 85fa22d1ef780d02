package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Private rooms and those who belong to them, through the front door. */
class PrivateRoomsIT {
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

    private String makeRoom() {
        return ana.ask("{'type':'createRoom','visibility':'private','cid':'room-1','title':'Segredos'}")
                .path("room")
                .asString();
    }

    private JsonNode invite(String room, Someone guest) {
        return ana.ask(
                "{'type':'invite','room':'%s','cid':'invite-%s','user':'%s'}".formatted(room, guest.id(), guest.id()));
    }

    @Test
    void whoIsInvitedHearsOfItAndComesIn() {
        String room = makeRoom();
        assertThat(room).matches("~p[a-z2-7]{25}");
        assertThat(ana.next("roomAdded").path("room").path("role").asString()).isEqualTo("owner");

        assertThat(invite(room, bia).path("seq").asInt()).isEqualTo(2);

        JsonNode added = bia.next("roomAdded").path("room");
        assertThat(added.path("room").asString()).isEqualTo(room);
        assertThat(added.path("title").asString()).isEqualTo("Segredos");
        JsonNode joined = bia.ask("{'type':'join','room':'%s'}".formatted(room));
        assertThat(joined.path("type").asString()).isEqualTo("joined");
        assertThat(joined.path("visibility").asString()).isEqualTo("private");
        assertThat(joined.path("role").asString()).isEqualTo("member");
        assertThat(bia.ask("{'type':'send','room':'%s','cid':'c1','text':'olá'}".formatted(room))
                        .path("seq")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void makingItAgainGivesTheSameRoom() {
        String room = makeRoom();
        JsonNode again = ana.ask("{'type':'createRoom','visibility':'private','cid':'room-1','title':'Outros'}");

        assertThat(again.path("room").asString()).isEqualTo(room);
        assertThat(again.path("created").asBoolean()).isFalse();
        assertThat(again.path("title").asString()).isEqualTo("Segredos");
    }

    @Test
    void whoIsRemovedHearsNothingMore() {
        String room = makeRoom();
        invite(room, bia);
        ana.ask("{'type':'join','room':'%s'}".formatted(room));
        bia.ask("{'type':'join','room':'%s'}".formatted(room));
        bia.news();

        ana.ask("{'type':'removeMember','room':'%s','cid':'r1','user':'%s'}".formatted(room, bia.id()));
        ana.ask("{'type':'send','room':'%s','cid':'s1','text':'entre nós'}".formatted(room));

        assertThat(bia.next("removed").path("reason").asString()).isEqualTo("removed");
        assertThat(bia.newsTypes()).isEmpty();
        assertThat(bia.tryTo("{'type':'join','room':'%s'}".formatted(room))).isEqualTo("noSuchRoom");
        assertThat(ana.newsTypes()).contains("memberRemoved", "left", "posted");
    }

    @Test
    void whoLeavesForGoodIsAckedFirst() {
        String room = makeRoom();
        invite(room, bia);
        bia.ask("{'type':'join','room':'%s'}".formatted(room));

        JsonNode ack = bia.ask("{'type':'removeMember','room':'%s','cid':'r1','user':'%s'}".formatted(room, bia.id()));

        assertThat(ack.path("type").asString()).isEqualTo("ack");
        assertThat(bia.next("removed").path("reason").asString()).isEqualTo("left");
        assertThat(ana.tryTo("{'type':'removeMember','room':'%s','cid':'r2','user':'%s'}".formatted(room, ana.id())))
                .as("who is alone may go")
                .isEqualTo("ack");
        assertThat(ana.ask("{'type':'myRooms'}").path("rooms")).isEmpty();
    }

    @Test
    void roomsOfSomebodyAreListed() {
        String room = makeRoom();
        invite(room, bia);
        ana.ask("{'type':'createRoom','room':'jazz'}");

        JsonNode rooms = ana.ask("{'type':'myRooms'}").path("rooms");
        assertThat(rooms.valueStream().map(entry -> entry.path("room").asString()))
                .containsExactly("jazz", room);
        assertThat(bia.ask("{'type':'myRooms'}")
                        .path("rooms")
                        .valueStream()
                        .map(entry -> entry.path("room").asString()))
                .containsExactly(room);
        assertThat(caio.ask("{'type':'myRooms'}").path("rooms")).isEmpty();
        assertThat(caio.ask("{'type':'rooms'}")
                        .path("rooms")
                        .valueStream()
                        .map(entry -> entry.path("room").asString()))
                .doesNotContain(room);
    }

    @Test
    void deletedRoomIsGoneForEverybody() {
        String room = makeRoom();
        invite(room, bia);
        ana.ask("{'type':'join','room':'%s'}".formatted(room));
        bia.ask("{'type':'join','room':'%s'}".formatted(room));
        bia.news();

        assertThat(bia.tryTo("{'type':'deleteRoom','room':'%s'}".formatted(room)))
                .isEqualTo("forbidden");
        assertThat(ana.tryTo("{'type':'deleteRoom','room':'%s'}".formatted(room)))
                .isEqualTo("done");

        assertThat(bia.next("removed").path("reason").asString()).isEqualTo("deleted");
        assertThat(ana.next("removed").path("reason").asString()).isEqualTo("deleted");
        assertThat(ana.tryTo("{'type':'join','room':'%s'}".formatted(room))).isEqualTo("noSuchRoom");
        assertThat(ana.ask("{'type':'myRooms'}").path("rooms")).isEmpty();
    }

    @Test
    void publicRoomCountsOnAfterItWasDeleted() {
        ana.ask("{'type':'createRoom','room':'jazz'}");
        ana.ask("{'type':'join','room':'jazz'}");
        ana.ask("{'type':'send','room':'jazz','cid':'s1','text':'um'}");

        assertThat(ana.tryTo("{'type':'deleteRoom','room':'jazz'}")).isEqualTo("done");
        JsonNode joined = bia.ask("{'type':'join','room':'jazz'}");

        assertThat(joined.path("seq").asInt()).as("one is left out").isEqualTo(3);
        assertThat(bia.ask("{'type':'send','room':'jazz','cid':'s2','text':'dois'}")
                        .path("seq")
                        .asInt())
                .isEqualTo(4);
        assertThat(bia.ask("{'type':'history','room':'jazz'}").path("events")).hasSize(1);
    }
}
