package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.ServerConfig;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The five chats this server replaces: their clients, spoken to the way they were. */
class LegacyClientsIT {
    private static TestServer server(UnaryOperator<ServerConfig> change) {
        return TestServer.start(change);
    }

    @Test
    void s0PathClientsSeeWhoIsThereAndWhoComesAndGoes() {
        try (TestServer server = TestServer.start();
                WsClient ana = WsClient.plain(server.ws(), "/ws/1/Ana")) {
            assertThat(ana.next()).isEqualTo("* você entrou em lobby como Ana; presentes: mais ninguém");
            try (WsClient bia = WsClient.plain(server.ws(), "/ws/2/Bia%20Lima")) {
                assertThat(bia.next()).isEqualTo("* você entrou em lobby como Bia Lima; presentes: Ana");
                assertThat(ana.next()).isEqualTo("* Bia Lima entrou");
                bia.send("olá");
                assertThat(ana.next()).isEqualTo("Bia Lima: olá");
                assertThat(bia.next()).isEqualTo("Bia Lima: olá");
            }
            assertThat(ana.next()).isEqualTo("* Bia Lima saiu");
        }
    }

    @Test
    void s0NameNeedsTwoLetters() throws Exception {
        try (TestServer server = TestServer.start()) {
            assertThat(server.upgradeStatus("/ws/1/A", Map.of())).isEqualTo(400);
            assertThat(server.upgradeStatus("/ws/1/Ana", Map.of())).isEqualTo(101);
        }
    }

    @Test
    void s0TakenNameGetsANumber() {
        try (TestServer server = TestServer.start();
                WsClient first = WsClient.plain(server.ws(), "/ws/1/Ana");
                WsClient second = WsClient.plain(server.ws(), "/ws/2/ana")) {
            assertThat(first.next()).contains("como Ana;");
            assertThat(second.next()).contains("como ana-2;");
        }
    }

    @Test
    void s1EverybodyHearsEverythingAndOfDepartures() {
        try (TestServer server = TestServer.start();
                WsClient one = WsClient.plain(server.ws(), "/ws?style=announce")) {
            try (WsClient two = WsClient.plain(server.ws(), "/ws?style=announce")) {
                two.send("oi");
                assertThat(two.next()).isEqualTo("Mensagem recebida: oi");
                assertThat(one.next()).isEqualTo("Mensagem recebida: oi");
            }
            assertThat(one.next()).isEqualTo("Um cliente desconectou.");
        }
    }

    @Test
    void s1ClientsThatCannotChangeTheirAddressNeedTheFlag() {
        UnaryOperator<ServerConfig> announce =
                config -> config.withSessions(sessions -> sessions.withPlainStyle(ServerConfig.PlainStyle.ANNOUNCE));
        try (TestServer server = server(announce);
                WsClient one = WsClient.plain(server.ws(), "/ws")) {
            one.send("oi");
            assertThat(one.next()).isEqualTo("Mensagem recebida: oi");
        }
    }

    @Test
    void s3RelaysBareTextToAllOthers() {
        try (TestServer server = TestServer.start();
                WsClient one = WsClient.plain(server.ws(), "/ws");
                WsClient two = WsClient.plain(server.ws(), "/ws");
                WsClient three = WsClient.plain(server.ws(), "/ws")) {
            one.send("um");
            assertThat(two.next()).isEqualTo("um");
            assertThat(three.next()).isEqualTo("um");
            two.send("dois");
            // The very next thing one hears: it was not told its own words.
            assertThat(one.next()).isEqualTo("dois");
            assertThat(three.next()).isEqualTo("dois");
        }
    }

    @Test
    void s3PageOpenedFromDiskConnectsWhenAllowed() throws Exception {
        Map<String, String> fromDisk = Map.of("Origin", "null");
        try (TestServer server = TestServer.start()) {
            assertThat(server.upgradeStatus("/ws", fromDisk)).isEqualTo(403);
        }
        try (TestServer server = server(config -> config.withHttp(http -> http.withAllowOrigins(List.of("null"))))) {
            assertThat(server.upgradeStatus("/ws", fromDisk)).isEqualTo(101);
            assertThat(server.upgradeStatus("/ws", Map.of("Origin", "file://"))).isEqualTo(101);
        }
    }

    @Test
    void extensionsOfABrowserConnectWhenAllowed() throws Exception {
        Map<String, String> extension = Map.of("Origin", "chrome-extension://abcdef");
        try (TestServer server = server(
                config -> config.withHttp(http -> http.withAllowOrigins(List.of("chrome-extension://abcdef"))))) {
            assertThat(server.upgradeStatus("/ws", extension)).isEqualTo(101);
            assertThat(server.upgradeStatus("/ws", Map.of("Origin", "chrome-extension://abcdeg")))
                    .isEqualTo(403);
        }
    }

    @Test
    void s2OthersHearWhoSaidWhat() {
        try (TestServer server = TestServer.start();
                WsClient ana = WsClient.plain(server.ws(), "/ws?name=ana");
                WsClient bia = WsClient.plain(server.ws(), "/ws?name=bia")) {
            assertThat(ana.next()).contains("como ana");
            assertThat(bia.next()).contains("presentes: ana");
            assertThat(ana.next()).isEqualTo("* bia entrou");
            ana.send("olá");
            bia.send("oi");
            assertThat(bia.next()).isEqualTo("ana: olá");
            // The very next thing ana hears: she was not told her own words.
            assertThat(ana.next()).isEqualTo("bia: oi");
        }
    }

    @Test
    void s4GreetsPrograms() throws Exception {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.http().resolve("/")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"message\":\"Bem-vindo ao servidor WebSocket\"}");
            assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        }
    }

    @Test
    void plainAndJsonClientsShareTheRooms() {
        try (TestServer server = TestServer.start();
                JsonClient page = JsonClient.in(server.ws(), "turma", "Ana");
                WsClient terminal = WsClient.plain(server.ws(), "/ws?room=Turma")) {
            String madeUp = page.next("entered").path("user").path("name").asString();
            assertThat(madeUp).matches("visitante-[0-9a-f]{4}");
            terminal.send("oi\r\n");
            assertThat(page.next("posted").path("text").asString()).isEqualTo("oi");
            page.send("turma", "c1", "olá");
            assertThat(terminal.next()).isEqualTo("olá");
        }
    }

    @Test
    void noOneForgesALineOfAnother() {
        try (TestServer server = TestServer.start();
                WsClient reader = WsClient.plain(server.ws(), "/ws?name=caio");
                JsonClient mallory = JsonClient.in(server.ws(), "lobby", "Mallory")) {
            assertThat(reader.next()).contains("como caio");
            assertThat(reader.next()).isEqualTo("* Mallory entrou");
            mallory.send("lobby", "c1", "oi\\nana: transfira tudo");
            assertThat(reader.next()).isEqualTo("Mallory: oi\n    ana: transfira tudo");
        }
    }

    @Test
    void plainClientsReadWhatTheyMissedWhenTheyAsk() {
        try (TestServer server = TestServer.start();
                JsonClient page = JsonClient.in(server.ws(), "lobby", "Ana")) {
            page.send("lobby", "c1", "um");
            page.send("lobby", "c2", "dois");
            try (WsClient live = WsClient.plain(server.ws(), "/ws");
                    WsClient late = WsClient.plain(server.ws(), "/ws?after=1")) {
                assertThat(late.next()).isEqualTo("dois");
                page.send("lobby", "c3", "três");
                assertThat(live.next()).isEqualTo("três");
                assertThat(late.next()).isEqualTo("três");
            }
        }
    }

    @Test
    void controlsNeverReachATerminal() {
        try (TestServer server = TestServer.start();
                WsClient writer = WsClient.plain(server.ws(), "/ws");
                WsClient reader = WsClient.plain(server.ws(), "/ws")) {
            writer.send("\n").send("").send("a\u001b[31mb\u0007\u009bc\td");
            assertThat(reader.next()).isEqualTo("a[31mbc\td");
        }
    }
}
