package chat.server.room;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.JsonCodec;
import chat.protocol.MessageText;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MemoryMessageStore;
import chat.server.store.StoredRestriction;
import chat.server.store.StoredRoom;
import io.netty.channel.EventLoop;
import io.netty.util.LeakPresenceDetector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** All that a room works with, under a test's hands. The lobby runs on loop 0, the next room on loop 1 and so on. */
final class TestRooms implements AutoCloseable {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_767_225_600_000L));

    final StepLoops loops;
    final HandStore store;
    final HandBackplane backplane = new HandBackplane();
    final TestPeople people = new TestPeople();
    final ServerMetrics metrics = new ServerMetrics();
    final RoomRegistry registry;
    private final RoomServices services;
    private final List<TestMember> members = new ArrayList<>();
    private int cids;

    TestRooms(int loopCount) {
        this(loopCount, new TestConfig().rateLimit(false));
    }

    TestRooms(int loopCount, TestConfig testConfig) {
        ServerConfig config = testConfig.build();
        loops = new StepLoops(loopCount);
        store = new HandStore(new MemoryMessageStore(config.memoryStore(), CLOCK));
        services = new RoomServices(
                store, backplane, new JsonCodec(), loops.eventLoops(), config, metrics, people, loops::nanoTime, CLOCK);
        registry = restarted(List.of());
    }

    /** The rooms of the store as a server finds them that starts now. */
    RoomRegistry restarted(List<StoredRestriction> restrictions) {
        return new RoomRegistry(services, store.rooms().toCompletableFuture().join(), restrictions);
    }

    Room lobby() {
        return registry.find(RoomName.LOBBY).orElseThrow();
    }

    /** A room that stays until somebody joined it and left. */
    Room room(String name) {
        RoomName key = new RoomName(name);
        return registry.find(key)
                .orElseGet(() -> registry.reserveOrCreate(key, RoomSettings.of(RoomTitle.of(key)))
                        .orElseThrow()
                        .room());
    }

    /** Somebody with a page. */
    TestMember page(String name, int loop) {
        return member(name, loop, WireFormat.JSON, true);
    }

    TestMember member(String name, int loop, WireFormat format, boolean echo) {
        return member(TestMember.visitor(name), loop, format, echo);
    }

    TestMember member(Visitor visitor, int loop, WireFormat format, boolean echo) {
        TestMember member = new TestMember(this, loop, visitor, new Member.Form(format, echo));
        members.add(member);
        return member;
    }

    /** Adds something else than a message, as this user, and runs until that is done. */
    Appended add(Room room, String name, BiFunction<Author, Cid, Draft> wish) {
        List<Appended> results = new ArrayList<>();
        Author author = TestMember.visitor(name).user().asAuthor();
        Draft draft = wish.apply(author, new Cid("c" + cids++));
        on(0, () -> room.post(Person.guest(author), draft, answers(results)));
        run();
        return results.get(0);
    }

    /** Collects what the store answered. */
    static Consumer<Outcome> answers(Collection<Appended> results) {
        return outcome -> results.add(((Outcome.Answered) outcome).appended());
    }

    /** As after a restart: the room's memory has none of its events. */
    void forgetRecent(Room room) {
        on(0, () -> registry.rewritten(StoredRoom.of(room.name(), RoomSettings.of(room.title()), room.topic(), 0)));
        run();
    }

    /** Posts from a loop, under a new cid; what became of it is added to the list. */
    List<Appended> post(Room room, int loop, String name, String text) {
        List<Appended> results = new ArrayList<>();
        Author author = TestMember.visitor(name).user().asAuthor();
        Draft draft = new Draft.Post(author, new Cid("c" + cids++), new MessageText(text), null);
        on(loop, () -> room.post(Person.guest(author), draft, answers(results)));
        return results;
    }

    /** Posts so many short messages, one turn each. */
    void postMany(Room room, int count) {
        postMany(room, "Poster", count);
    }

    /** As {@link #postMany(Room, int)}, by somebody. */
    void postMany(Room room, String name, int count) {
        for (int i = 0; i < count; i++) {
            post(room, 0, name, "text " + cids);
            run();
        }
    }

    void on(int loop, Runnable task) {
        loops.on(loops.get(loop), task);
    }

    EventLoop loop(int index) {
        return loops.get(index);
    }

    void run() {
        loops.run();
    }

    void pass(long amount, TimeUnit unit) {
        loops.pass(amount, unit);
    }

    /** Ends all connections and checks that nobody holds a buffer any more. */
    @Override
    public void close() {
        store.answerAll();
        run();
        members.forEach(member -> member.outlet.end());
        LeakPresenceDetector.check();
    }
}
