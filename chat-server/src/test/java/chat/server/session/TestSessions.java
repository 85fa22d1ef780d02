package chat.server.session;

import chat.protocol.Author;
import chat.protocol.JsonCodec;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.GuestTokens;
import chat.server.auth.RoomKeys;
import chat.server.auth.TestPeople;
import chat.server.auth.TokenKey;
import chat.server.auth.UserIds;
import chat.server.cluster.LocalBackplane;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.room.HandStore;
import chat.server.room.Person;
import chat.server.room.Room;
import chat.server.room.RoomRegistry;
import chat.server.room.RoomServices;
import chat.server.room.StepLoops;
import chat.server.room.TestConfig;
import chat.server.store.MemoryMessageStore;
import io.netty.channel.EventLoop;
import io.netty.util.LeakPresenceDetector;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Everything behind transport, under a test's hands. The lobby runs on loop 0, clients connect on the loop they say. */
final class TestSessions implements AutoCloseable {
    private static final int PORT = 4_711;

    final StepLoops loops = new StepLoops(2);
    final HandStore store;
    final ServerMetrics metrics = new ServerMetrics();
    final RoomRegistry rooms;
    final GuestTokens tokens;
    final TestPeople people;
    final SessionServices services;
    private final Sessions sessions;
    private final List<TestClient> clients = new ArrayList<>();
    private SocketAddress address = new InetSocketAddress("10.0.0.1", PORT);

    TestSessions() {
        this(new TestConfig());
    }

    TestSessions(TestConfig testConfig) {
        this(testConfig.build(), TestPeople::new);
    }

    /** @param known who may come in */
    TestSessions(ServerConfig config, Function<ServerConfig, TestPeople> known) {
        JsonCodec codec = new JsonCodec();
        long startedNanos = loops.nanoTime();
        InstantSource clock =
                () -> Instant.ofEpochMilli(1_000 + TimeUnit.NANOSECONDS.toMillis(loops.nanoTime() - startedNanos));
        store = new HandStore(new MemoryMessageStore(config.memoryStore(), clock));
        people = known.apply(config);
        tokens = people.guestTokens();
        OnlineUsers users = new OnlineUsers(config, people.index(), loops::nanoTime);
        rooms = new RoomRegistry(
                new RoomServices(
                        store,
                        new LocalBackplane(),
                        codec,
                        loops.eventLoops(),
                        config,
                        metrics,
                        users,
                        loops::nanoTime,
                        clock),
                List.of(),
                List.of());
        services = new SessionServices(
                rooms,
                users,
                people.authenticator(),
                people.index(),
                new RoomKeys(TokenKey.random()),
                new UserIds(),
                codec,
                config,
                metrics,
                loops::nanoTime,
                clock);
        sessions = new Sessions(services);
    }

    /** Who connects after this comes from there. */
    TestSessions from(String ip) {
        address = new InetSocketAddress(ip, PORT);
        return this;
    }

    /** A {@code chat.v1} client that has said nothing yet. */
    TestClient json(int loop) {
        return open(new Client.Json(Optional.empty()), loop, false);
    }

    /** A {@code chat.v1} client of this name, in the lobby. */
    TestClient inLobby(String name, int loop) {
        TestClient client = named(name, loop).say("{'type':'join','room':'lobby'}");
        client.news();
        return client;
    }

    /** A {@code chat.v1} client of this name. */
    TestClient named(String name, int loop) {
        TestClient client = json(loop).say("{'type':'hello','name':'" + name + "'}");
        client.news();
        return client;
    }

    TestClient plain(Client.PlainStyle style, String name, int loop) {
        return plain(style, name, RoomName.LOBBY, OptionalLong.empty(), loop);
    }

    /** @param name empty: none was given */
    TestClient plain(Client.PlainStyle style, String name, RoomName room, OptionalLong after, int loop) {
        Optional<UserName> wished = name.isEmpty() ? Optional.empty() : Optional.of(new UserName(name));
        return open(new Client.Plain(style, room, wished, after, Optional.empty()), loop, false);
    }

    TestClient open(Client kind, int loopIndex, boolean compresses) {
        EventLoop loop = loops.get(loopIndex);
        RecordingConnection connection = new RecordingConnection(loop, address, compresses);
        TestClient client = new TestClient(loops, loop, connection);
        clients.add(client);
        loops.on(loop, () -> connection.opened(sessions.open(connection, kind)));
        loops.run();
        return client;
    }

    /** A public room, or a hidden one as nobody in particular sees it. */
    Optional<Room> room(RoomName name) {
        return rooms.find(name, Person.guest(new Author(new UserId("unobody"), new UserName("Nobody"))));
    }

    void pass(long amount, TimeUnit unit) {
        loops.pass(amount, unit);
    }

    /** Ends all connections and checks that each ended properly and nobody holds a buffer any more. */
    @Override
    public void close() {
        store.answerAll();
        loops.run();
        clients.forEach(client -> client.with(Session::onClosed));
        clients.forEach(client -> client.connection.assertProperEnd());
        clients.forEach(client -> client.connection.outlet.end());
        LeakPresenceDetector.check();
    }
}
