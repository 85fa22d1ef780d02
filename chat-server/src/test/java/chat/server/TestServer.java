package chat.server;

import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A real server on a free port, on SQLite in a data directory of its own, which goes with it. */
final class TestServer implements AutoCloseable {
    private final ServerConfig config;
    private final InstantSource clock;
    private final Path dataDir;
    private ChatServer server;

    private TestServer(ServerConfig config, InstantSource clock, Path dataDir) throws IOException {
        this.config = config;
        this.clock = clock;
        this.dataDir = dataDir;
        this.server = ChatServer.start(config, clock);
    }

    /** Stops, and starts again with what was kept, on another port. */
    void restart() {
        server.close();
        try {
            server = ChatServer.start(config, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestServer start() {
        return start(UnaryOperator.identity());
    }

    static TestServer start(UnaryOperator<ServerConfig> change) {
        return start(change, InstantSource.system());
    }

    /** By another clock. */
    static TestServer start(UnaryOperator<ServerConfig> change, InstantSource clock) {
        try {
            Path dataDir = Files.createTempDirectory("chat-test");
            ServerConfig config = ServerConfig.defaults().withDataDir(dataDir).withListen(listen -> listen.withPort(0));
            return new TestServer(change.apply(config), clock, dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its data is, unless the configuration says otherwise. */
    Path dataDir() {
        return dataDir;
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + port());
    }

    URI ws() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    int port() {
        return server.address().getPort();
    }

    ChatServer server() {
        return server;
    }

    ServerMetrics metrics() {
        return server.metrics();
    }

    /** How many connections are open, those included that nobody has told the server are gone. */
    long connections() {
        return metrics().connectionsAccepted.sum() - metrics().connectionsClosed.sum();
    }

    /** The status that a WebSocket upgrade with these further headers is answered with. */
    int upgradeStatus(String path, Map<String, String> headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) WsClient.DEADLINE.toMillis());
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            String statusLine = new String(in.readNBytes("HTTP/1.1 101".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(statusLine.substring("HTTP/1.1 ".length()));
        }
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
