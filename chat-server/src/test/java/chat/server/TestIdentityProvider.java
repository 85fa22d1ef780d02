package chat.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect provider on a free port: discovery, keys that can be changed, and the code flow, in which everybody is
 * logged in at once as whoever the test says. It is as strict as a real one about clients, redirects, codes and PKCE.
 */
final class TestIdentityProvider implements AutoCloseable {
    static final String CLIENT_ID = "chat";
    static final String CLIENT_SECRET = "s3cret/with+signs";

    final AtomicInteger keyRequests = new AtomicInteger();
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();
    private volatile String subject = "ana-1";
    private volatile String name = "ana";
    private volatile boolean failing;
    private volatile Optional<String> nonce = Optional.empty();
    private volatile Answer answer = Answer.WELL;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** How requests are answered. */
    enum Answer {
        WELL,
        /** The head, and then nothing for as long as this runs. */
        NEVER_WHOLE,
        /** More than anybody wants. */
        ENDLESSLY
    }

    /** A code that was given out, and what it is worth. */
    private record Code(String redirect, String challenge, String nonce) {}

    TestIdentityProvider() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        rotate();
        http.createContext(
                "/realm/.well-known/openid-configuration", exchange -> json(exchange, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],
                "id_token_signing_alg_values_supported":["RS256"],"code_challenge_methods_supported":["S256"]}
                """.formatted(issuer())));
        http.createContext("/realm/keys", this::keys);
        http.createContext("/realm/authorize", this::authorize);
        http.createContext("/realm/token", this::token);
        http.setExecutor(threads);
        http.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/realm";
    }

    /** Who is logged in at the next log-in. */
    void is(String newSubject, String newName) {
        subject = newSubject;
        name = newName;
    }

    /** Signs with a new key from now on; the ones before are still published. */
    RSAKey rotate() {
        try {
            RSAKey key = new RSAKeyGenerator(2_048)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
            keys.add(key);
            return key;
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    RSAKey key() {
        return keys.get(keys.size() - 1);
    }

    /** Answers nothing but errors from now on, or no longer. */
    void fails(boolean now) {
        failing = now;
    }

    /** Puts this into the next tokens instead of what was asked for. */
    void answersWithNonce(String other) {
        nonce = Optional.of(other);
    }

    /** From now on. */
    void answers(Answer how) {
        answer = how;
    }

    /** Claims of a good token for a program. */
    JWTClaimsSet.Builder claims(String of) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(of)
                .audience(CLIENT_ID)
                .claim("preferred_username", of)
                .issueTime(date(0))
                .expirationTime(date(300));
    }

    static Date date(long secondsFromNow) {
        return Date.from(Instant.now().plusSeconds(secondsFromNow));
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, key());
    }

    static String signed(JWTClaimsSet claims, RSAKey key) {
        return signed(claims, key, JWSAlgorithm.RS256);
    }

    static String signed(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private void keys(HttpExchange exchange) throws IOException {
        keyRequests.incrementAndGet();
        JWKSet published = new JWKSet(List.<JWK>copyOf(keys));
        json(exchange, 200, published.toString(true));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, List<String>> asked =
                URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
        boolean right = "code".equals(first(asked, "response_type"))
                && CLIENT_ID.equals(first(asked, "client_id"))
                && "S256".equals(first(asked, "code_challenge_method"))
                && first(asked, "scope").contains("openid");
        if (!right) {
            json(exchange, 400, "{}");
            return;
        }
        String code = UUID.randomUUID().toString();
        String redirect = first(asked, "redirect_uri");
        codes.put(code, new Code(redirect, first(asked, "code_challenge"), first(asked, "nonce")));
        exchange.getResponseHeaders().set("Location", redirect + "?code=" + code + "&state=" + first(asked, "state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> asked = URLUtils.parseParameters(body);
        String client = Base64.getEncoder()
                .encodeToString((CLIENT_ID + ":" + "s3cret%2Fwith%2Bsigns").getBytes(StandardCharsets.UTF_8));
        Code code = codes.remove(first(asked, "code"));
        boolean right = ("Basic " + client).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && code != null
                && code.redirect.equals(first(asked, "redirect_uri"))
                && CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(first(asked, "code_verifier")))
                        .getValue()
                        .equals(code.challenge);
        if (!right) {
            json(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String idToken = signed(claims(subject)
                .claim("preferred_username", name)
                .claim("nonce", nonce.orElse(code.nonce))
                .build());
        json(
                exchange,
                200,
                "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"" + idToken
                        + "\"}");
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of("")).get(0);
    }

    private void json(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(failing ? 503 : status, answer == Answer.WELL ? bytes.length : 0);
        try (OutputStream body = exchange.getResponseBody()) {
            if (answer == Answer.NEVER_WHOLE) {
                body.write('{');
                body.flush();
                closed.await();
            }
            while (answer == Answer.ENDLESSLY && closed.getCount() > 0) {
                body.write(bytes);
            }
            if (answer == Answer.WELL) {
                body.write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
