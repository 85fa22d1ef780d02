package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.JsonCodec;
import chat.protocol.MessageText;
import chat.protocol.RoomName;
import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import chat.server.cluster.LocalBackplane;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MemoryMessageStore;
import chat.server.store.MessageStore;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.LeakPresenceDetector;
import io.netty.util.test.LeakPresenceExtension;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rooms on loops with threads of their own and a store that answers on others: what the stepped loops cannot show. */
@ExtendWith(LeakPresenceExtension.class)
class RoomOnThreadsTest {
    private static final int LOOPS = 3;
    private static final int HOPS = 3;
    private static final int POSTERS = 4;
    private static final int EACH = 250;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(LOOPS, LocalIoHandler.newFactory());
    private final List<EventLoop> loops = new ArrayList<>();
    private final ExecutorService others = Executors.newFixedThreadPool(POSTERS);
    private final ConcurrentLinkedQueue<Appended> results = new ConcurrentLinkedQueue<>();
    private final List<Reader> readers = new ArrayList<>();

    @AfterEach
    void close() {
        others.shutdownNow();
        // A farewell goes from the reader's loop to the room's and from there to all: none may end before that is over.
        for (int hop = 0; hop < HOPS; hop++) {
            loops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly());
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        LeakPresenceDetector.check();
    }

    /** A member on one loop; its outlet and what it was told are looked at on that loop only. */
    private static final class Reader implements MemberListener {
        private final EventLoop loop;
        private final TestOutlet outlet;
        private final Member member;
        private long from;

        Reader(EventLoop loop, Room reserved, int number, OptionalLong after) {
            this.loop = loop;
            this.outlet = new TestOutlet(loop, 8 * 1024, this::pump);
            Visitor visitor = TestMember.visitor("Reader" + number);
            this.member = new Member(reserved, outlet, new Member.Form(WireFormat.JSON, true), visitor, this);
            loop.execute(() -> reserved.join(member, new Arrival(visitor, after, Optional.empty())));
        }

        private void pump() {
            member.pump();
        }

        void stall(boolean stall) {
            loop.execute(() -> outlet.stall(stall));
        }

        /** Whether it has all events behind those it began with, in order. */
        boolean hasAll(long head) {
            return loop.submit(() -> Told.seqs(outlet.arrived())
                            .equals(LongStream.rangeClosed(from + 1, head)
                                    .boxed()
                                    .toList()))
                    .awaitUninterruptibly()
                    .getNow();
        }

        void end() {
            loop.submit(() -> member.room().leave(member, Leaving.AT_ONCE)).syncUninterruptibly();
            loop.submit(outlet::end).syncUninterruptibly();
        }

        @Override
        public void onAdmitted(Member admitted, Admission admission) {
            from = admission.seq();
        }

        @Override
        public void onRefused(Member refused) {
            throw new AssertionError("refused (expected: the log can be read)");
        }

        @Override
        public void onDenied(Member denied, Refusal why) {
            throw new AssertionError("denied: " + why.code() + " (expected: everybody may come in)");
        }

        @Override
        public void onRemoved(Member removed, ServerMessage.Removed why) {
            throw new AssertionError("removed: " + why.reason() + " (expected: everybody may stay)");
        }

        @Override
        public void onLive(Member live) {
            // Shown by what follows.
        }

        @Override
        public void onSeen(Member told, List<SeenMark> seen) {
            // Not what is looked at here.
        }

        @Override
        public void onRoster(Member told, RosterPage roster) {
            // Not what is looked at here.
        }

        @Override
        public void onLost(Member lost) {
            throw new AssertionError("lost (expected: the log is whole)");
        }
    }

    /** Does what it is asked in the order it is asked, and says so on threads of its own, in whatever order. */
    private static final class ThreadedStore extends StoreAround {
        private final ExecutorService threads;

        ThreadedStore(MessageStore real, ExecutorService threads) {
            super(real);
            this.threads = threads;
        }

        @Override
        <T> CompletionStage<T> answer(StoreCall call, Supplier<CompletionStage<T>> act) {
            CompletionStage<T> result = act.get();
            return CompletableFuture.supplyAsync(
                    () -> result.toCompletableFuture().join(), threads);
        }
    }

    private RoomRegistry open() {
        group.forEach(loop -> loops.add((EventLoop) loop));
        ServerConfig config = new TestConfig().rateLimit(false).build();
        MessageStore memory = new MemoryMessageStore(config.memoryStore(), InstantSource.system());
        RoomServices services = new RoomServices(
                new ThreadedStore(memory, others),
                new LocalBackplane(),
                new JsonCodec(),
                loops,
                config,
                new ServerMetrics(),
                new TestPeople(),
                System::nanoTime,
                InstantSource.system());
        return new RoomRegistry(services, List.of(), List.of());
    }

    private void post(Room room, int poster) {
        Author author = TestMember.visitor("Poster" + poster).user().asAuthor();
        for (int i = 0; i < EACH; i++) {
            Draft draft = new Draft.Post(author, new Cid("c" + i), new MessageText("text ".repeat(1 + i % 40)), null);
            loops.get((poster + i) % LOOPS)
                    .execute(() -> room.post(Person.guest(draft.from()), draft, TestRooms.answers(results)));
        }
    }

    @Test
    void everybodySeesTheWholeLogInOrder() {
        RoomRegistry registry = open();
        Room room = registry.find(RoomName.LOBBY).orElseThrow();
        for (int i = 0; i < 12; i++) {
            readers.add(new Reader(
                    loops.get(i % LOOPS),
                    registry.reserve(room.name(), TestMember.visitor("Anybody").person())
                            .orElseThrow(),
                    i,
                    OptionalLong.empty()));
        }
        readers.get(1).stall(true);
        readers.get(5).stall(true);

        for (int poster = 0; poster < POSTERS; poster++) {
            int number = poster;
            others.execute(() -> post(room, number));
        }
        for (int i = 12; i < 24; i++) {
            readers.add(new Reader(
                    loops.get(i % LOOPS),
                    registry.reserve(room.name(), TestMember.visitor("Anybody").person())
                            .orElseThrow(),
                    i,
                    OptionalLong.empty()));
        }
        Awaitility.await().atMost(DEADLINE).until(() -> results.size() == POSTERS * EACH);
        readers.get(1).stall(false);
        readers.get(5).stall(false);

        assertThat(results).allMatch(result -> result instanceof Appended.Committed);
        for (Reader reader : readers) {
            Awaitility.await().atMost(DEADLINE).until(() -> reader.hasAll(POSTERS * EACH));
        }
        readers.forEach(Reader::end);
    }
}
