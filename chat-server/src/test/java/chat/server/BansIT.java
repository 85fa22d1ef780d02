package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.ApiClient.Reply;
import chat.server.config.Access.Way;
import chat.server.config.ServerConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Bans from the whole server, over HTTP and on the command line: on live connections, on every way in, and over restarts. */
class BansIT {
    private static final int BANNED = 4003;

    @TempDir
    private Path temp;

    private Optional<TestServer> running = Optional.empty();

    @AfterEach
    void close() {
        running.ifPresent(TestServer::close);
    }

    private ServerConfig config(ServerConfig config) {
        return config.withDataDir(temp.resolve("data"))
                .withAccess(access -> access.withWays(Set.of(Way.GUEST, Way.ACCOUNTS)));
    }

    private TestServer server() {
        return running.orElseGet(() -> {
            TestServer server = TestServer.start(this::config);
            running = Optional.of(server);
            return server;
        });
    }

    private void stop() {
        running.ifPresent(TestServer::close);
        running = Optional.empty();
    }

    private ApiClient api() {
        return new ApiClient(server());
    }

    private Console.Outcome command(String... arguments) {
        return Console.of(temp.resolve("data"))
                .run(Stream.concat(Stream.of("admin"), Stream.of(arguments)).toArray(String[]::new));
    }

    private JsonClient greeted(String token) {
        JsonClient client = JsonClient.connect(server().ws());
        client.say("{'type':'hello','id':1,'token':'" + token + "'}");
        assertThat(client.next("welcome").has("user")).isTrue();
        return client;
    }

    /** What is answered to this {@code hello}, if that ends the connection as it should. */
    private JsonNode refusedHello(String who) {
        try (JsonClient client = JsonClient.connect(server().ws())) {
            client.say("{'type':'hello','id':1," + who + "}");
            JsonNode answer = client.any();
            assertThat(answer.path("code").asString()).isEqualTo("banned");
            assertThat(client.closeCode()).isEqualTo(BANNED);
            return answer;
        }
    }

    private static Map<String, String> basic(String name) {
        String pair = name + ":" + ApiClient.PASSWORD;
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bannedAccountIsOutAtOnceAndStaysOutEverywhere() throws Exception {
        ApiClient admin = AccountsFixture.admin(server());
        ApiClient page = api();
        Reply ana = page.signUp("Ana");
        JsonClient json = greeted(ana.accessToken());
        WsClient plain = WsClient.plain(server().ws(), "/ws?name=x1y", basic("Ana"));
        plain.next();

        Reply ban = admin.post(
                "/api/admin/bans", "{'user':'" + ana.userId() + "','seconds':3600,'reason':'spam in all rooms'}");

        assertThat(ban.status()).isEqualTo(201);
        long until = ban.body().path("until").asLong();
        JsonNode told = json.next("error");
        assertThat(told.path("code").asString()).isEqualTo("banned");
        assertThat(told.path("message").asString()).contains("from this server. Until 20", "Why: spam in all rooms");
        assertThat(told.path("retryAfterMillis").asLong()).isBetween(3_000_000L, 3_600_000L);
        assertThat(json.closeCode()).isEqualTo(BANNED);
        assertThat(plain.closeCode()).isEqualTo(BANNED);
        assertThat(refusedHello("'token':'" + ana.accessToken() + "'")
                        .path("message")
                        .asString())
                .contains("spam in all rooms");
        assertThat(server().upgradeStatus("/ws", basic("Ana"))).isEqualTo(403);
        Reply logIn = api().logIn("Ana");
        assertThat(logIn.status()).isEqualTo(403);
        assertThat(logIn.code()).isEqualTo("banned");
        assertThat(logIn.body().path("until").asLong()).isEqualTo(until);
        assertThat(logIn.body().path("reason").asString()).isEqualTo("spam in all rooms");
        assertThat(page.refresh().code()).isEqualTo("banned");
        assertThat(api().withToken(ana.accessToken()).get("/api/auth/devices").code())
                .isEqualTo("banned");
        assertThat(api().logIn("Ana", "wrong password").code()).isEqualTo("wrongCredentials");

        assertThat(admin.delete("/api/admin/bans/" + ana.userId()).status()).isEqualTo(204);
        greeted(api().logIn("Ana").accessToken()).close();
        assertThat(admin.delete("/api/admin/bans/" + ana.userId()).code()).isEqualTo("noSuchBan");
    }

    @Test
    void bannedGuestDoesNotComeBackFromThereUnderAnotherName() throws Exception {
        JsonClient guest = JsonClient.connect(server().ws());
        JsonNode welcome = guest.hello("Zoe");
        JsonClient neighbour = JsonClient.connect(server().ws());
        neighbour.hello("Yan");
        Reply ana = api().signUp("Ana");
        JsonClient account = greeted(ana.accessToken());
        String id = welcome.at("/user/id").asString();

        assertThat(command("ban", id, "--address", "--reason=noise").well())
                .singleElement()
                .asString()
                .matches("banned: " + id + "  Zoe  and from 127\\.0\\.0\\.1  for ever  by operator, .*  noise");

        assertThat(guest.closeCode()).isEqualTo(BANNED);
        assertThat(neighbour.closeCode()).isEqualTo(BANNED);
        assertThat(refusedHello("'name':'Somebody'").has("retryAfterMillis")).isFalse();
        refusedHello("'token':'" + welcome.path("token").asString() + "'");
        assertThat(server().upgradeStatus("/ws?name=x1y", Map.of())).isEqualTo(403);
        assertThat(api().signUp("Zoe").code()).isEqualTo("banned");
        account.join("lobby");
        greeted(api().logIn("Ana").accessToken()).close();

        command("unban", id).well();
        try (JsonClient again = JsonClient.connect(server().ws())) {
            again.hello("Somebody");
        }
    }

    @Test
    void addressAloneIsBannedAndLetInAgain() throws Exception {
        JsonClient guest = JsonClient.connect(server().ws());
        guest.hello("Zoe");
        ApiClient admin = AccountsFixture.admin(server());

        assertThat(admin.post("/api/admin/bans", "{'address':'127.0.0.1'}")
                        .body()
                        .path("subject")
                        .asString())
                .isEqualTo("127.0.0.1");

        assertThat(guest.closeCode()).isEqualTo(BANNED);
        refusedHello("'name':'Zoe'");
        assertThat(admin.get("/api/admin/bans").body().at("/bans/0/address").asString())
                .isEqualTo("127.0.0.1");
        assertThat(admin.delete("/api/admin/bans/127.0.0.1").status()).isEqualTo(204);
        try (JsonClient again = JsonClient.connect(server().ws())) {
            again.hello("Yan");
        }
        assertThat(admin.post("/api/admin/bans", "{'address':'example.com'}").code())
                .isEqualTo("invalidField");
    }

    @Test
    void banEndsByItself() {
        Reply ana = api().signUp("Ana");
        ApiClient admin = AccountsFixture.admin(server());
        admin.post("/api/admin/bans", "{'user':'" + ana.userId() + "','seconds':1}");

        await().untilAsserted(() -> assertThat(api().logIn("Ana").status()).isEqualTo(200));
        assertThat(admin.get("/api/admin/bans").body().path("bans")).isEmpty();
    }

    @Test
    void banOutlivesTheServerAndGoesWithItsUser() {
        Reply ana = api().signUp("Ana");
        stop();
        assertThat(command("ban", "Ana", "--days=2").well()).hasSize(1);
        assertThat(api().logIn("Ana").code()).isEqualTo("banned");
        stop();
        assertThat(api().logIn("ana").code()).isEqualTo("banned");
        assertThat(command("bans").well().get(0)).isEqualTo("1 bans");

        Console.of(temp.resolve("data")).run("erase-user", ana.userId()).well();

        assertThat(command("bans").well()).containsExactly("0 bans");
        assertThat(api().signUp("Ana").status()).isEqualTo(201);
        assertThat(command("audit").well().toString()).contains("  ban  " + ana.userId() + "  until=");
    }

    @Test
    void administratorIsNotBanned() {
        ApiClient admin = AccountsFixture.admin(server());
        String root = admin.get("/api/admin/users").body().at("/users/0/id").asString();

        assertThat(admin.post("/api/admin/bans", "{'user':'" + root + "'}").code())
                .isEqualTo("isAdmin");
        assertThat(command("ban", "Root").failed())
                .isEqualTo("not done: An administrator cannot be banned; make them none first.");
        assertThat(List.of(
                        command("unban", "Root").failed(),
                        command("ban", "no such").failed()))
                .containsExactly(
                        "not done: There is no such ban.",
                        "user: no such (expected: the name of an account, or an id)");
    }
}
