package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Requests that two readers might understand in two ways, or that are meant to cost us: one answer and a close. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsIT {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";
    private static final String SECOND = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestServer server;

    HostileRequestsIT() throws IOException {
        server = new TestServer(TestConfig.defaults());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> malformed() {
        return Stream.concat(malformedFraming(), malformedLines());
    }

    private static Stream<Arguments> malformedFraming() {
        return Stream.of(
                Arguments.of(
                        400, "both lengths", GET + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                Arguments.of(400, "chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(400, "chunked", GET + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(
                        400, "chunk extension", GET + "Transfer-Encoding: chunked\r\n\r\n1;x=\n\r\na\r\n0\r\n\r\n"),
                Arguments.of(400, "unknown coding", GET + "Transfer-Encoding: xchunked\r\n\r\n"),
                Arguments.of(400, "coding with space", GET + "Transfer-Encoding : chunked\r\n\r\n"),
                Arguments.of(400, "lengths repeated", GET + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(400, "lengths listed", GET + "Content-Length: 0, 0\r\n\r\n"),
                Arguments.of(400, "length with sign", GET + "Content-Length: +0\r\n\r\n"),
                Arguments.of(400, "length in hex", GET + "Content-Length: 0x0\r\n\r\n"),
                Arguments.of(400, "length too large", GET + "Content-Length: 99999999999999999999\r\n\r\n"),
                Arguments.of(413, "a body", GET + "Content-Length: 5\r\n\r\nhello"),
                Arguments.of(413, "a body to expect", GET + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n"),
                Arguments.of(400, "folded", GET + "X: a\r\n b\r\n\r\n"),
                Arguments.of(400, "folded by tab", GET + "X: a\r\n\tb\r\n\r\n"),
                Arguments.of(400, "folded first", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
                Arguments.of(400, "bare LF", "GET / HTTP/1.1\nHost: a\n\n"),
                Arguments.of(400, "bare LF at a header", GET + "X: a\nY: b\r\n\r\n"),
                Arguments.of(400, "bare LF at the end", GET + "\n"),
                Arguments.of(400, "bare CR", GET + "X: a\rY: b\r\n\r\n"),
                Arguments.of(400, "NUL in a header", GET + "X: a\0b\r\n\r\n"),
                Arguments.of(400, "control in a header", GET + "X: a\u0001b\r\n\r\n"),
                Arguments.of(400, "DEL in a header", GET + "X: a\u007fb\r\n\r\n"));
    }

    private static Stream<Arguments> malformedLines() {
        return Stream.of(
                Arguments.of(400, "controls first", "\u0001\u0002" + GET + "\r\n"),
                Arguments.of(400, "LF first", "\n" + GET + "\r\n"),
                Arguments.of(400, "space first", " " + GET + "\r\n"),
                Arguments.of(400, "two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(400, "a tab between", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(400, "space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n"),
                Arguments.of(400, "a fourth part", "GET / x HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(400, "no version", "GET /\r\n\r\n"),
                Arguments.of(400, "no colon", GET + "X\r\n\r\n"),
                Arguments.of(400, "no name", GET + ": x\r\n\r\n"),
                Arguments.of(400, "space in a name", GET + "X Y: z\r\n\r\n"),
                Arguments.of(400, "bytes beyond ASCII in the target", "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(400, "relative target", "GET index.html HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(400, "authority as target", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(400, "no host", "GET / HTTP/1.1\r\n\r\n"),
                Arguments.of(400, "two hosts", GET + "Host: b\r\n\r\n"),
                Arguments.of(400, "an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                Arguments.of(400, "a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                Arguments.of(400, "a host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
                Arguments.of(400, "a host with a bad port", "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n"),
                Arguments.of(400, "hosts in a list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"),
                Arguments.of(400, "a bad host in 1.0", "GET / HTTP/1.0\r\nHost: a b\r\n\r\n"),
                Arguments.of(505, "HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
                Arguments.of(505, "HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of(400, "TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
                Arguments.of(414, "a long target", "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(414, "an endless line", "A".repeat(10_000)),
                Arguments.of(431, "a long header", GET + "X: " + "a".repeat(9_000) + "\r\n\r\n"),
                Arguments.of(431, "an endless header", GET + "X: " + "a".repeat(20_000)),
                Arguments.of(431, "1,000 headers", GET + "a:b\r\n".repeat(1_000) + "\r\n"));
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
    void limitsCanBeReached() throws IOException {
        try (RawClient client = server.connect()) {
            String longTarget = "GET /" + "a".repeat(RequestGuard.LINE_BYTES_MAX - "GET / HTTP/1.1\r\n".length());
            assertThat(client.send(longTarget + " HTTP/1.1\r\nHost: a\r\n\r\n")
                            .response()
                            .status())
                    .isEqualTo(404);
            String header = "X: " + "a".repeat(8_192 - "Host: a\r\nX: \r\n\r\n".length()) + "\r\n";
            assertThat(client.send(GET + header + "\r\n").response().status()).isEqualTo(200);
            String many = IntStream.range(1, RequestGuard.HEADER_LINES_MAX)
                    .mapToObj(i -> "X" + i + ": y\r\n")
                    .reduce("", String::concat);
            assertThat(client.send(GET + many + "\r\n").response().status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestMayComeByteByByte() throws IOException {
        try (RawClient client = server.connect()) {
            for (char c : ("\r\n\r\n" + SECOND).toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.response().text()).isEqualTo("alive\n");
        }
    }

    @Test
    void brokenOffRequestsAreNoErrors() throws IOException {
        for (String part : List.of("", "GET", "GET / HTTP/1.1\r\nHost", GET)) {
            try (RawClient client = server.connect()) {
                client.send(part).endOutput();
                assertThat(client.untilEnd()).isEmpty();
            }
        }
        long violations = server.metrics.violations.sum();
        try (RawClient client = server.connect()) {
            client.send(GET).reset();
        }
        try (RawClient client = server.connect()) {
            assertThat(client.send(SECOND).response().status()).isEqualTo(200);
        }
        assertThat(server.metrics.violations.sum()).isEqualTo(violations);
    }

    private static List<Integer> statuses(byte[] answers) {
        return new String(answers, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("HTTP/"))
                .map(line -> Integer.valueOf(line.split(" ")[1]))
                .toList();
    }
}
