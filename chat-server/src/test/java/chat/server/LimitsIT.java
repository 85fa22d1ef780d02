package chat.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deadlines and limits as the whole server holds them. */
class LimitsIT {
    private static final int MILLIS = 500;

    @Test
    void whoSaysNothingOrOnlyHalfIsClosed() throws IOException {
        try (TestServer server =
                        TestServer.start(config -> config.withHttp(http -> http.withHandshakeMillisMax(MILLIS)));
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.getOutputStream().write("GET /ws HTTP/1.1\r\nHost: a\r\nUpgr".getBytes(US_ASCII));
            for (Socket socket : List.of(silent, slow)) {
                socket.setSoTimeout((int) TextSocket.DEADLINE.toMillis());
                String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
                assertThat(answer).matches("(?s)|HTTP/1.1 408 .*");
            }
            assertThat(server.metrics().requestsTimedOut.sum()).isEqualTo(2);
        }
    }

    @Test
    void whoDoesNotSayHelloIsClosedAndMayComeBackLater() {
        try (TestServer server = TestServer.start(
                        config -> config.withSessions(sessions -> sessions.withHelloMillisMax(MILLIS)));
                JsonClient silent = JsonClient.connect(server.ws());
                JsonClient lost = JsonClient.connect(server.ws())) {
            lost.say("{'type':'join','room':'lobby','id':5}");
            assertThat(lost.next("error").path("code").asString()).isEqualTo("helloFirst");
            for (JsonClient client : List.of(silent, lost)) {
                assertThat(client.next("closing").path("code").asInt()).isEqualTo(4100);
                assertThat(client.closeCode()).isEqualTo(4100);
            }
        }
    }

    @Test
    void whoIsNotHeardAnyMoreIsClosedAndMayComeBackAtOnce() {
        try (TestServer server =
                        TestServer.start(config -> config.withWebSocket(ws -> ws.withDeadAfterMillis(MILLIS)));
                JsonClient dead = new JsonClient(SocketClient.json(server))) {
            assertThat(dead.next("closing").path("code").asInt()).isEqualTo(4200);
            assertThat(dead.closeCode()).isEqualTo(4200);
            assertThat(server.metrics().heartbeatsLost.sum()).isEqualTo(1);
        }
    }

    @Test
    void binaryMessagesAreNotAccepted() {
        try (TestServer server = TestServer.start();
                SocketClient page = SocketClient.json(server);
                SocketClient terminal = SocketClient.plain(server, "/ws")) {
            assertThat(page.frame(SocketClient.BINARY, "{}").closeCode()).isEqualTo(1003);
            assertThat(terminal.frame(SocketClient.BINARY, "oi").closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void connectionIsInSoManyRoomsAndNoMore() {
        try (TestServer server =
                        TestServer.start(config -> config.withRooms(rooms -> rooms.withRoomsPerConnectionMax(2)));
                JsonClient ana = JsonClient.in(server.ws(), "um", "Ana")) {
            ana.join("dois");
            ana.say("{'type':'join','room':'três','id':7}");
            JsonNode error = ana.next("error");
            assertThat(error.path("code").asString()).isEqualTo("tooManyRooms");
            assertThat(error.path("id").asInt()).isEqualTo(7);
            ana.join("um");
            ana.say("{'type':'leave','room':'dois'}").next("left");
            ana.join("três");
        }
    }

    @Test
    void serverHasSoManyRoomsBesideTheLobbyAndNoMore() {
        try (TestServer server = TestServer.start(config ->
                        config.withRooms(rooms -> rooms.withRoomsMax(1 + 2).withRoomCreationsPerMinute(1_000)));
                JsonClient ana = JsonClient.in(server.ws(), "um", "Ana")) {
            ana.join("dois");
            ana.say("{'type':'join','room':'três','id':7}");
            assertThat(ana.next("error").path("code").asString()).isEqualTo("roomLimit");
            ana.say("{'type':'createRoom','room':'três','visibility':'public','id':8}");
            assertThat(ana.next("error").path("id").asInt()).isEqualTo(8);
            try (WsClient terminal = WsClient.plain(server.ws(), "/ws?room=quatro")) {
                assertThat(terminal.closeCode()).isEqualTo(1013);
            }
            ana.say("{'type':'leave','room':'dois'}").next("left");
            ana.join("três");
        }
    }

    @Test
    void addressHasSoManyConnectionsUnlessRatesAreLifted() throws IOException {
        try (TestServer server = TestServer.start(
                        config -> config.withListen(listen -> listen.withConnectionsPerAddressMax(1)));
                SocketClient first = SocketClient.plain(server, "/ws")) {
            assertThat(server.upgradeStatus("/ws", Map.of())).isEqualTo(503);
            first.send("oi");
        }
        try (TestServer server =
                        TestServer.start(config -> config.withListen(listen -> listen.withConnectionsPerAddressMax(1))
                                .withSessions(sessions -> sessions.withRateLimit(false)));
                SocketClient first = SocketClient.plain(server, "/ws")) {
            assertThat(server.upgradeStatus("/ws", Map.of())).isEqualTo(101);
            first.send("oi");
        }
    }
}
