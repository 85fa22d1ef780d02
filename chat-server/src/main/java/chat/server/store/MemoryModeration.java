package chat.server.store;

import chat.protocol.Author;
import chat.protocol.PostState;
import chat.protocol.ProtocolLimits;
import chat.protocol.Report;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Restrictions, reports, blocks and the trail, in memory. Of the trail it has the newest {@link #AUDIT_MAX}. What no longer
 * holds is forgotten when something is added to its place.
 */
final class MemoryModeration implements Moderation {
    /** Entries of the trail. */
    static final int AUDIT_MAX = 10_000;

    /** Blocks of all users. */
    static final int BLOCKS_MAX = 200_000;

    // All guarded by the lock.
    private final Object lock;
    private final Posts posts;
    private final InstantSource clock;
    private final Map<Optional<RoomName>, NavigableMap<StoredRestriction.Key, StoredRestriction>> restrictions =
            new HashMap<>();
    private final NavigableMap<Long, Report> reports = new TreeMap<>();
    private final Map<UserId, NavigableMap<UserId, Author>> blocks = new HashMap<>();
    private final Deque<AuditEntry.Stored> audit = new ArrayDeque<>();
    private long lastReport;
    private long lastAudit;
    private int blocked;

    /** Looks for a message as it is now, if it is there and not deleted; with the lock held. */
    interface Posts {
        Optional<RoomEvent.Posted> post(RoomName room, long seq);
    }

    MemoryModeration(Object lock, Posts posts, InstantSource clock) {
        this.lock = lock;
        this.posts = posts;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Outcome> restrict(StoredRestriction restriction, AuditEntry entry) {
        synchronized (lock) {
            sweep(restriction.room());
            NavigableMap<StoredRestriction.Key, StoredRestriction> there = restrictions.computeIfAbsent(
                    restriction.room(),
                    room -> new TreeMap<>(Comparator.comparing(StoredRestriction.Key::subject)
                            .thenComparing(StoredRestriction.Key::kind)));
            int max = restriction.room().isPresent() ? RESTRICTIONS_PER_ROOM_MAX : SERVER_RESTRICTIONS_MAX;
            if (!there.containsKey(restriction.key()) && (there.size() >= max || isFull())) {
                return done(Outcome.TOO_MANY);
            }
            there.put(restriction.key(), restriction);
            add(entry);
            return done(Outcome.DONE);
        }
    }

    /** Every place that has none is forgotten, so counting takes as long as there are others. */
    private boolean isFull() {
        return restrictions.values().stream().mapToInt(Map::size).sum() >= RESTRICTIONS_MAX;
    }

    private void sweep(Optional<RoomName> room) {
        long now = clock.millis();
        Map<StoredRestriction.Key, StoredRestriction> there = restrictions.get(room);
        if (there != null) {
            there.values().removeIf(restriction -> !restriction.holdsAt(now));
            if (there.isEmpty()) {
                restrictions.remove(room);
            }
        }
    }

    @Override
    public CompletionStage<Boolean> lift(StoredRestriction.Key key, AuditEntry entry) {
        synchronized (lock) {
            Map<StoredRestriction.Key, StoredRestriction> there = restrictions.get(key.room());
            StoredRestriction lifted = there == null ? null : there.remove(key);
            sweep(key.room());
            boolean held = lifted != null && lifted.holdsAt(clock.millis());
            if (held) {
                add(entry);
            }
            return done(held);
        }
    }

    @Override
    public CompletionStage<List<StoredRestriction>> restrictions() {
        synchronized (lock) {
            List<StoredRestriction> all = new ArrayList<>();
            restrictions.values().forEach(there -> all.addAll(holding(there.values())));
            return done(List.copyOf(all));
        }
    }

    private List<StoredRestriction> holding(Collection<StoredRestriction> some) {
        long now = clock.millis();
        return some.stream().filter(restriction -> restriction.holdsAt(now)).toList();
    }

    @Override
    public CompletionStage<List<StoredRestriction>> restrictions(
            Optional<RoomName> room, Optional<StoredRestriction.Key> after, int limit) {
        synchronized (lock) {
            NavigableMap<StoredRestriction.Key, StoredRestriction> there = restrictions.get(room);
            if (there == null) {
                return done(List.of());
            }
            Map<StoredRestriction.Key, StoredRestriction> rest =
                    after.isPresent() ? there.tailMap(after.get(), false) : there;
            return done(holding(rest.values()).stream().limit(limit).toList());
        }
    }

    @Override
    public CompletionStage<Outcome> report(Report report, AuditEntry entry) {
        synchronized (lock) {
            int inRoom = 0;
            int byUser = 0;
            for (Report known : reports.values()) {
                boolean sameRoom = known.post().room().equals(report.post().room());
                boolean sameUser = known.by().id().equals(report.by().id());
                if (sameRoom && sameUser && known.post().seq() == report.post().seq()) {
                    return done(Outcome.DONE);
                }
                inRoom += sameRoom ? 1 : 0;
                byUser += sameUser ? 1 : 0;
            }
            if (inRoom >= OPEN_REPORTS_PER_ROOM_MAX
                    || byUser >= OPEN_REPORTS_PER_USER_MAX
                    || reports.size() >= OPEN_REPORTS_MAX) {
                return done(Outcome.TOO_MANY);
            }
            Optional<RoomEvent.Posted> present =
                    posts.post(report.post().room(), report.post().seq());
            if (present.isEmpty()) {
                return done(Outcome.GONE);
            }
            reports.put(++lastReport, plain(lastReport, report, present.get()));
            add(entry);
            return done(Outcome.DONE);
        }
    }

    private static Report plain(long number, Report report, RoomEvent.Posted post) {
        return new Report(number, post.with(post.text(), PostState.FRESH), report.reason(), report.by(), report.at());
    }

    @Override
    public CompletionStage<List<Report>> reports(Optional<RoomName> room, long after, int limit) {
        synchronized (lock) {
            return done(reports.tailMap(after, false).entrySet().stream()
                    .filter(each ->
                            room.map(each.getValue().post().room()::equals).orElse(true))
                    .limit(limit)
                    .map(Map.Entry::getValue)
                    .toList());
        }
    }

    @Override
    public CompletionStage<Boolean> resolve(RoomName room, long report, AuditEntry entry) {
        synchronized (lock) {
            Report known = reports.get(report);
            if (known == null || !known.post().room().equals(room)) {
                return done(false);
            }
            reports.remove(report);
            add(entry);
            return done(true);
        }
    }

    @Override
    public CompletionStage<Outcome> block(UserId user, Author other, boolean on) {
        synchronized (lock) {
            NavigableMap<UserId, Author> own = blocks.computeIfAbsent(user, id -> new TreeMap<>());
            Outcome outcome = Outcome.DONE;
            if (!on) {
                blocked -= own.remove(other.id()) == null ? 0 : 1;
            } else if (!own.containsKey(other.id())) {
                if (own.size() >= ProtocolLimits.BLOCKS_MAX || blocked >= BLOCKS_MAX) {
                    outcome = Outcome.TOO_MANY;
                } else {
                    own.put(other.id(), other);
                    blocked++;
                }
            }
            if (own.isEmpty()) {
                blocks.remove(user);
            }
            return done(outcome);
        }
    }

    @Override
    public CompletionStage<List<Author>> blocks(UserId user) {
        synchronized (lock) {
            Map<UserId, Author> own = blocks.get(user);
            return done(own == null ? List.of() : List.copyOf(own.values()));
        }
    }

    @Override
    public CompletionStage<Set<UserId>> blockersOf(UserId user, Set<UserId> among) {
        synchronized (lock) {
            return done(among.stream()
                    .filter(other ->
                            blocks.containsKey(other) && blocks.get(other).containsKey(user))
                    .collect(Collectors.toUnmodifiableSet()));
        }
    }

    @Override
    public CompletionStage<Void> audit(AuditEntry entry) {
        synchronized (lock) {
            add(entry);
            return CompletableFuture.allOf();
        }
    }

    /** With the lock held. */
    void add(AuditEntry entry) {
        audit.addFirst(new AuditEntry.Stored(++lastAudit, entry));
        if (audit.size() > AUDIT_MAX) {
            audit.removeLast();
        }
    }

    @Override
    public CompletionStage<List<AuditEntry.Stored>> audit(long before, int limit) {
        synchronized (lock) {
            return done(audit.stream()
                    .filter(stored -> stored.id() < before)
                    .limit(limit)
                    .toList());
        }
    }

    /** The room was deleted. */
    void forget(RoomName room) {
        restrictions.remove(Optional.of(room));
        reports.values().removeIf(report -> report.post().room().equals(room));
    }

    private static <T> CompletionStage<T> done(T answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
