package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.ApiClient.Reply;
import chat.server.config.Access;
import chat.server.config.Access.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A server where people have accounts, and what tests do with it again and again. */
abstract class AccountsFixture {
    static final int LOGGED_OUT = 4002;
    static final int GOING_AWAY = 1001;
    static final int NOT_AUTHENTICATED = 4001;

    private TestServer server = start(UnaryOperator.identity());
    private final List<JsonClient> clients = new ArrayList<>();

    @AfterEach
    final void close() {
        clients.forEach(JsonClient::close);
        server.close();
    }

    private static TestServer start(UnaryOperator<Access> change) {
        return TestServer.start(config ->
                config.withAccess(access -> change.apply(access.withWays(Set.of(Way.GUEST, Way.ACCOUNTS)))));
    }

    /** Goes on with another server. */
    final void with(UnaryOperator<Access> change) {
        server.close();
        server = start(change);
    }

    final TestServer server() {
        return server;
    }

    final ApiClient api() {
        return new ApiClient(server);
    }

    final JsonClient connect() {
        JsonClient client = JsonClient.connect(server.ws());
        clients.add(client);
        return client;
    }

    /** What is answered to {@code hello} with this token. */
    final JsonNode hello(JsonClient client, String token) {
        client.say("{'type':'hello','id':1,'token':'" + token + "'}");
        return client.next(message -> message.path("id").asInt() == 1);
    }

    final JsonClient greeted(Reply session) {
        JsonClient client = connect();
        assertThat(hello(client, session.accessToken()).path("type").asString()).isEqualTo("welcome");
        return client;
    }

    /** Logged in as the administrator, who is called Root. */
    final ApiClient admin() {
        return admin(server);
    }

    /** As above, on any server. */
    static ApiClient admin(TestServer server) {
        ApiClient admin = new ApiClient(server);
        String code = server.server().setupCode().orElseThrow();
        Reply session = admin.post(
                "/api/auth/setup", "{'code':'" + code + "','name':'Root','password':'" + ApiClient.PASSWORD + "'}");
        return admin.withToken(session.accessToken());
    }
}
