package chat.server.store;

import chat.protocol.Cid;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.config.ServerConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the newest events of every room in memory, and nothing across a restart: each instance is an epoch of its own.
 *
 * <p>Bounded per room in events and bytes, and over all rooms in bytes: past that the rooms written to longest ago lose
 * their oldest events first. Of the {@code cid} it remembers the newest {@code cidsMax}. One lock, held for microseconds;
 * stages are complete when they are returned.
 */
public final class MemoryMessageStore implements MessageStore {
    private final ServerConfig.MemoryStore limits;
    private final InstantSource clock;
    private final String epoch = UUID.randomUUID().toString();

    // All guarded by this.
    private final Map<RoomName, MemoryLog> logs = new HashMap<>();
    /** The logs that hold events, in the order of their last append: the order in which they lose events. */
    private final Set<MemoryLog> filled = new LinkedHashSet<>();

    private final Map<CidKey, CidEntry> cids;
    private long totalBytes;
    private boolean closed;

    private record CidKey(UserId user, Cid cid) {
        static CidKey of(Draft draft) {
            return new CidKey(draft.from().id(), draft.cid());
        }
    }

    private record CidEntry(Appended.Duplicate stored, int fingerprint) {}

    /** An empty store. */
    public MemoryMessageStore(ServerConfig.MemoryStore limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.cids = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<CidKey, CidEntry> eldest) {
                return size() > limits.cidsMax();
            }
        };
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public synchronized CompletionStage<List<StoredRoom>> rooms() {
        return CompletableFuture.completedFuture(
                logs.values().stream().map(MemoryLog::asStoredRoom).toList());
    }

    @Override
    public synchronized CompletionStage<List<Appended>> append(RoomName room, RoomTitle title, List<Draft> drafts) {
        List<Appended> results = new ArrayList<>(drafts.size());
        MemoryLog known = logs.get(room);
        MemoryLog log = known == null ? new MemoryLog(room, title) : known;
        for (Draft draft : drafts) {
            results.add(closed ? new Appended.Refused(Appended.Reason.UNAVAILABLE) : appendOne(room, log, draft));
        }
        if (log.size() > 0) {
            logs.put(room, log);
            filled.remove(log);
            filled.add(log);
        }
        trimAll();
        return CompletableFuture.completedFuture(results);
    }

    private Appended appendOne(RoomName room, MemoryLog log, Draft draft) {
        Optional<Appended> known = known(room, draft);
        if (known.isPresent()) {
            return known.get();
        }
        if (!(draft instanceof Draft.Post post)) {
            return new Appended.Refused(Appended.Reason.UNAVAILABLE);
        }
        RoomEvent.Posted event = RoomEvent.Posted.fresh(
                room, log.nextSeq(), clock.millis(), draft.from(), draft.cid(), post.text(), post.replyTo());
        log.add(event);
        totalBytes += draft.weightBytes();
        while (log.size() > 1 && (log.size() > limits.roomEventsMax() || log.weightBytes() > limits.roomBytesMax())) {
            totalBytes -= log.dropOldest();
        }
        cids.put(
                CidKey.of(draft),
                new CidEntry(new Appended.Duplicate(room, event.seq(), event.at()), draft.fingerprint()));
        return new Appended.Committed(event);
    }

    private void trimAll() {
        Iterator<MemoryLog> oldestFirst = filled.iterator();
        while (totalBytes > limits.totalBytesMax() && oldestFirst.hasNext()) {
            MemoryLog log = oldestFirst.next();
            while (totalBytes > limits.totalBytesMax() && log.size() > 0) {
                totalBytes -= log.dropOldest();
            }
            if (log.size() == 0) {
                oldestFirst.remove();
            }
        }
    }

    @Override
    public synchronized CompletionStage<Optional<Appended>> find(RoomName room, Draft draft) {
        return CompletableFuture.completedFuture(known(room, draft));
    }

    private Optional<Appended> known(RoomName room, Draft draft) {
        CidEntry known = cids.get(CidKey.of(draft));
        if (known == null) {
            return Optional.empty();
        }
        boolean same =
                known.fingerprint == draft.fingerprint() && known.stored.room().equals(room);
        return Optional.of(same ? known.stored : new Appended.Refused(Appended.Reason.CID_REUSED));
    }

    @Override
    public synchronized CompletionStage<Page> read(RoomName room, PageRequest request) {
        MemoryLog log = logs.get(room);
        return CompletableFuture.completedFuture(log == null ? new Page(List.of(), 1, 0) : log.page(request));
    }

    @Override
    public CompletionStage<Page> thread(RoomName room, long root, PageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<RoomEvent>> pins(RoomName room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<ServerMessage.Version>> versions(RoomName room, long target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReadMarks readMarks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageSearch search() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
