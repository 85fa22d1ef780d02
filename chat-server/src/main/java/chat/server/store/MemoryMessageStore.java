package chat.server.store;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.ServerMessage;
import chat.server.config.ServerConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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
 * their oldest events first. Of the {@code cid} it remembers the newest {@code cidsMax}, which under load is less than a
 * day's. One lock, held for microseconds by what every message needs; stages are complete when they are returned.
 */
public final class MemoryMessageStore implements MessageStore {
    /** Deleted rooms that are remembered, so that one of the same name counts on. */
    static final int DELETED_MAX = 10_000;

    private final ServerConfig.MemoryStore limits;
    private final InstantSource clock;
    private final String epoch = UUID.randomUUID().toString();

    // All guarded by this.
    private final Map<RoomName, MemoryLog> logs = new HashMap<>();
    /** The logs that hold events, in the order of their last append: the order in which they lose events. */
    private final Set<MemoryLog> filled = new LinkedHashSet<>();

    /** Public rooms whose heads are all that is left of them, the first one for the longest time. */
    private final Set<RoomName> deleted = new LinkedHashSet<>();

    private final MemoryCids cids;
    private final MemoryReadMarks readMarks = new MemoryReadMarks(this, logs, MemoryReadMarks.MARKS_MAX);
    private final MemorySearch search = new MemorySearch(this, logs);
    private final MemoryModeration moderation;
    /** Events of all rooms so far. */
    private long stored;

    private long totalBytes;
    private boolean closed;

    /** An empty store. */
    public MemoryMessageStore(ServerConfig.MemoryStore limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.cids = new MemoryCids(limits.cidsMax());
        this.moderation = new MemoryModeration(this, this::post, clock);
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
    public synchronized CompletionStage<List<Appended>> append(
            RoomName room, RoomSettings settings, List<Draft> drafts) {
        List<Appended> results = new ArrayList<>(drafts.size());
        MemoryLog known = logs.get(room);
        MemoryLog log = known == null ? new MemoryLog(room, settings) : known;
        log.offer(settings);
        for (Draft draft : drafts) {
            results.add(closed ? new Appended.Refused(Appended.Reason.UNAVAILABLE) : appendOne(room, log, draft));
        }
        if (log.ring().size() > 0) {
            logs.put(room, log);
            filled.remove(log);
            filled.add(log);
            deleted.remove(room);
        }
        results.forEach(this::moveMarks);
        trimAll();
        return CompletableFuture.completedFuture(results);
    }

    /** Members begin with what is new to them, and leave no mark behind. */
    private void moveMarks(Appended result) {
        if (!(result instanceof Appended.Committed committed)) {
            return;
        }
        if (committed.event() instanceof RoomEvent.MemberAdded added) {
            readMarks.begin(added.user().id(), added.room(), added.seq() - 1);
        } else if (committed.event() instanceof RoomEvent.MemberRemoved removed) {
            readMarks.end(removed.user().id(), removed.room());
        }
    }

    private Appended appendOne(RoomName room, MemoryLog log, Draft draft) {
        Optional<Appended> known = cids.known(room, draft);
        if (known.isPresent()) {
            return known.get();
        }
        LogRules.Place place = new LogRules.Place(room, log.ring().last() + 1, clock.millis());
        boolean wasThere = log.isThere();
        Appended decided = LogRules.decide(draft, place, log);
        if (decided instanceof Appended.Committed committed) {
            if (wasThere) {
                AuditEntry.of(draft, committed.event()).ifPresent(moderation::add);
            }
            add(committed.event(), log);
            cids.remember(draft, committed.event());
        }
        return decided;
    }

    private void add(RoomEvent event, MemoryLog log) {
        totalBytes -= log.ring().weightBytes();
        log.add(event, ++stored);
        while (log.ring().size() > 1
                && (log.ring().size() > limits.roomEventsMax() || log.ring().weightBytes() > limits.roomBytesMax())) {
            log.dropOldest();
        }
        totalBytes += log.ring().weightBytes();
    }

    private void trimAll() {
        Iterator<MemoryLog> oldestFirst = filled.iterator();
        while (totalBytes > limits.totalBytesMax() && oldestFirst.hasNext()) {
            MemoryLog log = oldestFirst.next();
            totalBytes -= log.ring().weightBytes();
            while (totalBytes + log.ring().weightBytes() > limits.totalBytesMax()
                    && log.ring().size() > 0) {
                log.dropOldest();
            }
            totalBytes += log.ring().weightBytes();
            if (log.ring().size() == 0) {
                oldestFirst.remove();
            }
        }
    }

    @Override
    public synchronized CompletionStage<Optional<Appended>> find(RoomName room, Draft draft) {
        return CompletableFuture.completedFuture(cids.known(room, draft));
    }

    @Override
    public synchronized CompletionStage<Page> read(RoomName room, PageRequest request) {
        return CompletableFuture.completedFuture(log(room).page(request));
    }

    @Override
    public synchronized CompletionStage<Page> thread(RoomName room, long root, PageRequest request) {
        return CompletableFuture.completedFuture(log(room).thread(root, request));
    }

    @Override
    public synchronized CompletionStage<List<RoomEvent>> pins(RoomName room) {
        return CompletableFuture.completedFuture(log(room).pinnedPosts());
    }

    @Override
    public synchronized CompletionStage<List<ServerMessage.Version>> versions(RoomName room, long target) {
        return CompletableFuture.completedFuture(log(room).versions(target));
    }

    @Override
    public synchronized CompletionStage<Void> delete(RoomName room, AuditEntry audit) {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("store: closed"));
        }
        MemoryLog log = logs.get(room);
        if (log != null && log.isThere()) {
            moderation.add(audit);
            totalBytes -= log.ring().weightBytes();
            filled.remove(log);
            log.delete();
            readMarks.forget(room);
            moderation.forget(room);
            if (room.isPublic()) {
                deleted.add(room);
                forgetDeleted();
            } else {
                logs.remove(room);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    private void forgetDeleted() {
        if (deleted.size() > DELETED_MAX) {
            RoomName eldest = deleted.iterator().next();
            deleted.remove(eldest);
            logs.remove(eldest);
        }
    }

    private Optional<RoomEvent.Posted> post(RoomName room, long seq) {
        MemoryLog log = log(room);
        return log.ring().has(seq)
                        && log.present(seq) instanceof RoomEvent.Posted post
                        && !post.state().deleted()
                ? Optional.of(post)
                : Optional.empty();
    }

    /** A room without a log has an empty one. */
    private MemoryLog log(RoomName room) {
        MemoryLog log = logs.get(room);
        return log == null ? new MemoryLog(room, RoomSettings.of(room)) : log;
    }

    @Override
    public ReadMarks readMarks() {
        return readMarks;
    }

    @Override
    public MessageSearch search() {
        return search;
    }

    @Override
    public Moderation moderation() {
        return moderation;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
