package chat.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.server.auth.TestPeople;
import chat.server.config.Access.Way;
import chat.server.config.ServerConfig;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever asks while the accounts cannot be read gets an answer, and may ask again. */
class FailingStoreTest {
    private final ServerConfig config = config();
    private final TestPeople people = TestPeople.withoutStore(config);
    private final EmbeddedServer server = new EmbeddedServer(config, any -> people);

    private static ServerConfig config() {
        return TestConfig.defaults().build().withAccess(access -> access.withWays(Set.of(Way.GUEST, Way.ACCOUNTS)));
    }

    @AfterEach
    void close() {
        server.close();
        people.close();
    }

    private String answer(String request) {
        byte[] bytes = request.getBytes(US_ASCII);
        server.receive(bytes, 0, bytes.length);
        return new String(server.sent(), UTF_8);
    }

    @Test
    void apiSaysSo() {
        assertThat(answer("GET /api/auth/devices HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + people.accessToken() + "\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("\"code\":\"unavailable\"")
                .contains("retryAfterMillis");
    }

    @Test
    void upgradeSaysSo() {
        assertThat(answer(TestPipeline.upgrade("/ws", "Authorization: Bearer " + people.accessToken())))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("retry-after: ");
    }
}
