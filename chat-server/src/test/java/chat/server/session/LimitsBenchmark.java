package chat.server.session;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.JsonCodec;
import chat.protocol.MessageText;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.User;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.cluster.LocalBackplane;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.room.RoomChecks;
import chat.server.room.RoomServices;
import chat.server.room.TestPeople;
import chat.server.store.Draft;
import chat.server.store.MemoryMessageStore;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all limits together cost for one message: the rates of connection, user, address and room, and whether its author is
 * banned, muted, allowed to, or to wait. Nobody is refused. An operation is a message; 1,000 users of 100 addresses post in
 * 20 rooms in turn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
public class LimitsBenchmark {
    private static final int USERS = 1_000;
    private static final int USERS_PER_ADDRESS = 10;
    private static final int ROOMS = 20;

    /** So long after its last message a user sends the next: nobody is too fast. */
    private static final long USER_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Slow mode of all rooms. */
    @Param({"0", "1"})
    public int slowSeconds;

    /** So many others in each room have a role there, and are muted or banned by themselves and by their address. */
    @Param({"0", "1000"})
    public int others;

    private final EventLoop loop = new DefaultEventLoop();
    private final List<Sender> senders = new ArrayList<>();
    private long passedNanos;
    private int next;

    /** One connection of one user, which posts in one room. */
    private record Sender(ConnectionRate connection, Speaker speaker, RoomChecks room, Draft draft) {}

    @Setup
    public void fill() {
        ServerConfig config = ServerConfig.defaults();
        RoomServices services = new RoomServices(
                new MemoryMessageStore(config.memoryStore(), InstantSource.system()),
                new LocalBackplane(),
                new JsonCodec(),
                List.of(loop),
                config,
                new ServerMetrics(),
                new TestPeople(),
                this::nanoTime,
                InstantSource.system());
        List<RoomChecks> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            RoomName name = new RoomName("room-" + i);
            RoomSettings open = RoomSettings.of(name);
            RoomSettings settings =
                    new RoomSettings(open.title(), open.description(), open.posting(), false, slowSeconds);
            rooms.add(new RoomChecks(services, name, settings, users("other", others)));
        }
        AddressRates addresses = new AddressRates(config);
        for (Author author : users("u", USERS)) {
            int number = senders.size();
            String address = "198.51.100." + number / USERS_PER_ADDRESS;
            OnlineUser user = new OnlineUser(User.of(author.id(), author.name()), Rates.ofUser(config, nanoTime()));
            senders.add(new Sender(
                    new ConnectionRate(config, nanoTime()),
                    new Speaker(user, Optional.of(address), addresses.of(address, nanoTime()), () -> false),
                    rooms.get(number % ROOMS),
                    new Draft.Post(author, new Cid("c" + number), new MessageText("olá"), null)));
        }
    }

    @TearDown
    public void close() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static List<Author> users(String prefix, int count) {
        List<Author> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(new Author(new UserId(prefix + i), new UserName("Somebody")));
        }
        return users;
    }

    /** The real clock, which is read as often as the server does, and on top of it what passes between messages. */
    private long nanoTime() {
        return System.nanoTime() + passedNanos;
    }

    @Benchmark
    public void check() {
        Sender sender = senders.get(next);
        next = next + 1 == USERS ? 0 : next + 1;
        passedNanos += USER_STEP_NANOS / USERS;
        if (isRefused(sender)) {
            throw new IllegalStateException("refused: " + sender.draft + " (expected: nobody is)");
        }
    }

    private boolean isRefused(Sender sender) {
        return sender.connection.take(nanoTime()) > 0
                || sender.speaker.take(Rates.Kind.SEND, nanoTime()) > 0
                || sender.room.take(sender.speaker.person(), sender.draft).isPresent();
    }
}
