package chat.server.room;

import chat.protocol.MyRoom;
import chat.protocol.ReadMark;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomSummary;
import chat.protocol.RoomTitle;
import chat.protocol.UserId;
import chat.protocol.Visibility;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import chat.server.store.Moderation;
import chat.server.store.ReadMarks;
import chat.server.store.Restrictions;
import chat.server.store.StoredRestriction;
import chat.server.store.StoredRoom;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rooms there are: those with a log, and those with somebody in them. Any thread.
 *
 * <p>Whoever looks for a room says who asks: to those who are no members, a private room is not there. A room is reserved
 * before it is joined, and cannot vanish while it is.
 */
public final class RoomRegistry {
    /** Reads of the store under way at a time for members that catch up, and as many for questions. */
    static final int READS_MAX = 16;

    private final RoomServices services;
    private final RoomLoops loops;
    private final AppendBudget budget = new AppendBudget();
    private final WaitingLine catchUps = new WaitingLine(READS_MAX);
    private final WaitingLine questions = new WaitingLine(READS_MAX);
    private final WaitingLine slices;
    private final AtomicInteger publicRooms = new AtomicInteger();
    private final AtomicInteger hiddenRooms = new AtomicInteger();
    private final ConcurrentHashMap<RoomName, Entry> rooms = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<RoomName, Room> publicInOrder = new ConcurrentSkipListMap<>();
    private final MyRooms myRooms = new MyRooms();

    /** Where the logs of deleted rooms ended: should there be one of the name again, it counts on from there. As many as in
     * the store, which only people with the right to delete rooms add to. */
    private final ConcurrentHashMap<RoomName, Long> ends = new ConcurrentHashMap<>();

    /** What was decided in rooms that have no log: it holds as soon as they are there again. As many as the store had when
     * this server started. */
    private final Map<RoomName, List<StoredRestriction>> restrictionsKept;

    /** A room and how many are about to join it. */
    private record Entry(Room room, int reservations) {
        Entry reserved() {
            return new Entry(room, reservations + 1);
        }
    }

    /**
     * A room that is reserved.
     *
     * @param made whether it was not there before
     */
    public record Reserved(Room room, boolean made) {}

    /**
     * How full it is at a moment.
     *
     * @param appendBytes of events on their way into the store
     * @param readsWaiting for a place in the line of those that read the log in the store
     * @param slicesWaiting for a place in the line of those that are fed a page
     */
    public record Load(int publicRooms, int hiddenRooms, long appendBytes, int readsWaiting, int slicesWaiting) {}

    /** The rooms that the store knows, and the lobby, which never vanishes. */
    public RoomRegistry(RoomServices services, List<StoredRoom> stored, List<StoredRestriction> restrictions) {
        this.services = services;
        this.loops = new RoomLoops(services.eventLoops(), services.codec(), ByteBufAllocator.DEFAULT);
        // Each takes its event loops some milliseconds: with so many at a time, a loop has a few of them before it at
        // most.
        this.slices = new WaitingLine(loops.size());
        restrictionsKept = new ConcurrentHashMap<>(restrictions.stream()
                .filter(restriction -> restriction.room().isPresent())
                .collect(Collectors.groupingBy(restriction -> restriction.room().orElseThrow())));
        for (StoredRoom room : stored) {
            if (room.deleted()) {
                ends.put(room.room(), room.seq());
            } else {
                add(room);
            }
        }
        if (!rooms.containsKey(RoomName.LOBBY)) {
            RoomSettings settings = RoomSettings.of(RoomTitle.of(RoomName.LOBBY));
            add(StoredRoom.fresh(RoomName.LOBBY, settings));
        }
        // It never vanishes.
        rooms.computeIfPresent(RoomName.LOBBY, (key, entry) -> entry.reserved());
        services.backplane().start(this::onRemoteEvents);
    }

    private void add(StoredRoom from) {
        Entry entry = entry(from);
        rooms.put(from.room(), entry);
        counter(from.room()).incrementAndGet();
        from.members().keySet().forEach(user -> index(entry.room, user));
    }

    private Entry entry(StoredRoom from) {
        List<StoredRestriction> kept = restrictionsKept.remove(from.room());
        Room room = new Room(from, kept == null ? Restrictions.NONE : Restrictions.of(kept), this, services);
        if (from.room().isPublic()) {
            publicInOrder.put(from.room(), room);
        }
        return new Entry(room, 0);
    }

    private AtomicInteger counter(RoomName name) {
        return name.isPublic() ? publicRooms : hiddenRooms;
    }

    /** The epoch that positions count in now. */
    public String epoch() {
        return services.store().epoch();
    }

    /** How far users have read in these rooms. */
    public ReadMarks readMarks() {
        return services.store().readMarks();
    }

    /** Looking for messages in these rooms. */
    public MessageSearch search() {
        return services.store().search();
    }

    /** Who blocks whom. */
    public Moderation moderation() {
        return services.store().moderation();
    }

    /** A room that exists for who asks, just to look at. */
    public Optional<Room> find(RoomName name, Person person) {
        return find(name).filter(room -> room.access().admits(person, room.millis()));
    }

    /** The direct rooms that somebody shares with somebody else. */
    public List<Room> direct(Person person, UserId other) {
        return myRooms.of(person.id(), Optional.empty()).stream()
                .filter(name -> name.visibility() == Visibility.DIRECT)
                .flatMap(name -> find(name, person).stream())
                .filter(room -> room.access().keeps(other))
                .toList();
    }

    /**
     * As {@link #find(RoomName, Person)}, once what is on its way into the room's log has come to its end: the store may know
     * of a member before the room does. The stage completes on the room's executor.
     */
    public CompletionStage<Optional<Room>> findSettled(RoomName name, Person person) {
        return find(name)
                .map(room -> room.settled().thenApply(settled -> find(name, person)))
                .orElse(CompletableFuture.completedStage(Optional.empty()));
    }

    /** As {@link #find(RoomName, Person)}, reserved for one {@link Room#join}, or until {@link #release}. */
    public Optional<Room> reserve(RoomName name, Person person) {
        return find(name, person).isEmpty() ? Optional.empty() : reserve(name);
    }

    /** As {@link #reserve}, whoever asks. */
    Optional<Room> reserve(RoomName name) {
        return Optional.ofNullable(rooms.computeIfPresent(name, (key, old) -> old.reserved()))
                .map(Entry::room);
    }

    /** Those there are, in no order. */
    Stream<Room> all() {
        return rooms.values().stream().map(Entry::room);
    }

    /** Whoever asks. */
    Optional<Room> find(RoomName name) {
        return Optional.ofNullable(rooms.get(name)).map(Entry::room);
    }

    /**
     * A room, made if need be, reserved as by {@link #reserve}; nothing when there are as many as there may be. Whether
     * somebody may know of it is for the caller to see.
     *
     * @param settings of the room if it is made
     */
    public Optional<Reserved> reserveOrCreate(RoomName name, RoomSettings settings) {
        boolean[] made = new boolean[1];
        Entry entry = rooms.compute(name, (key, old) -> {
            if (old != null) {
                return old.reserved();
            }
            int max = name.isPublic()
                    ? services.config().rooms().roomsMax()
                    : services.config().rooms().privateRoomsMax();
            if (counter(name).incrementAndGet() > max) {
                counter(name).decrementAndGet();
                return null;
            }
            made[0] = true;
            return entry(fresh(name, settings)).reserved();
        });
        return Optional.ofNullable(entry).map(reserved -> new Reserved(reserved.room, made[0]));
    }

    private StoredRoom fresh(RoomName name, RoomSettings settings) {
        StoredRoom fresh = StoredRoom.fresh(name, settings);
        Long end = ends.get(name);
        return end == null ? fresh : new StoredRoom(name, settings, fresh.topic(), end, fresh.members(), true);
    }

    /** What the draft that makes a private room would be answered, if it has made one before. */
    public CompletionStage<Optional<Appended>> known(RoomName name, Draft draft) {
        return services.store().find(name, draft);
    }

    /** Gives back a reservation. */
    public void release(Room room) {
        rooms.computeIfPresent(
                room.name(), (key, old) -> old.room == room ? new Entry(room, old.reservations - 1) : old);
        room.loop().run(room::retireIfUnused);
    }

    /** Public rooms in the order of their names, after {@code after} if that is given. */
    public List<RoomSummary> list(Optional<RoomName> after, int max) {
        Iterator<Room> rest = after.map(
                        name -> publicInOrder.tailMap(name, false).values())
                .orElseGet(publicInOrder::values)
                .iterator();
        List<RoomSummary> summaries = new ArrayList<>();
        while (rest.hasNext() && summaries.size() < max) {
            summaries.add(rest.next().summary());
        }
        return summaries;
    }

    /** The rooms that somebody belongs to, in the order of their keys; the stage completes on any thread. */
    public CompletionStage<List<MyRoom>> myRooms(Person person, Optional<RoomName> after, int max) {
        List<RoomName> names = new ArrayList<>();
        for (RoomName name : myRooms.of(person.id(), after)) {
            if (names.size() < max && find(name, person).isPresent()) {
                names.add(name);
            }
        }
        return services.store()
                .readMarks()
                .in(person.id(), names)
                .thenApply(marks -> marks.stream()
                        .flatMap(mark -> myRoom(person, mark).stream())
                        .toList());
    }

    /** Looked for again: the marks took their time. */
    private Optional<MyRoom> myRoom(Person person, ReadMark mark) {
        return find(mark.room(), person).map(room -> MyRooms.entry(room, person.id(), mark, services.people()));
    }

    /** Whether somebody belongs to a room may be otherwise now. */
    void index(Room room, UserId user) {
        if (room.access().keeps(user)) {
            myRooms.put(user, room.name());
        } else {
            myRooms.remove(user, room.name());
        }
    }

    /**
     * The log of a room is no longer as it was told, or there is a room that came from elsewhere, however many there are
     * already. Any thread.
     *
     * @param now the room as the store has it
     */
    public void rewritten(StoredRoom now) {
        Entry entry = rooms.compute(now.room(), (key, old) -> {
            if (old != null) {
                return old.reserved();
            }
            counter(key).incrementAndGet();
            return entry(now).reserved();
        });
        entry.room.rewritten(now);
    }

    void retire(Room room) {
        rooms.computeIfPresent(
                room.name(), (key, old) -> old.room != room || old.reservations > 0 ? old : without(room));
    }

    /**
     * It is gone, whoever was about to join it.
     *
     * @param end where one of the name counts on
     */
    void deleted(Room room, long end) {
        room.access().members().keySet().forEach(user -> myRooms.remove(user, room.name()));
        rooms.computeIfPresent(room.name(), (key, old) -> {
            if (old.room != room) {
                return old;
            }
            if (key.isPublic()) {
                ends.put(key, end);
            }
            return without(room);
        });
    }

    private @Nullable Entry without(Room room) {
        publicInOrder.remove(room.name());
        counter(room.name()).decrementAndGet();
        return null;
    }

    RoomLoops loops() {
        return loops;
    }

    /** How full it is now. Any thread. */
    public Load load() {
        return new Load(publicRooms.get(), hiddenRooms.get(), budget.bytes(), catchUps.waiting(), slices.waiting());
    }

    AppendBudget budget() {
        return budget;
    }

    /** Where members that catch up wait for a page of the store. */
    WaitingLine catchUps() {
        return catchUps;
    }

    /** Where members that catch up wait to be written to. */
    WaitingLine slices() {
        return slices;
    }

    /** Where those wait who ask about a room's log. */
    WaitingLine questions() {
        return questions;
    }

    private void onRemoteEvents(List<RoomEvent> events) {
        RoomName name = events.get(0).room();
        find(name).ifPresent(room -> room.onRemoteEvents(events));
    }
}
