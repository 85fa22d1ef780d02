package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.api.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with bodies, right and wrong: only under {@code /api/}, of one length, and nothing hides behind them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiRequestsIT {
    private static final String POST = "POST /api/auth/login HTTP/1.1\r\nHost: chat.example\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String SECOND = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final TestServer server;

    ApiRequestsIT() throws IOException {
        server = new TestServer(TestConfig.defaults());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String post(String body) {
        return POST + JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static Stream<Arguments> malformed() {
        String chunk = "5\r\nhello\r\n0\r\n\r\n";
        return Stream.of(
                Arguments.of(
                        400, "both lengths", POST + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunk),
                Arguments.of(400, "chunked", POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk),
                Arguments.of(400, "chunked, identity", POST + "Transfer-Encoding: identity\r\n\r\n"),
                Arguments.of(
                        400, "chunked in 1.0", "POST /api/auth/login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
                Arguments.of(400, "lengths repeated", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(400, "lengths that differ", POST + "Content-Length: 2\r\nContent-Length: 0\r\n\r\n{}"),
                Arguments.of(400, "lengths listed", POST + "Content-Length: 2, 2\r\n\r\n{}"),
                Arguments.of(400, "length with sign", POST + "Content-Length: +2\r\n\r\n{}"),
                Arguments.of(400, "negative length", POST + "Content-Length: -2\r\n\r\n{}"),
                Arguments.of(400, "length in hex", POST + "Content-Length: 0x2\r\n\r\n{}"),
                Arguments.of(400, "length with zeros", POST + "Content-Length: 02\r\n\r\n{}"),
                Arguments.of(400, "length too large", POST + "Content-Length: 99999999999999999999\r\n\r\n"),
                Arguments.of(413, "length of 2^31", POST + "Content-Length: 2147483648\r\n\r\n"),
                Arguments.of(
                        413, "one byte too many", POST + "Content-Length: " + (Api.BODY_BYTES_MAX + 1) + "\r\n\r\n"),
                Arguments.of(417, "to be asked first", POST + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"),
                Arguments.of(
                        413,
                        "with an upgrade",
                        POST + "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 5\r\n\r\nhello"),
                Arguments.of(413, "elsewhere", "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(413, "beside it", "POST /api HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(
                        413, "in other letters", "POST /API/auth HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("malformed")
    void getOneAnswerAndAClose(int status, String what, String request) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(request + SECOND);

            assertThat(statuses(client.untilEnd())).containsExactly(status);
        }
    }

    @Test
    void whatStandsInABodyIsNoRequest() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(post(SECOND) + SECOND);

            assertThat(statuses(client.untilEnd())).containsExactly(400, 200);
        }
    }

    @Test
    void bodyMayComeByteByByteAndAsLongAsItMayBe() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(post(" ".repeat(Api.BODY_BYTES_MAX - 2) + "{}"));
            assertThat(client.response().status()).as("no such way in here").isIn(400, 404);
            for (char c : post("{}").toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.response().status()).isIn(400, 404);
            assertThat(client.send(SECOND).response().text()).isEqualTo("alive\n");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        String pair = "GET /api/auth HTTP/1.1\r\nHost: a\r\n\r\n" + post("[]");
        try (RawClient client = server.connect()) {
            client.send(pair.repeat(100) + SECOND);

            assertThat(statuses(client.untilEnd()))
                    .startsWith(200, 400, 200, 400)
                    .endsWith(200, 400, 200)
                    .hasSize(201);
        }
    }

    @Test
    void bodyThatDoesNotComeInTimeIsNotWaitedFor() throws IOException {
        try (TestServer impatient = new TestServer(TestConfig.defaults().withHandshakeMillis(300));
                RawClient client = impatient.connect()) {
            client.send(POST + JSON + "Content-Length: 100\r\n\r\n{");

            assertThat(client.untilEnd()).isEmpty();
            assertThat(impatient.metrics.requestsTimedOut.sum()).isEqualTo(1);
        }
    }

    @Test
    void pageOfAnotherSiteIsRefusedAndAskedNothing() throws IOException {
        try (RawClient client = server.connect()) {
            String foreign = post("{}").replace("\r\n\r\n", "\r\nOrigin: https://evil.example\r\n\r\n");
            RawClient.Response refused = client.send(foreign).response();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("\"code\":\"foreignOrigin\"");
            assertThat(client.send(foreign.replace("https://evil.example", "null"))
                            .response()
                            .status())
                    .isEqualTo(403);
            assertThat(client.send(foreign.replace("https://evil.example", "http://chat.example:1"))
                            .response()
                            .status())
                    .isNotEqualTo(403);
            RawClient.Response preflight = client.request(
                            "OPTIONS /api/auth/login",
                            "Origin: https://evil.example",
                            "Access-Control-Request-Method: POST",
                            "Access-Control-Request-Headers: content-type")
                    .response();
            assertThat(preflight.status()).isEqualTo(403);
            RawClient.Response sameSite = client.request("OPTIONS /api/auth/login", "Origin: http://chat.example:8765")
                    .response();
            assertThat(sameSite.status()).isEqualTo(405);
            assertThat(sameSite.header("allow")).isEqualTo("POST");
            assertThat(sameSite.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: multipart/form-data; boundary=x\r\n",
                "Content-Type: text/plain; application/json\r\n",
                "Content-Type: application/json\r\nContent-Type: text/plain\r\n"
            })
    void whatAFormCanSendIsRefused(String type) throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.send(POST + type + "Content-Length: 2\r\n\r\n{}")
                            .response()
                            .status())
                    .isEqualTo(415);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{}{}",
                "{\"name\":{}}",
                "{\"name\":[\"a\"]}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "\u00ff\u00fe",
                "[[[[[[[[[[[["
            })
    void whatIsNoFlatObjectIsRefused(String body) throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Response response = client.send(post(body)).response();

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("\"code\":\"badMessage\"");
        }
    }

    @Test
    void answersAreForNobodyElse() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Response ways = client.request("GET /api/auth").response();

            assertThat(ways.status()).isEqualTo(200);
            assertThat(ways.text()).isEqualTo("{\"ways\":[\"guest\"],\"signUp\":\"open\",\"setup\":false}");
            assertThat(ways.header("cache-control")).isEqualTo("no-store");
            assertThat(ways.header("content-type")).isEqualTo("application/json");
            assertThat(ways.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(client.request("GET /api/nothing").response().status()).isEqualTo(404);
            assertThat(client.request("HEAD /api/auth").head().status()).isEqualTo(405);
        }
    }

    private static List<Integer> statuses(byte[] answers) {
        return new String(answers, StandardCharsets.ISO_8859_1)
                .lines()
                .flatMap(line -> IntStream.of(line.lastIndexOf("HTTP/1.1 "))
                        .filter(at -> at >= 0)
                        .mapToObj(at -> Integer.valueOf(line.substring(at + 9, at + 12))))
                .toList();
    }
}
