package chat.server.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.protocol.JsonCodec;
import chat.server.api.TestApi;
import chat.server.auth.RoomKeys;
import chat.server.auth.TestPeople;
import chat.server.auth.TokenKey;
import chat.server.auth.UserIds;
import chat.server.cluster.LocalBackplane;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.room.RoomRegistry;
import chat.server.room.RoomServices;
import chat.server.session.OnlineUsers;
import chat.server.session.SessionServices;
import chat.server.session.Sessions;
import chat.server.store.MemoryMessageStore;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A whole server, from its pipeline to its rooms, and the one connection it has: no network, no threads, and a clock that
 * moves when told.
 */
final class EmbeddedServer implements AutoCloseable {
    private static final JsonCodec CODEC = new JsonCodec();

    /** The connection's own, so that it tells what the connection holds. */
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private long nanoTime = 1_000_000_000_000L;
    private final Watch watch = new Watch(this::nanoTime);

    EmbeddedServer(TestConfig testConfig) {
        this(testConfig.build(), TestPeople::new);
    }

    /** @param known who may come in */
    EmbeddedServer(ServerConfig config, Function<ServerConfig, TestPeople> known) {
        ServerMetrics metrics = new ServerMetrics();
        TestPeople people = known.apply(config);
        OnlineUsers users = new OnlineUsers(config, people.index(), this::nanoTime);
        RoomRegistry rooms = rooms(config, users, metrics);
        Sessions sessions = new Sessions(new SessionServices(
                rooms,
                users,
                people.authenticator(),
                people.index(),
                new RoomKeys(TokenKey.random()),
                new UserIds(),
                CODEC,
                config,
                metrics,
                this::nanoTime,
                InstantSource.fixed(Instant.EPOCH)));
        Readiness readiness = new Readiness();
        readiness.set(true);
        Shared shared = new Shared(
                config,
                metrics,
                sessions,
                new Routes(TestServer.Page.FILES, readiness, TestServer.noMetrics(metrics)),
                TestApi.of(config, people, sessions),
                people.authenticator(),
                new UpgradeRules(config),
                readiness,
                new AccessLog(false),
                FrameHandler::new,
                InstantSource.fixed(Instant.EPOCH));
        LoopLocal local = new LoopLocal(watch, new Deflation(config.webSocket().messageBytesMax()));
        prepare(config.webSocket().unwrittenEventBytesMax());
        channel.pipeline().addLast(new ChatChannelInitializer(shared, new Admission(config), loop -> local));
    }

    private void prepare(int high) {
        channel.freezeTime();
        channel.config().setAllocator(allocator);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(high / 2, high));
    }

    private RoomRegistry rooms(ServerConfig config, OnlineUsers users, ServerMetrics metrics) {
        return new RoomRegistry(
                new RoomServices(
                        new MemoryMessageStore(config.memoryStore(), InstantSource.fixed(Instant.EPOCH)),
                        new LocalBackplane(),
                        CODEC,
                        List.of(channel.eventLoop()),
                        config,
                        metrics,
                        users,
                        this::nanoTime,
                        InstantSource.fixed(Instant.EPOCH)),
                List.of(),
                List.of());
    }

    /** Makes the connection a WebSocket. */
    void upgrade(String target, String... headers) {
        receive(TestPipeline.upgrade(target, headers).getBytes(US_ASCII), 0, Integer.MAX_VALUE);
        String answer = new String(sent(), US_ASCII);
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IllegalStateException("answer: " + answer + " (expected: 101)");
        }
    }

    /** The network brings bytes from {@code from} to before {@code to}, as far as there are any. */
    void receive(byte[] bytes, int from, int to) {
        int length = Math.min(to, bytes.length) - from;
        if (channel.isOpen()) {
            channel.writeInbound(allocator.directBuffer(length).writeBytes(bytes, from, length));
        }
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

    /** Time goes on, second by second as in production; deadlines are looked at. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanoTime += TimeUnit.SECONDS.toNanos(1);
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            watch.sweep();
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether the server has stopped reading, because of a rate. */
    boolean isPaused() {
        return !channel.config().isAutoRead();
    }

    /** Bytes of memory that the connection holds in buffers. */
    long heldBytes() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    private long nanoTime() {
        return nanoTime;
    }

    /** Ends the connection; throws what went through the whole pipeline unhandled. */
    @Override
    public void close() {
        channel.finishAndReleaseAll();
        channel.checkException();
    }
}
