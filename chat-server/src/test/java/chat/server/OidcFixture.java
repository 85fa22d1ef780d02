package chat.server;

import static chat.server.TestIdentityProvider.CLIENT_ID;
import static chat.server.TestIdentityProvider.CLIENT_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.Access.Way;
import chat.server.config.Oidc;
import chat.server.config.Oidc.Algorithm;
import chat.server.config.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A server and an identity provider beside it, and what browsers and programs do with both. */
abstract class OidcFixture {
    static final int LOGGED_OUT = 4002;

    final TestIdentityProvider provider = new TestIdentityProvider();
    private TestServer server = start(60, EnumSet.allOf(Way.class));
    private final HttpClient http = HttpClient.newHttpClient();

    final TestServer server() {
        return server;
    }

    /** Goes on with another server. */
    final void with(Set<Way> ways) {
        server.close();
        server = start(60, ways);
    }

    /** One more server with the same provider. */
    final TestServer start(int skewSeconds, Set<Way> ways) {
        return TestServer.start(config -> config.withAccess(access -> access.withWays(ways)
                .withPublicUrl(Optional.of("http://chat.example"))
                .withOidc(Optional.of(oidc(skewSeconds)))));
    }

    final Oidc oidc(int skewSeconds) {
        return new Oidc(
                provider.issuer(),
                CLIENT_ID,
                Optional.of(new Secret(CLIENT_SECRET)),
                "The school",
                Optional.empty(),
                "preferred_username",
                List.of(Algorithm.RS256, Algorithm.ES256),
                skewSeconds);
    }

    @AfterEach
    final void close() {
        server.close();
        provider.close();
    }

    final HttpResponse<String> get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(WsClient.DEADLINE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A browser that has been at the provider and is sent back. */
    record Returning(String memo, String query) {}

    final Returning atTheProvider() throws Exception {
        HttpResponse<String> start = get(server().http().resolve("/api/auth/oidc/start"));
        assertThat(start.statusCode()).isEqualTo(303);
        String cookie = start.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).matches("chat_oidc=o1\\.[^;]+; Path=/api/auth/oidc; Max-Age=600; HttpOnly; SameSite=Lax");
        HttpResponse<String> back =
                get(URI.create(start.headers().firstValue("location").orElseThrow()));
        assertThat(back.statusCode()).isEqualTo(302);
        URI location = URI.create(back.headers().firstValue("location").orElseThrow());
        assertThat(location.toString()).startsWith("http://chat.example/api/auth/oidc/callback?");
        return new Returning(cookie.substring("chat_oidc=".length(), cookie.indexOf(';')), location.getRawQuery());
    }

    final HttpResponse<String> back(String memo, String query) throws Exception {
        HttpResponse<String> response =
                get(server().http().resolve("/api/auth/oidc/callback?" + query), "Cookie", "chat_oidc=" + memo);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().allValues("set-cookie"))
                .anyMatch(cookie -> cookie.startsWith("chat_oidc=; ") && cookie.contains("Max-Age=0"));
        return response;
    }

    /** The page after it was logged in. */
    final ApiClient loggedIn(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("location")).contains("/");
        String cookie = response.headers().allValues("set-cookie").stream()
                .filter(it -> it.startsWith("chat_refresh="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("; HttpOnly; SameSite=Strict");
        return new ApiClient(server)
                .withCookie(Optional.of(cookie.substring("chat_refresh=".length(), cookie.indexOf(';'))));
    }

    static void assertFailed(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("location")).contains("/?login=providerFailed");
        assertThat(response.headers().allValues("set-cookie")).noneMatch(it -> it.startsWith("chat_refresh="));
    }

    final JsonNode hello(String token) {
        try (JsonClient client = JsonClient.connect(server().ws())) {
            client.say("{'type':'hello','id':1,'token':'" + token + "'}");
            return client.next(message -> message.path("id").asInt() == 1);
        }
    }
}
