package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.config.MetricsAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /metrics} says, and to whom. */
class MetricsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A family of ours, in the text form. */
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (chat_\\w+) (\\w+)$");

    /** Its row in the documents. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(chat_\\w+)` \\| (\\w+) \\|");

    private static HttpResponse<String> get(TestServer server, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.http().resolve("/metrics")).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The value of one line. */
    private static double value(TestServer server, String series) {
        return get(server)
                .body()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + ": none (expected: a line)"));
    }

    @Test
    void everythingIsCounted() {
        try (TestServer server = TestServer.start();
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana");
                JsonClient bia = JsonClient.in(server.ws(), "lobby", "Bia")) {
            ana.send("lobby", "c1", "olá");
            bia.next("posted");
            bia.say("{'type':'join','room':'~nowhere','id':7}");
            assertThat(bia.next("error").path("code").asString()).isEqualTo("invalidField");

            HttpResponse<String> answer = get(server);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(value(server, "chat_websockets_open")).isEqualTo(2);
            assertThat(value(server, "chat_users_online")).isEqualTo(2);
            assertThat(value(server, "chat_rooms{kind=\"public\"}")).isEqualTo(1);
            assertThat(value(server, "chat_store_events_total")).isPositive();
            assertThat(value(server, "chat_store_commit_seconds_count")).isPositive();
            assertThat(value(server, "chat_refusals_total{code=\"invalidField\"}"))
                    .isEqualTo(1);
            assertThat(value(server, "jvm_threads_live_threads")).isPositive();

            ana.close();
            await().atMost(TextSocket.DEADLINE).until(() -> value(server, "chat_websockets_open") == 1);
        }
    }

    @Test
    void whatIsShownIsWrittenDown() throws IOException {
        String written = Files.readString(Path.of("..", "docs", "METRICS.md"), UTF_8);
        try (TestServer server = TestServer.start()) {
            assertThat(families(FAMILY, get(server).body())).isEqualTo(families(ROW, written));
        }
    }

    private static Set<String> families(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "Via", "X-Forwarded-For", "X-Real-IP"})
    void whoComesByProxyIsShownNothing(String header) {
        try (TestServer server = TestServer.start()) {
            HttpResponse<String> answer = get(server, header, "127.0.0.1");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).startsWith("There is nothing here.");
        }
    }

    @Test
    void whoAsksByAnotherNameIsShownNothing() throws IOException {
        try (TestServer server = TestServer.start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) TextSocket.DEADLINE.toMillis());
            String request = "GET /metrics HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void levelsOutliveCollections() {
        try (TestServer server = TestServer.start()) {
            get(server);
            System.gc();
            assertThat(get(server).body().lines().filter(line -> line.startsWith("chat_")))
                    .noneMatch(line -> line.endsWith(" NaN"));
        }
    }

    @Test
    void everybodyMayBeShownItAndNobody() {
        try (TestServer open =
                        TestServer.start(config -> config.withHttp(http -> http.withMetrics(MetricsAccess.OPEN)));
                TestServer off =
                        TestServer.start(config -> config.withHttp(http -> http.withMetrics(MetricsAccess.OFF)))) {
            assertThat(get(open, "Via", "1.1 proxy").statusCode()).isEqualTo(200);
            assertThat(get(off).statusCode()).isEqualTo(404);
        }
    }
}
