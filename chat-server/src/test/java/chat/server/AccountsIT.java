package chat.server;

import static chat.server.ApiClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import chat.server.ApiClient.Reply;
import chat.server.config.Access.Way;
import chat.server.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Accounts through the front door: who is who, over HTTP and on connections. */
class AccountsIT extends AccountsFixture {
    @Test
    void whoSignsUpTalksUnderThatName() {
        Reply session = api().signUp("Ana Maria");
        JsonClient client = connect();

        JsonNode welcome = hello(client, session.accessToken());

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.body().path("admin").asBoolean(true)).isFalse();
        assertThat(session.body().path("expiresInSeconds").asInt()).isEqualTo(900);
        assertThat(session.body().has("refreshToken")).isFalse();
        assertThat(session.header("set-cookie"))
                .matches("chat_refresh=[^;]+; Path=/api/auth; Max-Age=7776000; HttpOnly; SameSite=Strict");
        assertThat(welcome.at("/user/id").asString()).isEqualTo(session.userId());
        assertThat(welcome.at("/user/name").asString()).isEqualTo("Ana Maria");
        assertThat(welcome.path("account").asBoolean()).isTrue();
        assertThat(welcome.has("token")).isFalse();
        assertThat(client.join("lobby").path("seq").asInt()).isZero();
    }

    @Test
    void whatIsSaidBehindHelloWaitsForItsAnswer() {
        Reply session = api().signUp("Ana");
        JsonClient client = connect();
        client.say("{'type':'hello','id':1,'token':'" + session.accessToken() + "'}");
        client.say("{'type':'join','id':2,'room':'lobby'}");
        client.say("{'type':'send','id':3,'room':'lobby','cid':'c1','text':'olá'}");

        assertThat(client.any().path("type").asString()).isEqualTo("welcome");
        assertThat(client.next("ack").path("seq").asInt()).isEqualTo(1);
    }

    @Test
    void accountIsTheSameAfterARestart() throws Exception {
        Path dataDir = Files.createTempDirectory("chat-accounts");
        UnaryOperator<ServerConfig> config =
                it -> it.withDataDir(dataDir).withAccess(access -> access.withWays(Set.of(Way.ACCOUNTS)));
        Optional<String> cookie;
        String id;
        try (TestServer first = TestServer.start(config)) {
            ApiClient ana = new ApiClient(first);
            id = ana.signUp("Ana").userId();
            cookie = ana.cookie();
        }
        try (TestServer second = TestServer.start(config)) {
            assertThat(new ApiClient(second).withCookie(cookie).refresh().userId())
                    .isEqualTo(id);
            assertThat(new ApiClient(second).logIn("ana").userId()).isEqualTo(id);
            assertThat(new ApiClient(second).signUp("ANA").code()).isEqualTo("nameTaken");
        }
    }

    @Test
    void registeredNameIsRefusedToGuests() {
        api().signUp("Ana");
        JsonClient guest = connect();
        guest.say("{'type':'hello','id':1,'name':'ANA'}");

        JsonNode refused = guest.next("error");

        assertThat(refused.path("code").asString()).isEqualTo("nameTaken");
        assertThat(refused.path("suggestion").asString()).isEqualTo("ANA-2");
        assertThat(guest.hello("Ana-2").at("/user/name").asString()).isEqualTo("Ana-2");
        try (WsClient plain = WsClient.plain(server().ws(), "/ws?name=ana")) {
            assertThat(plain.next()).contains("ana-3");
        }
    }

    @Test
    void nameOfAGuestWhoIsPresentIsNotToBeRegisteredByOthers() {
        connect().hello("Bia");

        Reply refused = api().signUp("bia");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("nameTaken");
        assertThat(refused.body().path("suggestion").asString()).isEqualTo("bia-2");
    }

    @Test
    void guestBecomesAnAccountWithAllThatIsTheirs() {
        JsonClient guest = connect();
        JsonNode welcome = guest.hello("Bia");
        guest.join("lobby");
        guest.send("lobby", "c1", "ainda convidada");
        String token = welcome.path("token").asString();

        Reply session = api().post(
                        "/api/auth/signup",
                        "{'name':'Bia','password':'" + PASSWORD + "','guestToken':'" + token + "'}");

        assertThat(session.userId()).isEqualTo(welcome.at("/user/id").asString());
        assertThat(guest.closeCode()).isEqualTo(LOGGED_OUT);
        assertThat(hello(connect(), token).path("code").asString()).isEqualTo("badToken");
        JsonClient account = greeted(session);
        account.join("lobby");
        account.say("{'type':'edit','room':'lobby','cid':'c2','target':1,'text':'registrada'}");
        assertThat(account.next("ack").path("seq").asInt()).isEqualTo(2);
    }

    @Test
    void whereGuestsAreNotAllowedNobodyComesInWithoutAnAccount() throws Exception {
        with(access -> access.withWays(Set.of(Way.ACCOUNTS)));
        JsonClient client = connect();
        client.say("{'type':'hello','id':1,'name':'Bia'}");
        assertThat(client.next("error").path("code").asString()).isEqualTo("loginRequired");
        client.say("{'type':'join','id':2,'room':'lobby'}");
        assertThat(client.next("error").path("code").asString()).isEqualTo("helloFirst");
        assertThat(server().upgradeStatus("/ws", Map.of())).isEqualTo(401);
        assertThat(server().upgradeStatus("/ws?name=bia", Map.of())).isEqualTo(401);
        assertThat(api().get("/api/auth").body().path("ways").toString()).isEqualTo("[\"accounts\"]");

        Reply session = api().signUp("Bia");
        assertThat(hello(client, session.accessToken()).path("type").asString()).isEqualTo("welcome");
    }
}
