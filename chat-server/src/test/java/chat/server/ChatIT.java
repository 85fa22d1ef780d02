package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.ServerConfig;
import chat.server.config.StoreChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a {@code chat.v1} client sees, from hello to resume. */
class ChatIT {
    @Test
    void twoUsersTalk() {
        try (TestServer server = TestServer.start();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana");
                JsonClient bia = JsonClient.in(server.ws(), "lobby", "Bia")) {
            assertThat(ana.next("entered").path("user").path("name").asString()).isEqualTo("Bia");
            JsonNode ack = bia.send("lobby", "b-1", "olá");
            assertThat(ack.path("seq").asLong()).isEqualTo(1);
            assertThat(ack.path("duplicate").asBoolean()).isFalse();
            JsonNode posted = ana.next("posted");
            assertThat(posted.path("text").asString()).isEqualTo("olá");
            assertThat(posted.path("from").path("name").asString()).isEqualTo("Bia");
            assertThat(posted.path("seq").asLong()).isEqualTo(1);
            bia.say("{'type':'typing','room':'lobby'}");
            assertThat(ana.next("typing").path("user").path("name").asString()).isEqualTo("Bia");
        }
    }

    @Test
    void welcomeAndJoinedTellWhatAPageNeeds() {
        try (TestServer server = TestServer.start();
                JsonClient ana = JsonClient.connect(server.ws())) {
            JsonNode welcome = ana.hello("Ana Lima");
            assertThat(welcome.path("user").path("initials").asString()).isEqualTo("AL");
            assertThat(welcome.path("user").path("color").asString()).matches("#[0-9a-f]{6}");
            assertThat(welcome.path("limits").path("textCodePoints").asInt()).isEqualTo(8000);
            assertThat(welcome.path("epoch").asString()).isNotEmpty();
            JsonNode joined = ana.join("lobby");
            assertThat(joined.path("seq").asLong(-1)).isZero();
            assertThat(joined.path("members")).hasSize(1);
        }
    }

    @Test
    void tokenMakesASecondTabTheSameUser() {
        try (TestServer server = TestServer.start();
                JsonClient bia = JsonClient.in(server.ws(), "lobby", "Bia");
                JsonClient tab1 = JsonClient.connect(server.ws());
                JsonClient tab2 = JsonClient.connect(server.ws())) {
            JsonNode first = tab1.hello("Ana");
            tab1.join("lobby");
            assertThat(bia.next("entered").path("user").path("name").asString()).isEqualTo("Ana");
            tab2.say("{'type':'hello','token':'" + first.path("token").asString() + "'}");
            JsonNode second = tab2.next("welcome");
            assertThat(second.path("user").path("id"))
                    .isEqualTo(first.path("user").path("id"));
            assertThat(second.path("user").path("name").asString()).isEqualTo("Ana");
            tab2.join("lobby");
            tab1.abort();
            tab2.send("lobby", "c1", "ainda aqui");
            // Nothing came between: neither a second entering nor a leaving.
            assertThat(bia.any().path("type").asString()).isEqualTo("posted");
        }
    }

    @Test
    void guestAndPositionsStayTheSameAcrossARestartOfTheServer() throws Exception {
        Path dataDir = Files.createTempDirectory("chat-restart");
        JsonNode before;
        try (TestServer server = TestServer.start(config -> config.withDataDir(dataDir));
                JsonClient ana = JsonClient.connect(server.ws())) {
            before = ana.hello("Ana");
        }
        try (TestServer server = TestServer.start(config -> config.withDataDir(dataDir));
                JsonClient ana = JsonClient.connect(server.ws())) {
            ana.say("{'type':'hello','token':'" + before.path("token").asString() + "'}");
            JsonNode after = ana.next("welcome");
            assertThat(after.path("user").path("id"))
                    .isEqualTo(before.path("user").path("id"));
            assertThat(after.path("epoch")).isEqualTo(before.path("epoch"));
        }
    }

    @Test
    void positionsOfAServerThatForgetsMeanNothingToTheNextOne() throws Exception {
        JsonNode before = welcomeOfANewServerInMemory();

        assertThat(welcomeOfANewServerInMemory().path("epoch")).isNotEqualTo(before.path("epoch"));
    }

    private static JsonNode welcomeOfANewServerInMemory() throws Exception {
        try (TestServer server = TestServer.start(config -> config.withStore(new StoreChoice.Memory()));
                JsonClient ana = JsonClient.connect(server.ws())) {
            return ana.hello("Ana");
        }
    }

    @Test
    void leavingIsToldAfterTheGrace() {
        try (TestServer server =
                        TestServer.start(config -> config.withSessions(sessions -> sessions.withLeftGraceMillis(50)));
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana");
                JsonClient bia = JsonClient.in(server.ws(), "lobby", "Bia")) {
            ana.next("entered");
            bia.abort();
            JsonNode left = ana.next("left");
            assertThat(left.path("user").path("name").asString()).isEqualTo("Bia");
            assertThat(left.path("count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void resumeBringsWhatWasMissedInOrderAndThenLive() {
        try (TestServer server =
                        TestServer.start(config -> config.withSessions(sessions -> sessions.withRateLimit(false)));
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            for (int i = 1; i <= 450; i++) {
                ana.send("lobby", "c" + i, "m" + i);
            }
            try (JsonClient bia = JsonClient.connect(server.ws())) {
                bia.hello("Bia");
                bia.say("{'type':'join','room':'lobby','after':5}");
                assertThat(bia.next("joined").path("seq").asLong()).isEqualTo(450);
                List<Long> seqs = new ArrayList<>();
                for (JsonNode m = bia.any(); !m.path("type").asString().equals("live"); m = bia.any()) {
                    seqs.add(m.path("seq").asLong());
                }
                assertThat(seqs).hasSize(445).isSorted().startsWith(6L).endsWith(450L);
                ana.send("lobby", "last", "m451");
                assertThat(bia.any().path("seq").asLong()).isEqualTo(451);
            }
        }
    }

    @Test
    void tooFarBehindOrOfAnotherEpochStartsAnew() {
        try (TestServer server = TestServer.start(config -> withResumeEvents(config, 3));
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            for (int i = 1; i <= 5; i++) {
                ana.send("lobby", "c" + i, "m" + i);
            }
            for (String join : List.of("'after':1", "'after':99", "'after':5,'epoch':'other'")) {
                try (JsonClient bia = JsonClient.connect(server.ws())) {
                    bia.hello("Bia");
                    bia.say("{'type':'join','room':'lobby'," + join + "}");
                    JsonNode reset = bia.next("reset");
                    assertThat(reset.path("seq").asLong()).isEqualTo(5);
                    assertThat(reset.path("events")).hasSize(5);
                    bia.next("live");
                    bia.say("{'type':'leave','room':'lobby','id':9}");
                    bia.next("left");
                }
            }
        }
    }

    private static ServerConfig withResumeEvents(ServerConfig config, int max) {
        return config.withRooms(rooms -> rooms.withResumeEventsMax(max))
                .withSessions(sessions -> sessions.withRateLimit(false).withLeftGraceMillis(0));
    }

    @Test
    void sameCidIsOneMessage() {
        try (TestServer server = TestServer.start();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            JsonNode first = ana.send("lobby", "c1", "olá");
            for (int i = 0; i < 40; i++) {
                JsonNode again = ana.send("lobby", "c1", "olá");
                assertThat(again.path("seq")).isEqualTo(first.path("seq"));
                assertThat(again.path("at")).isEqualTo(first.path("at"));
                assertThat(again.path("duplicate").asBoolean()).isTrue();
            }
            ana.say("{'type':'send','room':'lobby','cid':'c1','text':'outra','id':7}");
            JsonNode error = ana.next("error");
            assertThat(error.path("code").asString()).isEqualTo("cidReused");
            assertThat(error.path("cid").asString()).isEqualTo("c1");
        }
    }

    @Test
    void historyPagesBothWays() {
        try (TestServer server = TestServer.start();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            for (int i = 1; i <= 7; i++) {
                ana.send("lobby", "c" + i, "m" + i);
            }
            assertThat(seqs(ana, "'limit':3")).containsExactly(5L, 6L, 7L, 1L);
            assertThat(seqs(ana, "'before':5,'limit':3")).containsExactly(2L, 3L, 4L, 1L);
            assertThat(seqs(ana, "'before':2,'limit':3")).containsExactly(1L, 0L);
            assertThat(seqs(ana, "'after':4,'limit':300")).containsExactly(5L, 6L, 7L, 0L);
            assertThat(seqs(ana, "'after':7")).containsExactly(0L);
        }
    }

    /** The page's numbers, and behind them 1 when there is more. */
    private static List<Long> seqs(JsonClient client, String fields) {
        client.say("{'type':'history','room':'lobby'," + fields + "}");
        JsonNode page = client.next("history");
        List<Long> seqs = new ArrayList<>();
        page.path("events").forEach(event -> seqs.add(event.path("seq").asLong()));
        seqs.add(page.path("more").asBoolean() ? 1L : 0L);
        return seqs;
    }

    @Test
    void roomsAreMadeListedAndVanish() {
        try (TestServer server = TestServer.start();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            ana.say("{'type':'createRoom','room':'Turma-B','title':'Turma B','visibility':'public','id':4}");
            JsonNode created = ana.next("roomCreated");
            assertThat(created.path("room").asString()).isEqualTo("turma-b");
            assertThat(created.path("created").asBoolean()).isTrue();
            ana.say("{'type':'createRoom','room':'turma-b','visibility':'public'}");
            assertThat(ana.next("roomCreated").path("created").asBoolean()).isFalse();
            ana.join("só-eu");
            assertThat(names(ana)).containsExactly("lobby", "só-eu", "turma-b");
            ana.say("{'type':'leave','room':'só-eu','id':5}");
            assertThat(ana.next("left").path("count").asInt(-1)).isZero();
            assertThat(names(ana)).containsExactly("lobby", "turma-b");
        }
    }

    private static List<String> names(JsonClient client) {
        client.say("{'type':'rooms'}");
        List<String> names = new ArrayList<>();
        client.next("rooms")
                .path("rooms")
                .forEach(room -> names.add(room.path("room").asString()));
        return names;
    }

    @Test
    void floodIsToldWhenToTryAgain() {
        try (TestServer server = TestServer.start();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            for (int i = 0; i < 40; i++) {
                ana.say("{'type':'send','room':'lobby','cid':'c" + i + "','text':'x','id':" + i + "}");
            }
            JsonNode error = ana.next("error");
            assertThat(error.path("code").asString()).isEqualTo("rateLimited");
            assertThat(error.path("retryAfterMillis").asLong()).isBetween(1L, 200L);
        }
    }

    @Test
    void everythingIsCountedOnce() {
        try (TestServer server = TestServer.start();
                JsonClient page = JsonClient.in(server.ws(), "lobby", "Ana");
                WsClient terminal = WsClient.plain(server.ws(), "/ws")) {
            terminal.send("oi");
            page.next("posted");
            page.say("{'type':'nonsense'}").next("error");
            assertThat(server.metrics().connectionsAccepted.sum()).isEqualTo(2);
            assertThat(server.metrics().webSocketsOpened.sum()).isEqualTo(2);
            // Hello, join, the terminal's line, nonsense.
            assertThat(server.metrics().messagesReceived.sum()).isEqualTo(4);
            assertThat(server.metrics().violations.sum()).isEqualTo(1);
        }
    }

    @Test
    void stopTellsEveryoneToComeBack() {
        TestServer server = TestServer.start();
        try (server;
                JsonClient page = JsonClient.in(server.ws(), "lobby", "Ana");
                WsClient terminal = WsClient.plain(server.ws(), "/ws")) {
            server.server().close();
            assertThat(page.next("closing").path("code").asInt()).isEqualTo(1012);
            assertThat(page.closeCode()).isEqualTo(1012);
            assertThat(terminal.closeCode()).isEqualTo(1012);
        }
    }
}
