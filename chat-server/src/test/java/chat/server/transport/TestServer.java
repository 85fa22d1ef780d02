package chat.server.transport;

import chat.server.api.TestApi;
import chat.server.auth.LiveUsers;
import chat.server.auth.TestPeople;
import chat.server.config.MetricsAccess;
import chat.server.config.ServerConfig;
import chat.server.metrics.Exposition;
import chat.server.metrics.ServerMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real server of this package on a free port of the loopback address, with echo sessions behind it. */
final class TestServer implements AutoCloseable {
    /** Deadlines are looked at more often than in production, so that tests need not wait. */
    private static final int SWEEP_MILLIS = 50;

    final ServerMetrics metrics = new ServerMetrics();
    final List<EchoSession> sessions = new CopyOnWriteArrayList<>();
    private final EventLoops loops;
    private final NettyServer server;

    TestServer(TestConfig config) throws IOException {
        this(config, Page.FILES);
    }

    TestServer(TestConfig config, StaticFiles files) throws IOException {
        this(config, files, new UpgradeRules(config.build()), FrameHandler::new);
    }

    TestServer(TestConfig config, StaticFiles files, UpgradeRules upgradeRules, FrameHandlers frameHandlers)
            throws IOException {
        ServerConfig built = config.build();
        Readiness readiness = new Readiness();
        TestPeople people = new TestPeople(built);
        Shared shared = new Shared(
                built,
                metrics,
                (connection, client) -> {
                    EchoSession session = new EchoSession(connection, client);
                    sessions.add(session);
                    return session;
                },
                new Routes(files, readiness, noMetrics(metrics)),
                TestApi.of(built, people, LiveUsers.none()),
                people.authenticator(),
                upgradeRules,
                readiness,
                new AccessLog(true),
                frameHandlers,
                InstantSource.system());
        loops = EventLoops.start(built.listen());
        server = NettyServer.start(shared, loops, System::nanoTime, SWEEP_MILLIS);
    }

    static MetricsPage noMetrics(ServerMetrics metrics) {
        return new MetricsPage(MetricsAccess.OFF, new Exposition(metrics, List.of()));
    }

    int port() {
        return server.address().getPort();
    }

    int connections() {
        return server.connections();
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    void stop(Duration limit) {
        server.stop(limit);
    }

    @Override
    public void close() {
        server.stop(Duration.ZERO);
        loops.close();
    }

    /** A page of a few files. */
    static final class Page {
        static final String SCRIPT = "console.log('".concat("x".repeat(500)).concat("');");
        static final StaticFiles FILES = StaticFiles.of(Map.of(
                "/index.html", "<!doctype html><title>chat</title>".getBytes(StandardCharsets.UTF_8),
                "/favicon.svg", "<svg/>".getBytes(StandardCharsets.UTF_8),
                "/manifest.webmanifest", "{}".getBytes(StandardCharsets.UTF_8),
                "/sw.js", "//".getBytes(StandardCharsets.UTF_8),
                "/.vite/manifest.json", "{}".getBytes(StandardCharsets.UTF_8),
                "/assets/index-Abc12345.js", SCRIPT.getBytes(StandardCharsets.UTF_8),
                "/assets/index-Abc12345.js.gz", "as if gzipped".getBytes(StandardCharsets.UTF_8),
                "/assets/index-Abc12345.js.br", "as if brotli".getBytes(StandardCharsets.UTF_8)));

        private Page() {}
    }
}
