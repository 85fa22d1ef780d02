package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.transport.RawClient.Response;
import chat.server.transport.TestServer.Page;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers and machines get over plain HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpIT {
    private static final String SCRIPT = "/assets/index-Abc12345.js";

    private final TestServer server;

    HttpIT() throws IOException {
        server = new TestServer(TestConfig.defaults());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Response get(String path, String... headers) throws IOException {
        return ask("GET", path, headers);
    }

    private Response ask(String method, String path, String... headers) throws IOException {
        try (RawClient client = server.connect()) {
            client.request(method + " " + path, headers);
            return method.equals("HEAD") ? client.head() : client.response();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html; charset=utf-8
            */*                                                            | application/json
            application/json                                               | application/json
            text/html;q=0.5, application/json                              | application/json
            text/html;q=0.5, application/json;q=0.4                        | text/html; charset=utf-8
            text/*                                                         | text/html; charset=utf-8
            text/html, application/json                                    | application/json
            text/html;q=0, */*                                             | application/json
            TEXT/HTML                                                      | text/html; charset=utf-8
            text/html;q=nonsense                                           | application/json
            """)
    void homeIsThePageForThoseWhoPreferIt(String accept, String type) throws IOException {
        Response response = get("/", "Accept: " + accept);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("content-type")).isEqualTo(type);
        assertThat(response.header("vary")).contains("accept");
        assertThat(response.header("cache-control")).isEqualTo("no-cache");
    }

    @Test
    void homeGreetsMachines() throws IOException {
        assertThat(get("/").text()).isEqualTo("{\"message\":\"Bem-vindo ao servidor WebSocket\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/nothing", SCRIPT})
    void everyAnswerHasTheSecurityHeaders(String path) throws IOException {
        Response response = get(path, "Accept: text/html");

        assertThat(response.header("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(response.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(response.header("x-frame-options")).isEqualTo("DENY");
        assertThat(response.header("cross-origin-opener-policy")).isEqualTo("same-origin");
        assertThat(response.header("date"))
                .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }

    @Test
    void thePageMayConnectToItsOwnHost() throws IOException {
        assertThat(get("/", "Accept: text/html").header("content-security-policy"))
                .contains("connect-src 'self' ws://chat.example:8765 wss://chat.example:8765;");
    }

    @Test
    void thePageByItsNameIsTheSame() throws IOException {
        Response named = get("/index.html");
        Response page = get("/", "Accept: text/html");

        assertThat(named.text()).isEqualTo(page.text());
        assertThat(named.header("content-security-policy")).isEqualTo(page.header("content-security-policy"));
        assertThat(named.header("cache-control")).isEqualTo("no-cache");
    }

    @Test
    void aServiceWorkerIsAllowedAndAskedForAnewEachTime() throws IOException {
        Response worker = get("/sw.js");

        assertThat(worker.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(worker.header("cache-control")).isEqualTo("no-cache");
        assertThat(get("/manifest.webmanifest").header("content-type")).isEqualTo("application/manifest+json");
        assertThat(get("/", "Accept: text/html").header("content-security-policy"))
                .contains("worker-src 'self'", "manifest-src 'self'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                        | -    | 516
            gzip                     | gzip | 13
            gzip, deflate, br        | br   | 12
            br;q=0.1, gzip           | gzip | 13
            br;q=0, gzip;q=0         | -    | 516
            *                        | br   | 12
            *;q=0, gzip              | gzip | 13
            identity                 | -    | 516
            """)
    void filesComeInTheCodingThatTheClientLikesBest(String accept, String coding, int length) throws IOException {
        Response response = accept == null ? get(SCRIPT) : get(SCRIPT, "Accept-Encoding: " + accept);

        assertThat(response.headers().get("content-encoding")).isEqualTo(coding);
        assertThat(response.body().length).isEqualTo(length);
        assertThat(response.header("vary")).isEqualTo("accept-encoding");
    }

    @Test
    void hashedFilesAreCachedForeverAndOthersAskedForAgain() throws IOException {
        assertThat(get(SCRIPT).header("cache-control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(get("/favicon.svg").header("cache-control")).isEqualTo("no-cache");
        assertThat(get("/favicon.svg").header("content-type")).isEqualTo("image/svg+xml");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws IOException {
        String plain = get(SCRIPT).header("etag");
        String gzip = get(SCRIPT, "Accept-Encoding: gzip").header("etag");

        assertThat(plain).matches("\"[0-9a-f]{24}\"").isNotEqualTo(gzip);
        assertThat(get(SCRIPT, "If-None-Match: \"other\", W/" + plain).status()).isEqualTo(304);
        assertThat(get(SCRIPT, "If-None-Match: *").status()).isEqualTo(304);
        assertThat(get(SCRIPT, "If-None-Match: " + gzip).status()).isEqualTo(200);
        assertThat(get(SCRIPT, "If-None-Match: " + gzip, "Accept-Encoding: gzip")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void headIsGetWithoutTheBody() throws IOException {
        try (RawClient client = server.connect()) {
            client.request("HEAD " + SCRIPT).request("GET /healthz");

            Response head = client.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo(String.valueOf(Page.SCRIPT.length()));
            assertThat(client.response().text()).isEqualTo("alive\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "POST", "PUT", "DELETE", "TRACE", "PATCH", "FOO"})
    void otherMethodsAreNotAllowed(String method) throws IOException {
        Response response = ask(method, "/");

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.header("allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/assets/",
                "/assets",
                "/assets/index-Abc12345.js.gz",
                "/.vite/manifest.json",
                "/../web/index.html",
                "/assets/../index.html",
                "/assets/..%2findex.html",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..\\..\\etc\\passwd",
                "//etc/passwd",
                "/web/index.html",
                "/%61ssets/index-Abc12345.js",
                "/index.html%00.js",
                "/index.html/"
            })
    void whatIsNotAFileOfThePageIsNotFound(String path) throws IOException {
        Response response = get(path);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).isEqualTo("There is nothing here.\n");
    }

    @Test
    void absoluteTargetsMeanTheSame() throws IOException {
        assertThat(get("http://elsewhere.example/healthz?x=1").text()).isEqualTo("alive\n");
        assertThat(get("http://elsewhere.example").text()).startsWith("{\"message\"");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (RawClient client = server.connect()) {
            String end = " HTTP/1.1\r\nHost: a\r\n\r\n";
            client.send(String.join(end, "GET /healthz", "GET /nothing", "HEAD /", "\r\n\r\nGET /readyz", ""));

            assertThat(client.response().text()).isEqualTo("alive\n");
            assertThat(client.response().status()).isEqualTo(404);
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(client.response().text()).isEqualTo("ready\n");
        }
    }

    @Test
    void connectionsLastAsLongAsHttpSays() throws IOException {
        try (RawClient client = server.connect()) {
            client.request("GET /healthz", "Connection: close");
            assertThat(client.response().header("connection")).isEqualTo("close");
            assertThat(client.untilEnd()).isEmpty();
        }
        try (RawClient client = server.connect()) {
            client.send("GET /healthz HTTP/1.0\r\n\r\n");
            assertThat(client.response().header("connection")).isEqualTo("close");
            assertThat(client.untilEnd()).isEmpty();
        }
        try (RawClient client = server.connect()) {
            client.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.response().header("connection")).isEqualTo("keep-alive");
            assertThat(client.request("GET /healthz").response().status()).isEqualTo(200);
        }
    }

    @Test
    void withoutAPageTheAnswerSaysSo() throws IOException {
        try (TestServer bare = new TestServer(TestConfig.defaults(), StaticFiles.of(Map.of()));
                RawClient client = bare.connect()) {
            Response response = client.request("GET /", "Accept: text/html").response();

            assertThat(response.status()).isEqualTo(404);
            assertThat(response.text()).contains("not part of this build");
        }
    }
}
