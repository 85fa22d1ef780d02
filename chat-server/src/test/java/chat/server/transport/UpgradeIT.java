package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomName;
import chat.protocol.UserName;
import chat.server.config.ServerConfig.PlainStyle;
import chat.server.session.Client;
import chat.server.transport.RawClient.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handshakes are accepted, and as whom; everything else is refused before the upgrade. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeIT {
    private static final List<String> SOUND = List.of(
            "Host: chat.example:8765",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

    private final TestServer server;

    UpgradeIT() throws IOException {
        server = new TestServer(TestConfig.defaults().withAllowedOrigins("https://good.example", "http://dev:5173"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Response send(String requestLine, Stream<String> headers) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(requestLine + "\r\n" + String.join("\r\n", headers.toList()) + "\r\n\r\n");
            return client.response();
        }
    }

    /** A sound handshake with further headers. */
    private Response with(String target, String... headers) throws IOException {
        return send("GET " + target + " HTTP/1.1", Stream.concat(SOUND.stream(), Arrays.stream(headers)));
    }

    /** A sound handshake without the header of this name, and with others. */
    private Response without(String name, String... headers) throws IOException {
        return send(
                "GET /ws HTTP/1.1",
                Stream.concat(SOUND.stream().filter(header -> !header.startsWith(name)), Arrays.stream(headers)));
    }

    private EchoSession sessionOf(String target, String... headers) throws IOException {
        try (RawClient client = server.connect().open(target, headers)) {
            client.text("hi").read();
            return server.sessions.get(server.sessions.size() - 1);
        }
    }

    private Client clientOf(String target, String... headers) throws IOException {
        return sessionOf(target, headers).client;
    }

    private static Client.Plain plain(Client.PlainStyle style) {
        return new Client.Plain(style, RoomName.LOBBY, Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    @Test
    void aSoundHandshakeIsAnsweredAsTheStandardSays() throws IOException {
        Response response = with("/ws");

        assertThat(response.status()).isEqualTo(101);
        assertThat(response.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(response.header("upgrade")).isEqualTo("websocket");
        assertThat(response.header("connection")).isEqualTo("upgrade");
        assertThat(response.headers()).doesNotContainKeys("sec-websocket-protocol", "sec-websocket-extensions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /ws HTTP/1.0       | 400
            POST /ws HTTP/1.1      | 405
            HEAD /ws HTTP/1.1      | 405
            OPTIONS /ws HTTP/1.1   | 405
            GET / HTTP/1.1         | 404
            GET /wss HTTP/1.1      | 404
            GET /WS HTTP/1.1       | 404
            GET /ws/ HTTP/1.1      | 404
            GET /ws/1 HTTP/1.1     | 404
            GET /ws/1/ HTTP/1.1    | 400
            GET /ws//ana HTTP/1.1  | 404
            GET /ws/1/ana/x HTTP/1.1 | 404
            GET /healthz HTTP/1.1  | 404
            GET /%77s HTTP/1.1     | 404
            """)
    void onlyGetOfAWebSocketPathUpgrades(String requestLine, int status) throws IOException {
        try (RawClient client = server.connect()) {
            client.send(requestLine + "\r\n" + String.join("\r\n", SOUND) + "\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host                  |                                          | 400
            Host                  | Host: a b                                | 400
            Connection            |                                          | 426
            Connection            | Connection: keep-alive                   | 426
            Connection            | Connection: keep-alive, Upgrade          | 101
            Upgrade               |                                          | 426
            Upgrade               | Upgrade: h2c                             | 426
            Upgrade               | Upgrade: WebSocket                       | 101
            Upgrade               | Upgrade: h2c, websocket                  | 101
            Sec-WebSocket-Version |                                          | 426
            Sec-WebSocket-Version | Sec-WebSocket-Version: 7                 | 426
            Sec-WebSocket-Version | Sec-WebSocket-Version: 8                 | 426
            Sec-WebSocket-Version | Sec-WebSocket-Version: 14                | 426
            Sec-WebSocket-Version | Sec-WebSocket-Version: 13, 8             | 426
            Sec-WebSocket-Key     |                                          | 400
            Sec-WebSocket-Key     | Sec-WebSocket-Key: abc                   | 400
            Sec-WebSocket-Key     | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j  | 400
            Sec-WebSocket-Key     | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZTE=  | 400
            Sec-WebSocket-Key     | Sec-WebSocket-Key: ????????????????????????  | 400
            """)
    void aHandshakeNeedsEveryHeaderRight(String replaced, String header, int status) throws IOException {
        Response response = header == null ? without(replaced) : without(replaced, header);

        assertThat(response.status()).isEqualTo(status);
        if (status == 426) {
            assertThat(response.header("upgrade")).isEqualTo("websocket");
        }
        if (replaced.equals("Sec-WebSocket-Version")) {
            assertThat(response.header("sec-websocket-version")).isEqualTo("13");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: chat.example:8765",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Key1: 12998 5 Y3 1  .P00",
                "Content-Length: 5"
            })
    void repeatedOrForeignHeadersAreRefused(String header) throws IOException {
        assertThat(with("/ws", header).status()).isIn(400, 413);
    }

    @Test
    void repeatedOriginsAreRefused() throws IOException {
        assertThat(with("/ws", "Origin: https://good.example", "Origin: https://good.example")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example, 101",
        "https://chat.example, 101",
        "http://chat.example:3000, 101",
        "http://CHAT.example, 101",
        "https://good.example, 101",
        "https://good.example:443, 101",
        "http://dev:5173, 101",
        "http://good.example, 403",
        "https://good.example:8443, 403",
        "http://dev, 403",
        "https://good.example.evil, 403",
        "https://evilgood.example, 403",
        "https://chat.example.evil, 403",
        "https://evilchat.example, 403",
        "https://evil.chat.example, 403",
        "https://evil.example, 403",
        "https://evil.example/chat.example, 403",
        "https://chat.example@evil.example, 403",
        "chat.example, 403",
        "ftp://chat.example, 403",
        "https://, 403",
        "null, 403",
        "file://, 403",
    })
    void pagesOfOtherSitesMayNotConnect(String origin, int status) throws IOException {
        assertThat(with("/ws", "Origin: " + origin).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "file://"})
    void pagesFromDiskMayConnectWhenAllowed(String allowed) throws IOException {
        try (TestServer fromDisk = new TestServer(TestConfig.defaults().withAllowedOrigins(allowed))) {
            for (String origin : List.of("null", "file://")) {
                try (RawClient client = fromDisk.connect()) {
                    assertThat(client.upgrade("/ws", "Origin: " + origin)
                                    .response()
                                    .status())
                            .isEqualTo(101);
                }
            }
        }
    }

    @Test
    void theSubprotocolIsChosenFromTheOffer() throws IOException {
        assertThat(with("/ws", "Sec-WebSocket-Protocol: chat.v1").header("sec-websocket-protocol"))
                .isEqualTo("chat.v1");
        assertThat(with("/ws", "Sec-WebSocket-Protocol: x, chat.v1 , y").header("sec-websocket-protocol"))
                .isEqualTo("chat.v1");
        assertThat(with("/ws", "Sec-WebSocket-Protocol: x", "Sec-WebSocket-Protocol: chat.v1")
                        .header("sec-websocket-protocol"))
                .isEqualTo("chat.v1");
        assertThat(with("/ws", "Sec-WebSocket-Protocol: chat.v2").status()).isEqualTo(400);
        assertThat(with("/ws", "Sec-WebSocket-Protocol:").status()).isEqualTo(400);
        assertThat(with("/ws/1/ana", "Sec-WebSocket-Protocol: chat.v1").status())
                .isEqualTo(400);
    }

    @Test
    void theAddressSaysWhoConnects() throws IOException {
        assertThat(clientOf("/ws", "Sec-WebSocket-Protocol: chat.v1")).isEqualTo(new Client.Json(Optional.empty()));
        assertThat(clientOf("/ws")).isEqualTo(plain(Client.PlainStyle.RELAY));
        assertThat(clientOf("/ws?style=announce")).isEqualTo(plain(Client.PlainStyle.ANNOUNCE));
        assertThat(clientOf("/ws?room=Caf%C3%A9&name=Ana+Maria&after=41&unknown=1"))
                .isEqualTo(new Client.Plain(
                        Client.PlainStyle.NAMED,
                        new RoomName("café"),
                        Optional.of(new UserName("Ana Maria")),
                        OptionalLong.of(41),
                        Optional.empty()));
        assertThat(clientOf("/ws/17/Jo%C3%A3o?room=two"))
                .isEqualTo(new Client.Plain(
                        Client.PlainStyle.NAMED_ECHO,
                        new RoomName("two"),
                        Optional.of(new UserName("João")),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    @Test
    void theConfiguredStyleIsForThoseWhoSayNothing() throws IOException {
        try (TestServer announcing = new TestServer(TestConfig.defaults().withPlainStyle(PlainStyle.ANNOUNCE))) {
            for (String target : List.of("/ws", "/ws?style=relay", "/ws?name=ana")) {
                try (RawClient client = announcing.connect()) {
                    client.open(target).text("hi").read();
                }
            }
            assertThat(announcing.sessions)
                    .extracting(session -> ((Client.Plain) session.client).style())
                    .containsExactly(Client.PlainStyle.ANNOUNCE, Client.PlainStyle.RELAY, Client.PlainStyle.NAMED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws?name=x",
                "/ws?name=",
                "/ws?name=12",
                "/ws?name=a%00b",
                "/ws?name=%",
                "/ws?name=%4",
                "/ws?name=%zz",
                "/ws?name=%ff%fe",
                "/ws?name=%c0%af",
                "/ws?name=ana&name=bia",
                "/ws?room=",
                "/ws?room=a%20b",
                "/ws?room=%2e%2e%2f",
                "/ws?style=loud",
                "/ws?after=-1",
                "/ws?after=x",
                "/ws?after=99999999999999999999",
                "/ws/1/x",
                "/ws/1/%",
                "/ws/%/ana",
                "/ws/1/a%2fb"
            })
    void whatTheAddressSaysMustMakeSense(String target) throws IOException {
        Response response = with(target);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).hasLineCount(1).endsWith("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            permessage-deflate                                  | permessage-deflate; server_no_context_takeover; client_no_context_takeover
            permessage-deflate; client_max_window_bits          | permessage-deflate; server_no_context_takeover; client_no_context_takeover
            permessage-deflate; server_max_window_bits=15       | permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=15
            permessage-deflate; server_max_window_bits=10, permessage-deflate | permessage-deflate; server_no_context_takeover; client_no_context_takeover
            permessage-deflate; server_max_window_bits=10       | -
            x-unknown; permessage-deflate                       | -
            """)
    void compressionIsNegotiated(String offer, String answer) throws IOException {
        Response response = with("/ws", "Sec-WebSocket-Extensions: " + offer);

        assertThat(response.status()).isEqualTo(101);
        assertThat(response.headers().get("sec-websocket-extensions")).isEqualTo(answer);
        assertThat(sessionOf("/ws", "Sec-WebSocket-Extensions: " + offer)
                        .connection
                        .compresses())
                .isEqualTo(answer != null);
    }

    @Test
    void framesThatCameWithTheHandshakeAreHeard() throws IOException {
        try (RawClient client = server.connect()) {
            String handshake = "GET /ws HTTP/1.1\r\n" + String.join("\r\n", SOUND) + "\r\n\r\n";
            byte[] frame = RawClient.masked(0x81, new byte[] {'h', 'i'});
            byte[] both =
                    Arrays.copyOf(handshake.getBytes(StandardCharsets.US_ASCII), handshake.length() + frame.length);
            System.arraycopy(frame, 0, both, handshake.length(), frame.length);

            assertThat(client.send(both).response().status()).isEqualTo(101);
            assertThat(client.read().text()).isEqualTo("hi");
        }
    }

    @Test
    void aRefusedHandshakeLeavesTheConnectionUsable() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.upgrade("/ws?name=x").response().status()).isEqualTo(400);
            assertThat(client.upgrade("/ws?name=ana").response().status()).isEqualTo(101);
            assertThat(client.text("hi").read().text()).isEqualTo("hi");
        }
    }
}
