package chat.server;

import static chat.server.ApiClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import chat.server.ApiClient.Reply;
import chat.server.config.Access.Way;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code Authorization} on the upgrade: for terminals and programs, looked at before anything is answered. */
class AuthorizationIT extends AccountsFixture {
    private static Map<String, String> basic(String name, String password) {
        String pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + pair);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    @Test
    void terminalIsWhoItsPasswordOrTokenSays() {
        with(access -> access.withWays(Set.of(Way.ACCOUNTS)));
        Reply session = api().signUp("João Silva");
        try (JsonClient other = greeted(api().signUp("Bia"))) {
            other.join("lobby");
            other.next("live");
            for (Map<String, String> header : List.of(basic("joão silva", PASSWORD), bearer(session.accessToken()))) {
                try (WsClient terminal = WsClient.plain(server().ws(), "/ws", header)) {
                    assertThat(other.next("entered").at("/user/name").asString())
                            .isEqualTo("João Silva");
                    terminal.send("olá");
                    JsonNode posted = other.next("posted");
                    assertThat(posted.at("/from/id").asString()).isEqualTo(session.userId());
                    assertThat(posted.path("text").asString()).isEqualTo("olá");
                }
                other.next("left");
            }
        }
    }

    @Test
    void nameInTheAddressDoesNotCountForAnAccount() {
        api().signUp("Ana");
        try (WsClient terminal = WsClient.plain(server().ws(), "/ws/1/bia", basic("Ana", PASSWORD))) {
            assertThat(terminal.next()).contains("Ana").doesNotContain("bia");
        }
    }

    @Test
    void programNeedNotSayWhoItIsAgain() {
        Reply session = api().signUp("Robot");
        for (Map<String, String> header : List.of(basic("Robot", PASSWORD), bearer(session.accessToken()))) {
            try (JsonClient program = new JsonClient(WsClient.json(server().ws(), header))) {
                program.say("{'type':'hello'}");
                JsonNode welcome = program.next("welcome");
                assertThat(welcome.at("/user/id").asString()).isEqualTo(session.userId());
                assertThat(welcome.path("account").asBoolean()).isTrue();
            }
        }
    }

    @Test
    void guestsTokenIsGoodToo() {
        JsonNode welcome = connect().hello("Bia");
        try (JsonClient program = new JsonClient(
                WsClient.json(server().ws(), bearer(welcome.path("token").asString())))) {
            program.say("{'type':'hello'}");
            assertThat(program.next("welcome").path("user")).isEqualTo(welcome.path("user"));
        }
    }

    @Test
    void whoIsNobodyIsToldBeforeTheUpgrade() throws Exception {
        api().signUp("Ana");
        for (Map<String, String> wrong : List.of(
                basic("Ana", "wrong password"),
                basic("Nobody", PASSWORD),
                bearer("nonsense"),
                bearer("a1.u1.d1.9999999999.AAAA"),
                Map.of("Authorization", "Basic"),
                Map.of("Authorization", "Negotiate abc"))) {
            assertThat(server().upgradeStatus("/ws", wrong))
                    .as(wrong.toString())
                    .isEqualTo(401);
        }
        assertThat(server().upgradeStatus("/ws", basic("Ana", PASSWORD))).isEqualTo(101);
        assertThat(challenge()).isEqualTo("Basic realm=\"chat\", charset=\"UTF-8\", Bearer realm=\"chat\"");
    }

    private String challenge() throws Exception {
        with(access -> access.withWays(Set.of(Way.ACCOUNTS)));
        try (Socket socket = new Socket("127.0.0.1", server().port())) {
            socket.getOutputStream()
                    .write(("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> line.startsWith("www-authenticate: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("www-authenticate: ".length());
        }
    }

    @Test
    void guessingByUpgradesIsSlowedDownToo() throws Exception {
        api().signUp("Ana");
        for (int i = 0; i < 10; i++) {
            assertThat(server().upgradeStatus("/ws", basic("Ana", "wrong password")))
                    .isEqualTo(401);
        }
        assertThat(server().upgradeStatus("/ws", basic("Ana", PASSWORD))).isEqualTo(429);
        assertThat(api().logIn("Ana").code()).isEqualTo("rateLimited");
    }

    @Test
    void whatAProxyAskedOfItsOwnUsersIsIgnoredWhereThereAreNoAccounts() throws Exception {
        with(access -> access.withWays(Set.of(Way.GUEST)));

        assertThat(server().upgradeStatus("/ws", basic("proxy", "user"))).isEqualTo(101);
        assertThat(server().upgradeStatus("/ws", bearer("g1.forged.forged.forged")))
                .isEqualTo(401);
        assertThat(server().upgradeStatus("/ws", bearer("of.another.service"))).isEqualTo(101);
    }

    @Test
    void terminalsEndWithTheirAccountToo() {
        ApiClient admin = admin();
        Reply session = api().signUp("Ana");
        try (WsClient byPassword = WsClient.plain(server().ws(), "/ws?name=x1y", basic("Ana", PASSWORD));
                WsClient byToken = WsClient.plain(server().ws(), "/ws?name=x1y", bearer(session.accessToken()))) {
            byPassword.next();
            byToken.next();
            api().withToken(session.accessToken()).post("/api/auth/logout", "{}");
            assertThat(byToken.closeCode()).isEqualTo(LOGGED_OUT);

            admin.post("/api/admin/users/" + session.userId() + "/disabled", "{'disabled':true}");
            assertThat(byPassword.closeCode()).isEqualTo(LOGGED_OUT);
        }
    }

    @Test
    void noTokenAndNoPasswordReachesTheLog() throws Exception {
        try (LogRecorder log = LogRecorder.record()) {
            ApiClient ana = api();
            Reply session = ana.signUp("Ana");
            Reply refreshed = ana.refresh();
            String cookie = ana.cookie().orElseThrow();
            greeted(refreshed);
            server().upgradeStatus("/ws", basic("Ana", PASSWORD));
            server().upgradeStatus("/ws?token=" + session.accessToken(), bearer(session.accessToken() + "x"));
            ana.withToken(session.accessToken()).get("/api/auth/devices?token=" + session.accessToken());
            ana.logIn("Ana", "wrong " + PASSWORD);
            ana.post("/api/auth/password", "{'old':'" + PASSWORD + "','new':'" + PASSWORD + " 2'}");
            api().withCookie(Optional.of(cookie + "x")).refresh();

            String all = String.join("\n", log.lines());
            String signature =
                    session.accessToken().substring(session.accessToken().lastIndexOf('.'));
            String basic = basic("Ana", PASSWORD).get("Authorization").substring("Basic ".length());
            assertThat(all)
                    .contains("POST /api/auth/signup 201")
                    .doesNotContain(PASSWORD)
                    .doesNotContain(signature)
                    .doesNotContain(cookie.substring(cookie.lastIndexOf('.')))
                    .doesNotContain(basic);
        }
    }
}
