package chat.server.room;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomSummary;
import chat.protocol.RoomTitle;
import chat.server.store.MessageSearch;
import chat.server.store.ReadMarks;
import chat.server.store.StoredRoom;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All rooms there are: those with a log, and those with somebody in them. Any thread.
 *
 * <p>A room is reserved before it is joined, and cannot vanish while it is.
 */
public final class RoomRegistry {
    /** A room that was made but not joined stays for so long. */
    private static final long FIRST_MEMBER_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Reads of the store under way at a time for members that catch up, and as many for questions. */
    static final int READS_MAX = 16;

    private final RoomServices services;
    private final RoomLoops loops;
    private final AppendBudget budget = new AppendBudget();
    private final WaitingLine catchUps = new WaitingLine(READS_MAX);
    private final WaitingLine questions = new WaitingLine(READS_MAX);
    private final WaitingLine slices;
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentHashMap<RoomName, Entry> rooms = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<RoomName, Room> inOrder = new ConcurrentSkipListMap<>();

    /** A room and how many are about to join it. */
    private record Entry(Room room, int reservations) {}

    /** The rooms that the store knows, and the lobby, which never vanishes. */
    public RoomRegistry(RoomServices services, List<StoredRoom> stored) {
        this.services = services;
        this.loops = new RoomLoops(services.eventLoops(), services.codec(), ByteBufAllocator.DEFAULT);
        // Each takes its event loops some milliseconds: with so many at a time, a loop has a few of them before it at
        // most.
        this.slices = new WaitingLine(loops.size());
        for (StoredRoom room : stored) {
            add(room);
        }
        if (reserve(RoomName.LOBBY).isEmpty()) {
            add(StoredRoom.fresh(RoomName.LOBBY, RoomSettings.of(RoomName.LOBBY)));
        }
        services.backplane().start(this::onRemoteEvents);
    }

    private void add(StoredRoom from) {
        Room room = new Room(from, this, services);
        rooms.put(room.name(), new Entry(room, 1));
        inOrder.put(room.name(), room);
        count.incrementAndGet();
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

    /** A room that exists, reserved for one {@link Room#join}. */
    public Optional<Room> reserve(RoomName name) {
        Entry entry = rooms.computeIfPresent(name, (key, old) -> new Entry(old.room, old.reservations + 1));
        return Optional.ofNullable(entry).map(Entry::room);
    }

    /** A room, made if need be, reserved for one {@link Room#join}; nothing when there are as many as there may be. */
    public Optional<Room> reserveOrCreate(RoomName name, RoomTitle title) {
        Entry entry = rooms.compute(name, (key, old) -> {
            if (old != null) {
                return new Entry(old.room, old.reservations + 1);
            }
            if (count.incrementAndGet() > services.config().rooms().roomsMax()) {
                count.decrementAndGet();
                return null;
            }
            Room room = new Room(StoredRoom.fresh(name, RoomSettings.of(title)), this, services);
            inOrder.put(name, room);
            return new Entry(room, 1);
        });
        return Optional.ofNullable(entry).map(Entry::room);
    }

    /** Gives back a reservation of {@link #reserveOrCreate} that nobody will join with, after a while. */
    public void releaseLater(Room room) {
        room.awaitFirstMember(FIRST_MEMBER_NANOS);
    }

    /** A room that exists, just to look at. */
    public Optional<Room> find(RoomName name) {
        return Optional.ofNullable(rooms.get(name)).map(Entry::room);
    }

    /** Rooms in the order of their names, after {@code after} if that is given. */
    public List<RoomSummary> list(Optional<RoomName> after, int max) {
        Iterator<Room> rest = after.map(name -> inOrder.tailMap(name, false).values())
                .orElseGet(inOrder::values)
                .iterator();
        List<RoomSummary> summaries = new ArrayList<>();
        while (rest.hasNext() && summaries.size() < max) {
            summaries.add(rest.next().summary());
        }
        return summaries;
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
                return new Entry(old.room, old.reservations + 1);
            }
            count.incrementAndGet();
            Room room = new Room(now, this, services);
            inOrder.put(key, room);
            return new Entry(room, 1);
        });
        entry.room.rewritten(now);
    }

    void release(Room room) {
        rooms.computeIfPresent(room.name(), (key, old) -> new Entry(old.room, old.reservations - 1));
        room.retireIfUnused();
    }

    void retire(Room room) {
        rooms.computeIfPresent(room.name(), (key, old) -> {
            if (old.room != room || old.reservations > 0) {
                return old;
            }
            inOrder.remove(key);
            count.decrementAndGet();
            return null;
        });
    }

    RoomLoops loops() {
        return loops;
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
