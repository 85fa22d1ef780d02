package chat.server;

import static chat.server.TestIdentityProvider.CLIENT_SECRET;
import static chat.server.TestIdentityProvider.date;
import static chat.server.TestIdentityProvider.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.config.Access.Way;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Coming in by an identity provider, which runs beside the server: the page by the code flow, programs by bearer tokens. */
class OidcIT extends OidcFixture {
    private static final int LOGGED_OUT = 4002;

    @Test
    void pageLogsInAtTheProviderAndIsTheSameUserLater() throws Exception {
        assertThat(new ApiClient(server()).get("/api/auth").body().toString())
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
        assertThat(new ApiClient(server()).logIn("ana", "").code()).isEqualTo("wrongCredentials");
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
        assertFailed(back(mine.memo(), "code=%FF&state=%FF"));
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
        assertThat(server().upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token)))
                .isEqualTo(101);
        assertThat(new ApiClient(server())
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
            assertThat(server().upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token.getValue())))
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
        try (TestServer exact = start(0, EnumSet.of(Way.OIDC));
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
        with(EnumSet.of(Way.GUEST, Way.OIDC));
        String token = provider.signed(provider.claims("robot").build());
        assertThat(hello(token).path("code").asString()).isEqualTo("internal");
        assertThat(server().upgradeStatus("/ws", Map.of("Authorization", "Bearer " + token)))
                .isEqualTo(502);
        assertThat(get(server().http().resolve("/api/auth/oidc/start"))
                        .headers()
                        .firstValue("location"))
                .contains("/?login=providerFailed");
        provider.fails(false);

        await().untilAsserted(
                        () -> assertThat(hello(token).path("type").asString()).isEqualTo("welcome"));
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
