package chat.server;

import chat.protocol.JsonCodec;
import chat.server.admin.Operations;
import chat.server.auth.RoomKeys;
import chat.server.auth.UserIds;
import chat.server.cluster.Backplane;
import chat.server.cluster.LocalBackplane;
import chat.server.config.ServerConfig;
import chat.server.metrics.Exposition;
import chat.server.metrics.ServerMetrics;
import chat.server.oversight.Oversight;
import chat.server.room.LiveRooms;
import chat.server.room.RoomRegistry;
import chat.server.room.RoomServices;
import chat.server.session.OnlineUsers;
import chat.server.session.SessionServices;
import chat.server.session.Sessions;
import chat.server.store.MessageStore;
import chat.server.store.StoredRestriction;
import chat.server.store.sql.SqlMessageStore;
import chat.server.transport.EventLoops;
import chat.server.transport.NettyServer;
import chat.server.transport.PageFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The composition root: the one class that sees every package ({@link Stores} opens its store). Starts everything, the
 * port last, and stops it.
 */
public final class ChatServer implements AutoCloseable {
    private final ServerConfig config;
    private final ServerMetrics metrics;
    private final EventLoops loops;
    private final MessageStore store;
    private final Backplane backplane;
    private final People people;
    private final NettyServer network;
    private final Exposition exposition;
    private final Optional<Operations> operations;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private ChatServer(
            ServerConfig config, PageFiles page, Stores.Opened opened, ServerMetrics metrics, InstantSource clock)
            throws IOException {
        this.config = config;
        this.metrics = metrics;
        store = opened.store();
        JsonCodec codec = new JsonCodec();
        loops = startLoops(config);
        backplane = new LocalBackplane();
        RoomRegistry rooms;
        Sessions sessions;
        Oversight oversight;
        try {
            List<StoredRestriction> restrictions = read(store.moderation().restrictions());
            people = People.load(config, opened, restrictions);
            OnlineUsers users = new OnlineUsers(config, people.index(), System::nanoTime);
            rooms = new RoomRegistry(
                    new RoomServices(
                            store, backplane, codec, loops.loops(), config, metrics, users, System::nanoTime, clock),
                    read(store.rooms()),
                    restrictions);
            sessions = sessions(opened, rooms, users, codec, clock);
            oversight = oversight(rooms, users, sessions, clock);
            exposition = new Exposition(metrics, Levels.of(rooms, users, people, store));
            network = NettyServer.start(
                    config,
                    loops,
                    new NettyServer.Served(
                            sessions, people.api(sessions, oversight), people.authenticator(), exposition, page),
                    metrics);
        } catch (IOException | RuntimeException e) {
            loops.close();
            backplane.close();
            throw e;
        }
        try {
            operations = store instanceof SqlMessageStore durable
                    ? Optional.of(
                            Operations.start(config, durable, people.accounts(sessions), oversight, rooms::rewritten))
                    : Optional.empty();
        } catch (RuntimeException e) {
            network.stop(Duration.ZERO);
            loops.close();
            backplane.close();
            throw e;
        }
    }

    private Sessions sessions(
            Stores.Opened opened, RoomRegistry rooms, OnlineUsers users, JsonCodec codec, InstantSource clock) {
        return new Sessions(new SessionServices(
                rooms,
                users,
                people.authenticator(),
                people.index(),
                new RoomKeys(opened.key()),
                new UserIds(),
                codec,
                config,
                metrics,
                System::nanoTime,
                clock));
    }

    private Oversight oversight(RoomRegistry rooms, OnlineUsers users, Sessions sessions, InstantSource clock) {
        Oversight.Known known = new Oversight.Known(people.accounts(sessions), sessions, users);
        return new Oversight(known, new LiveRooms(rooms), store, clock);
    }

    private static <T> T read(CompletionStage<T> asked) throws IOException {
        try {
            return asked.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IOException("store: cannot read its rooms: " + e.getCause(), e);
        }
    }

    private static EventLoops startLoops(ServerConfig config) throws IOException {
        try {
            return EventLoops.start(config.listen());
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Starts a server; when this returns it accepts connections.
     *
     * @throws java.net.BindException when the port cannot be had; nothing is left running
     * @throws java.net.UnknownHostException when the host is no address of this machine; nothing is left running
     * @throws IOException when the store, or the transport asked for, cannot be used; nothing is left running
     */
    public static ChatServer start(ServerConfig config) throws IOException {
        return start(config, InstantSource.system());
    }

    /** As {@link #start(ServerConfig)}, by this clock as far as messages and what rooms decide are concerned. */
    static ChatServer start(ServerConfig config, InstantSource clock) throws IOException {
        ServerMetrics metrics = new ServerMetrics();
        PageFiles page = PageFiles.read();
        Stores.Opened opened = Stores.open(config, metrics, clock);
        try {
            return new ChatServer(config, page, opened, metrics, clock);
        } catch (IOException | RuntimeException e) {
            opened.store().close();
            throw e;
        }
    }

    /** Where it listens; the real port when 0 was asked for. */
    public InetSocketAddress address() {
        return network.address();
    }

    /** What makes the first administrator, as long as there is none. */
    public Optional<String> setupCode() {
        return people.setupCode();
    }

    /** What it has counted so far. */
    ServerMetrics metrics() {
        return metrics;
    }

    /**
     * Stops accepting, tells everyone (1012), waits for what is unwritten, closes. Blocks; not on an event loop. A second
     * call does nothing.
     *
     * @param limit what is left by then is cut off
     */
    public void stop(Duration limit) {
        if (stopped.compareAndSet(false, true)) {
            operations.ifPresent(Operations::close);
            network.stop(limit);
            people.close();
            loops.close();
            backplane.close();
            store.close();
            exposition.close();
        }
    }

    /** Stops within the configured time. */
    @Override
    public void close() {
        stop(Duration.ofMillis(config.listen().drainMillisMax()));
    }
}
