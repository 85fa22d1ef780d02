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
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What all limits together cost for one message: the rates of connection, user, address and room, and whether its author is
 * banned, muted, allowed to, or to wait. Nobody is refused. Started by hand, with the number of rounds, the seconds of slow
 * mode, and how many others of each room have a role there and are muted or banned.
 */
final class LimitsBenchmark {
    private static final int USERS = 1_000;
    private static final int USERS_PER_ADDRESS = 10;
    private static final int ROOMS = 20;
    private static final int MESSAGES = 1_000_000;

    /** So long after its last message a user sends the next: nobody is too fast. */
    private static final long USER_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The time of a processor: other programs on the machine take some of the clock's. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final EventLoop loop = new DefaultEventLoop();
    private final List<Sender> senders = new ArrayList<>();
    private long passedNanos;

    /** One connection of one user, which posts in one room. */
    private record Sender(ConnectionRate connection, Speaker speaker, RoomChecks room, Draft draft) {}

    /** @param others so many in each room have a role there, and are muted or banned by themselves and by their address */
    private LimitsBenchmark(int slowSeconds, int others) {
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

    private static List<Author> users(String prefix, int count) {
        List<Author> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(new Author(new UserId(prefix + i), new UserName("Somebody")));
        }
        return users;
    }

    /** The real clock, and on top of it what passes between messages. */
    private long nanoTime() {
        return System.nanoTime() + passedNanos;
    }

    private double nanosPerMessage() {
        int refused = 0;
        long start = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; i < MESSAGES; i++) {
            Sender sender = senders.get(i % USERS);
            passedNanos += USER_STEP_NANOS / USERS;
            refused += isRefused(sender) ? 1 : 0;
        }
        long nanos = THREAD.getCurrentThreadCpuTime() - start;
        if (refused > 0) {
            throw new IllegalStateException("refused: " + refused + " (expected: none)");
        }
        return (double) nanos / MESSAGES;
    }

    private boolean isRefused(Sender sender) {
        return sender.connection.take(nanoTime()) > 0
                || sender.speaker.take(Rates.Kind.SEND, nanoTime()) > 0
                || sender.room.take(sender.speaker.person(), sender.draft).isPresent();
    }

    public static void main(String[] args) {
        int rounds = Integer.parseInt(args[0]);
        LimitsBenchmark benchmark = new LimitsBenchmark(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        report(System.out, benchmark, rounds);
        benchmark.loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static void report(PrintStream out, LimitsBenchmark benchmark, int rounds) {
        double[] nanos = new double[rounds];
        for (int i = 0; i < 2 * rounds; i++) {
            // The first half is for the compiler.
            nanos[i % rounds] = benchmark.nanosPerMessage();
        }
        Arrays.sort(nanos);
        out.printf("median %.0f ns, best %.0f, worst %.0f%n", nanos[rounds / 2], nanos[0], nanos[rounds - 1]);
    }
}
