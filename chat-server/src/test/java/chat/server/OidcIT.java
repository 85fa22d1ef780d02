package chat.server;

import static chat.server.TestIdentityProvider.CLIENT_ID;
import static chat.server.TestIdentityProvider.CLIENT_SECRET;
import static chat.server.TestIdentityProvider.date;
import static chat.server.TestIdentityProvider.signed;
import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.Access.Way;
import chat.server.config.Oidc;
import chat.server.config.Oidc.Algorithm;
import chat.server.config.Secret;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Coming in by an identity provider, which runs beside the server: the page by the code flow, programs by bearer tokens. */
class OidcIT {
    private static final int LOGGED_OUT = 4002;

    private final TestIdentityProvider provider = new TestIdentityProvider();
    private final TestServer server = start(60);
    private final HttpClient http = HttpClient.newHttpClient();

    private TestServer start(int skewSeconds) {
        Oidc oidc = new Oidc(
                provider.issuer(),
                CLIENT_ID,
                Optional.of(new Secret(CLIENT_SECRET)),
                "The school",
                Optional.empty(),
                "preferred_username",
                List.of(Algorithm.RS256, Algorithm.ES256),
                skewSeconds);
        return TestServer.start(config -> config.withAccess(access -> access.withWays(EnumSet.allOf(Way.class))
                .withPublicUrl(Optional.of("http://chat.example"))
                .withOidc(Optional.of(oidc))));
    }

    @AfterEach
    void close() {
        server.close();
        provider.close();
    }

    private HttpResponse<String> get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(WsClient.DEADLINE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A browser that has been at the provider and is sent back. */
    private record Returning(String memo, String query) {}

    private Returning atTheProvider() throws Exception {
        HttpResponse<String> start = get(server.http().resolve("/api/auth/oidc/start"));
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

    private HttpResponse<String> back(String memo, String query) throws Exception {
        HttpResponse<String> response =
                get(server.http().resolve("/api/auth/oidc/callback?" + query), "Cookie", "chat_oidc=" + memo);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().allValues("set-cookie"))
                .anyMatch(cookie -> cookie.startsWith("chat_oidc=; ") && cookie.contains("Max-Age=0"));
        return response;
    }

    /** The page after it was logged in. */
    private ApiClient loggedIn(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("location")).contains("/");
        String cookie = response.headers().allValues("set-cookie").stream()
                .filter(it -> it.startsWith("chat_refresh="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("; HttpOnly; SameSite=Strict");
        return new ApiClient(server)
                .withCookie(Optional.of(cookie.substring("chat_refresh=".length(), cookie.indexOf(';'))));
    }

    private static void assertFailed(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("location")).contains("/?login=providerFailed");
        assertThat(response.headers().allValues("set-cookie")).noneMatch(it -> it.startsWith("chat_refresh="));
    }

    private JsonNode hello(String token) {
        try (JsonClient client = JsonClient.connect(server.ws())) {
            client.say("{'type':'hello','id':1,'token':'" + token + "'}");
            return client.next(message -> message.path("id").asInt() == 1);
        }
    }

    @Test
    void pageLogsInAtTheProviderAndIsTheSameUserLater() throws Exception {
        assertThat(new ApiClient(server).get("/api/auth").body().toString())
                .contains("\"ways\":[\"guest\",\"accounts\",\"oidc\"]", "\"oidc\":{\"name\":\"The school\"}");
        Returning first = atTheProvider();
        ApiClient.Reply session = loggedIn(back(first.memo(), first.query())).refresh();

        assertThat(session.body().at("/user/name").asString()).isEqualTo("ana");
        JsonNode welcome = hello(session.accessToken());
        assertThat(welcome.path("account").asBoolean()).isTrue();
        assertThat(welcome.at("/user/id").asString()).isEqualTo(session.userId());

        provider.is("ana-1", "Ana Renamed");
        Returning again = atTheProvider();
        ApiClient.Reply second = loggedIn(back(again.memo(), again.query())).refresh();
        assertThat(second.userId()).isEqualTo(session.userId());
        provider.is("another", "ana");
        Returning other = atTheProvider();
        ApiClient.Reply third = loggedIn(back(other.memo(), other.query())).refresh();
        assertThat(third.userId()).isNotEqualTo(session.userId());
        assertThat(third.body().at("/user/name").asString()).isEqualTo("ana-2");
        assertThat(new ApiClient(server).logIn("ana", "").code()).isEqualTo("wrongCredentials");
    }

    @Test
    void answerThatIsNotForThisBrowserLogsNobodyIn() throws Exception {
        Returning mine = atTheProvider();
        Returning others = atTheProvider();

        assertFailed(back("", mine.query()));
        assertFailed(back(others.memo(), mine.query()));
        assertFailed(back(mine.memo() + "x", mine.query()));
        assertFailed(back(mine.memo(), mine.query() + "x"));
        assertFailed(back(mine.memo(), mine.query() + "&iss=https%3A%2F%2Fother.example"));
        assertFailed(back(mine.memo(), "error=access_denied&" + mine.query().replaceFirst("code=[^&]+&", "")));
        assertFailed(back(mine.memo(), ""));
        assertFailed(back(mine.memo(), "code=%zz&state=%zz"));
        assertFailed(back(mine.memo(), mine.query().replaceFirst("code=[^&]+", "code=guessed")));
        loggedIn(back(mine.memo(), mine.query()));
        assertFailed(back(mine.memo(), mine.query()));
    }

    @Test
    void programComesInWithATokenOfTheProvider() throws Exception {
        String token = provider.signed(provider.claims("robot").build());

        JsonNode welcome = hello(token);

        assertThat(welcome.at("/user/name").asString()).isEqualTo("robot");
        assertThat(hello(token).path("user")).isEqualTo(welcome.path("user"));
        assertThat(server.upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token)))
                .isEqualTo(101);
        assertThat(new ApiClient(server)
                        .withToken(token)
                        .get("/api/auth/devices")
                        .status())
                .isEqualTo(200);
        assertThat(provider.keyRequests.get()).isEqualTo(1);
    }

    @Test
    void newKeyOfTheProviderIsFoundAndTheOldOneStaysGood() {
        String old = provider.signed(provider.claims("robot").build());
        assertThat(hello(old).path("type").asString()).isEqualTo("welcome");
        provider.rotate();

        String fresh = provider.signed(provider.claims("robot").build());

        assertThat(hello(fresh).path("type").asString()).isEqualTo("welcome");
        assertThat(hello(old).path("type").asString()).isEqualTo("welcome");
        assertThat(provider.keyRequests.get()).isEqualTo(2);
    }

    /** Tokens that are wrong in one way each. */
    private Map<String, String> wrong() throws JOSEException {
        JWTClaimsSet good = provider.claims("robot").build();
        RSAKey stranger =
                new RSAKeyGenerator(2_048).keyID(provider.key().getKeyID()).generate();
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(provider.key().getKeyID())
                        .build(),
                good);
        symmetric.sign(new MACSigner(provider.key().toRSAPublicKey().getEncoded()));
        String signed = provider.signed(good);
        String[] parts = signed.split("\\.");
        String other = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(good.toString().replace("robot", "admin").getBytes(StandardCharsets.UTF_8));
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put(
                "of another audience",
                provider.signed(provider.claims("robot").audience("other").build()));
        wrong.put(
                "of no audience",
                provider.signed(provider.claims("robot").audience((String) null).build()));
        wrong.put(
                "of another issuer",
                provider.signed(
                        provider.claims("robot").issuer("https://other.example").build()));
        wrong.put("alg none", new PlainJWT(good).serialize());
        wrong.put("alg none with a signature", new PlainJWT(good).serialize() + parts[2]);
        wrong.put("HS256 with the public key", symmetric.serialize());
        wrong.put("forged with another key of that id", signed(good, stranger));
        wrong.put("of an algorithm that is not allowed", signed(good, provider.key(), JWSAlgorithm.PS256));
        wrong.put("changed", parts[0] + "." + other + "." + parts[2]);
        wrong.put("without its signature", parts[0] + "." + parts[1] + ".");
        wrong.put(
                "without an end",
                provider.signed(provider.claims("robot").expirationTime(null).build()));
        wrong.put(
                "without a subject",
                provider.signed(provider.claims("robot").subject(null).build()));
        wrong.put(
                "not good yet",
                provider.signed(
                        provider.claims("robot").notBeforeTime(date(300)).build()));
        wrong.put("no token", "a.b.c");
        return wrong;
    }

    @Test
    void tokenThatIsWrongInAnyWayLetsNobodyIn() throws Exception {
        for (Map.Entry<String, String> token : wrong().entrySet()) {
            JsonNode answer = hello(token.getValue());
            assertThat(answer.path("code").asString()).as(token.getKey()).isEqualTo("badToken");
            assertThat(server.upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token.getValue())))
                    .as(token.getKey())
                    .isEqualTo(401);
        }
        assertThat(hello(provider.signed(provider.claims("robot").build()))
                        .path("type")
                        .asString())
                .isEqualTo("welcome");
    }

    @Test
    void expiredTokenIsToldAsSuchBeyondTheSkew() {
        String late = provider.signed(
                provider.claims("robot").expirationTime(date(-120)).build());
        String inTime = provider.signed(
                provider.claims("robot").expirationTime(date(-20)).build());

        assertThat(hello(late).path("code").asString()).isEqualTo("tokenExpired");
        assertThat(hello(inTime).path("type").asString()).isEqualTo("welcome");
    }

    @Test
    void connectionEndsWhenItsTokenDoes() {
        try (TestServer exact = start(0);
                JsonClient client = JsonClient.connect(exact.ws())) {
            String token = provider.signed(
                    provider.claims("robot").expirationTime(date(3)).build());
            client.say("{'type':'hello','token':'" + token + "'}");
            assertThat(client.next("welcome").path("account").asBoolean()).isTrue();

            assertThat(client.closeCode()).isEqualTo(LOGGED_OUT);
        }
    }

    @Test
    void providerThatCannotBeAskedLetsNobodyInAndIsAskedAgain() throws Exception {
        provider.fails(true);
        String token = provider.signed(provider.claims("robot").build());
        assertThat(hello(token).path("code").asString()).isEqualTo("internal");
        assertThat(server.upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token)))
                .isEqualTo(502);
        assertThat(get(server.http().resolve("/api/auth/oidc/start")).headers().firstValue("location"))
                .contains("/?login=providerFailed");
        provider.fails(false);

        assertThat(hello(token).path("type").asString()).isEqualTo("welcome");
    }

    @Test
    void noTokenOfTheProviderReachesTheLog() throws Exception {
        try (LogRecorder log = LogRecorder.record()) {
            String token = provider.signed(provider.claims("robot").build());
            hello(token);
            for (String wrong : wrong().values()) {
                hello(wrong);
            }
            Returning page = atTheProvider();
            loggedIn(back(page.memo(), page.query()));

            assertThat(String.join("\n", log.lines()))
                    .contains("GET /api/auth/oidc/callback 303")
                    .doesNotContain(token.substring(token.lastIndexOf('.') + 1))
                    .doesNotContain(page.memo())
                    .doesNotContain(page.query())
                    .doesNotContain(CLIENT_SECRET);
        }
    }
}
