package chat.server.transport;

import chat.server.config.Http;
import chat.server.config.Listen;
import chat.server.config.MetricsAccess;
import chat.server.config.NetworkTransport;
import chat.server.config.ServerConfig;
import chat.server.config.ServerConfig.MemoryStore;
import chat.server.config.ServerConfig.PlainStyle;
import chat.server.config.ServerConfig.Rooms;
import chat.server.config.SessionLimits;
import chat.server.config.StoreChoice;
import chat.server.config.WebSocket;
import java.util.List;

/** Configurations for tests: the defaults of the design on a free port, and what a test changes. */
record TestConfig(Listen listen, Http http, WebSocket webSocket, PlainStyle plainStyle) {
    static TestConfig defaults() {
        return new TestConfig(
                new Listen("127.0.0.1", 0, NetworkTransport.AUTO, 2, 1_000, 0, 5_000),
                new Http(List.of(), 8_192, 10_000, true, MetricsAccess.LOCAL),
                new WebSocket(65_536, 64, true, 25_000, 35_000, 65_536, 1 << 20),
                PlainStyle.RELAY);
    }

    TestConfig withTransport(NetworkTransport transport) {
        return new TestConfig(
                new Listen(
                        "127.0.0.1",
                        0,
                        transport,
                        2,
                        listen.connectionsMax(),
                        listen.connectionsPerAddressMax(),
                        5_000),
                http,
                webSocket,
                plainStyle);
    }

    TestConfig withPort(int port) {
        return new TestConfig(
                new Listen("127.0.0.1", port, listen.transport(), 2, 1_000, 0, 5_000), http, webSocket, plainStyle);
    }

    TestConfig withConnections(int all, int perAddress) {
        return new TestConfig(
                new Listen("127.0.0.1", listen.port(), listen.transport(), 2, all, perAddress, 5_000),
                http,
                webSocket,
                plainStyle);
    }

    TestConfig withHandshakeMillis(int millis) {
        return new TestConfig(
                listen,
                new Http(http.allowOrigins(), http.headerBytesMax(), millis, true, MetricsAccess.LOCAL),
                webSocket,
                plainStyle);
    }

    TestConfig withAllowedOrigins(String... origins) {
        return new TestConfig(
                listen, new Http(List.of(origins), 8_192, 10_000, true, MetricsAccess.LOCAL), webSocket, plainStyle);
    }

    TestConfig withMessages(int bytesMax, int fragmentsMax) {
        WebSocket w = new WebSocket(
                bytesMax,
                fragmentsMax,
                true,
                25_000,
                35_000,
                Math.max(65_536, bytesMax),
                Math.max(1 << 20, 4 * bytesMax));
        return new TestConfig(listen, http, w, plainStyle);
    }

    TestConfig withPlainStyle(PlainStyle style) {
        return new TestConfig(listen, http, webSocket, style);
    }

    ServerConfig build() {
        return ServerConfig.defaults()
                .withStore(new StoreChoice.Memory())
                .withListen(any -> listen)
                .withHttp(any -> http)
                .withWebSocket(any -> webSocket)
                .withSessions(any -> new SessionLimits(plainStyle, 10_000, 64, true, 50, 20, 5, 20, 20, 1_000))
                .withRooms(any -> new Rooms(1_000, 1_000, 100, 10, 100, 2_000, 30_000))
                .withMemoryStore(any -> new MemoryStore(10_000, 16 << 20, 64 << 20, 10_000));
    }
}
