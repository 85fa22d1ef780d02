package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.ApiClient.Reply;
import chat.server.config.Access.Way;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Attacks on who somebody is: by pages of other sites, by tokens that are none, by guessing. */
class WhoAttacksIT extends AccountsFixture {
    private static final String SECRET = "what only those in the room may read";

    private Reply ana;

    @BeforeEach
    void talk() {
        ana = api().signUp("Ana");
        JsonClient talker = greeted(ana);
        talker.join("lobby");
        talker.send("lobby", "c1", SECRET);
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server().http().resolve(path))
                .timeout(WsClient.DEADLINE)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://127.0.0.1:%d.evil.example",
                "http://evil.example:%d",
                "http://127.0.0.1:%d@evil.example",
                "file://",
                "chrome-extension://abcdef",
                "http://127.0.0.1:%d/path"
            })
    void pageOfAnotherSiteGetsNothingAndChangesNothing(String pattern) throws Exception {
        String origin = pattern.formatted(server().port());
        ApiClient browser = api();
        Reply session = browser.logIn("Ana");
        String cookie = "chat_refresh=" + browser.cookie().orElseThrow();
        for (String path : List.of("/api/auth/refresh", "/api/auth/logout", "/api/auth/login", "/api/auth/signup")) {
            HttpResponse<String> response =
                    post(path, Map.of("Origin", origin, "Cookie", cookie, "Content-Type", "application/json"), "{}");
            assertThat(response.statusCode()).as(path).isEqualTo(403);
            assertThat(response.body()).contains("foreignOrigin").doesNotContain("accessToken");
            assertThat(response.headers().map().keySet())
                    .noneMatch(header -> header.startsWith("access-control") || header.equals("set-cookie"));
        }
        assertThat(server().upgradeStatus("/ws", Map.of("Origin", origin, "Cookie", cookie)))
                .isEqualTo(403);
        assertThat(server().upgradeStatus(
                                "/ws", Map.of("Origin", origin, "Authorization", "Bearer " + session.accessToken())))
                .isEqualTo(403);

        // Neither rotated nor logged out.
        assertThat(cookie).isEqualTo("chat_refresh=" + browser.cookie().orElseThrow());
        assertThat(browser.refresh().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""})
    void whatAFormCanSendNeitherRefreshesNorLogsOut(String type) throws Exception {
        ApiClient browser = api();
        browser.logIn("Ana");
        String cookie = "chat_refresh=" + browser.cookie().orElseThrow();
        Map<String, String> headers =
                type.isEmpty() ? Map.of("Cookie", cookie) : Map.of("Cookie", cookie, "Content-Type", type);
        for (String path : List.of("/api/auth/refresh", "/api/auth/logout")) {
            HttpResponse<String> response = post(path, headers, "{}");
            assertThat(response.statusCode()).as(path).isEqualTo(415);
            assertThat(response.headers().allValues("set-cookie")).isEmpty();
        }

        assertThat(browser.refresh().status()).isEqualTo(200);
    }

    @Test
    void cookieIsForTheApiOfThisSiteAlone() throws Exception {
        assertThat(ana.header("set-cookie"))
                .matches("chat_refresh=[^;]+; Path=/api/auth; Max-Age=7776000; HttpOnly; SameSite=Strict");
        with(access -> access.withPublicUrl(Optional.of("https://chat.example")));
        assertThat(api().signUp("Ana").header("set-cookie")).endsWith("; SameSite=Strict; Secure");
        ApiClient browser = api();
        browser.logIn("Ana");
        // Not by the address, and not by another method.
        assertThat(browser.get("/api/auth/refresh").status()).isEqualTo(405);
        assertThat(browser.get("/api/auth/logout").status()).isEqualTo(405);
        assertThat(browser.refresh().status()).isEqualTo(200);
    }

    private static String unsigned(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes()) + "." + encoder.encodeToString(claims.getBytes())
                + ".";
    }

    private static Stream<String> nobodysTokens() {
        return Stream.of(
                "",
                ".",
                "..",
                "a1.",
                "a1.u1.d1.9999999999.AAAA",
                "g1.",
                "g1.u1.QW5h.AAAA",
                "r1.d1.1.AAAA",
                "o1.a.b.c.9999999999.AAAA",
                unsigned("{\"sub\":\"admin\"}"),
                "Ana",
                "x".repeat(4_096),
                "x".repeat(6_000));
    }

    @ParameterizedTest
    @MethodSource("nobodysTokens")
    void tokenThatIsNoneShowsNothingOnAnyWayIn(String token) throws Exception {
        try (JsonClient client = JsonClient.connect(server().ws())) {
            List<JsonNode> told = new ArrayList<>();
            for (int tries = 1; tries <= 3; tries++) {
                client.say("{'type':'hello','token':'" + token + "'}");
                told.add(client.any());
                if (tries < 3) {
                    client.say("{'type':'join','room':'lobby'}").say("{'type':'history','room':'lobby'}");
                    told.add(client.any());
                    told.add(client.any());
                }
            }
            assertThat(told.toString()).doesNotContain(SECRET, "welcome", "joined");
            assertThat(told.get(0).path("code").asString()).isIn("badToken", "invalidField");
            assertThat(told.get(1).path("code").asString()).isEqualTo("helloFirst");
            if (told.get(0).path("code").asString().equals("badToken")) {
                assertThat(client.closeCode()).isEqualTo(NOT_AUTHENTICATED);
            }
        }
        if (!token.isBlank()) {
            Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
            assertThat(server().upgradeStatus("/ws?room=lobby", bearer)).isEqualTo(401);
            assertThat(api().withToken(token).get("/api/auth/devices").status()).isEqualTo(401);
            assertThat(api().withToken(token).get("/api/admin/users").status()).isEqualTo(401);
        }
    }

    @Test
    void tokenOfOneKindIsNoneOfAnother() throws Exception {
        ApiClient browser = api();
        Reply session = browser.logIn("Ana");
        String refresh = browser.cookie().orElseThrow();
        String guest = connect().hello("Bia").path("token").asString();

        assertThat(hello(connect(), refresh).path("code").asString()).isEqualTo("badToken");
        assertThat(api().withToken(refresh).get("/api/auth/devices").code()).isEqualTo("badToken");
        assertThat(api().withToken(guest).get("/api/auth/devices").code()).isEqualTo("badToken");
        assertThat(api().withCookie(Optional.of(session.accessToken()))
                        .refresh()
                        .code())
                .isEqualTo("badToken");
        assertThat(api().withCookie(Optional.of(guest)).refresh().code()).isEqualTo("badToken");
        assertThat(api().withToken(session.accessToken())
                        .get("/api/admin/users")
                        .code())
                .isEqualTo("forbidden");
    }

    @Test
    void tokenOfAnotherServerIsNone() {
        try (TestServer other = TestServer.start(
                config -> config.withAccess(access -> access.withWays(Set.of(Way.GUEST, Way.ACCOUNTS))))) {
            Reply there = new ApiClient(other).signUp("Ana");

            assertThat(hello(connect(), there.accessToken()).path("code").asString())
                    .isEqualTo("badToken");
        }
    }

    @Test
    void expiredTokenShowsNothing() {
        with(access -> access.withAccessTokenSeconds(1));
        Reply session = api().signUp("Ana");
        await().untilAsserted(() -> assertThat(api().withToken(session.accessToken())
                        .get("/api/auth/devices")
                        .code())
                .isEqualTo("tokenExpired"));
        JsonClient client = connect();
        assertThat(hello(client, session.accessToken()).path("code").asString()).isEqualTo("tokenExpired");
        client.say("{'type':'join','room':'lobby'}");
        assertThat(client.any().path("code").asString()).isEqualTo("helloFirst");
    }

    @Test
    void allSocketsOfARevokedDeviceAndOfADisabledAccountEnd() {
        ApiClient admin = admin();
        Reply first = api().logIn("Ana");
        Reply second = api().logIn("Ana");
        List<JsonClient> ofFirst = List.of(greeted(first), greeted(first));
        JsonClient ofSecond = greeted(second);

        api().withToken(first.accessToken()).post("/api/auth/logout", "{}");
        ofFirst.forEach(socket -> assertThat(socket.closeCode()).isEqualTo(LOGGED_OUT));
        assertThat(hello(connect(), first.accessToken()).path("code").asString())
                .isEqualTo("badToken");
        ofSecond.join("lobby");

        admin.post("/api/admin/users/" + ana.userId() + "/disabled", "{'disabled':true}");
        assertThat(ofSecond.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(hello(connect(), second.accessToken()).path("code").asString())
                .isEqualTo("badToken");
    }

    @Test
    void guessingIsSlowedDownByAddressWhateverNamesAreTried() {
        List<String> codes = new ArrayList<>();
        Reply slowed = api().logIn("Nobody", "wrong password");
        // On a slow machine some more pass, one every 6 s.
        for (int i = 0; i < 200 && slowed.status() == 401; i++) {
            codes.add(slowed.code());
            slowed = api().logIn("Nobody" + (char) ('a' + i % 26) + (char) ('a' + i / 26), "wrong password");
        }
        assertThat(codes).hasSizeBetween(50, 100).containsOnly("wrongCredentials");
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.header("retry-after")).isNotEmpty();
        assertThat(slowed.body().path("retryAfterMillis").asLong()).isPositive();
    }
}
