package chat.server.transport;

import chat.server.api.TestApi;
import chat.server.auth.LiveUsers;
import chat.server.auth.TestPeople;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One connection's whole pipeline without a network, and a clock that stands still until it is told. */
final class TestPipeline implements AutoCloseable {
    final ServerMetrics metrics = new ServerMetrics();
    final List<EchoSession> sessions = new ArrayList<>();
    final EmbeddedChannel channel;
    final Readiness readiness = new Readiness();
    private long nanoTime = 1_000_000_000_000L;
    private final Watch watch = new Watch(this::nanoTime);

    TestPipeline(TestConfig config) {
        this(config, new EmbeddedChannel());
    }

    TestPipeline(TestConfig config, EmbeddedChannel channel) {
        this.channel = channel;
        ServerConfig built = config.build();
        readiness.set(true);
        TestPeople people = new TestPeople(built);
        Shared shared = new Shared(
                built,
                metrics,
                (connection, client) -> {
                    EchoSession session = new EchoSession(connection, client);
                    sessions.add(session);
                    return session;
                },
                new Routes(TestServer.Page.FILES, readiness, TestServer.noMetrics(metrics)),
                TestApi.of(built, people, LiveUsers.none()),
                people.authenticator(),
                new UpgradeRules(built),
                readiness,
                new AccessLog(true),
                FrameHandler::new,
                InstantSource.system());
        LoopLocal local = new LoopLocal(watch, new Deflation(built.webSocket().messageBytesMax()));
        channel.freezeTime();
        int high = built.webSocket().unwrittenEventBytesMax();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(high / 2, high));
        channel.pipeline().addLast(new ChatChannelInitializer(shared, new Admission(built), loop -> local));
    }

    /** A pipeline that is a WebSocket already. */
    static TestPipeline open(TestConfig config, String... headers) {
        TestPipeline pipeline = new TestPipeline(config);
        pipeline.receive(upgrade("/ws", headers));
        pipeline.sent();
        return pipeline;
    }

    /** A sound upgrade request. */
    static String upgrade(String target, String... headers) {
        List<String> lines = new ArrayList<>(List.of(
                "GET " + target + " HTTP/1.1",
                "Host: a",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(headers));
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    EchoSession session() {
        return sessions.get(0);
    }

    void receive(String latin) {
        receive(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
    }

    void receiveText(String text) {
        receive(RawClient.masked(0x81, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Everything that was sent since the last call. */
    byte[] sent() {
        channel.runPendingTasks();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            out.writeBytes(ByteBufUtil.getBytes(next));
            next.release();
        }
        return out.toByteArray();
    }

    String sentText() {
        return new String(sent(), StandardCharsets.ISO_8859_1);
    }

    /** Time goes on, second by second as in production. */
    void pass(long millis) {
        for (long left = millis; left > 0; left -= 1_000) {
            long step = Math.min(1_000, left);
            nanoTime += TimeUnit.MILLISECONDS.toNanos(step);
            channel.advanceTimeBy(step, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            watch.sweep();
            channel.runPendingTasks();
        }
    }

    /** Time goes on, and nothing else does. */
    void standStill(long millis) {
        nanoTime += TimeUnit.MILLISECONDS.toNanos(millis);
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    }

    void shutDown() {
        watch.shutDown(watch.size(), Integer.MAX_VALUE);
        channel.runPendingTasks();
    }

    int watched() {
        return watch.size();
    }

    private long nanoTime() {
        return nanoTime;
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
