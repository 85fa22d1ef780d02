package chat.server.store;

import chat.protocol.ReadMark;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How far users have read. Past {@link #MARKS_MAX} marks, who came longest ago loses all of theirs. Unread
 * messages are counted anew each time, in at most all events that a room holds.
 */
final class MemoryReadMarks implements ReadMarks {
    /** Marks of all users. */
    static final int MARKS_MAX = 200_000;

    // All guarded by the lock.
    private final Object lock;
    private final Map<RoomName, MemoryLog> logs;
    private final int marksMax;

    /** In the order in which users last moved a mark, or somebody asked for theirs. */
    private final Map<UserId, NavigableMap<RoomName, Long>> marks = new LinkedHashMap<>(16, 0.75f, true);

    private int size;

    MemoryReadMarks(Object lock, Map<RoomName, MemoryLog> logs, int marksMax) {
        this.lock = lock;
        this.logs = logs;
        this.marksMax = marksMax;
    }

    @Override
    public CompletionStage<ReadMark> advance(UserId user, RoomName room, long seq) {
        synchronized (lock) {
            return CompletableFuture.completedFuture(moved(user, room, seq));
        }
    }

    private ReadMark moved(UserId user, RoomName room, long seq) {
        MemoryLog log = logs.get(room);
        if (log == null || !log.isThere() || !log.admits(user)) {
            return ReadMark.none(room);
        }
        NavigableMap<RoomName, Long> own = marks.computeIfAbsent(user, key -> new TreeMap<>());
        Long known = own.get(room);
        long read = Math.max(known == null ? 0 : known, Math.min(seq, log.ring().last()));
        own.put(room, read);
        if (known == null) {
            size++;
            forget(user);
        }
        return log.mark(user, read);
    }

    /** Who became a member has read everything up to {@code seq}. */
    void begin(UserId user, RoomName room, long seq) {
        moved(user, room, seq);
    }

    /** Who is no longer a member has read nothing. */
    void end(UserId user, RoomName room) {
        NavigableMap<RoomName, Long> own = marks.get(user);
        if (own != null && own.remove(room) != null) {
            size--;
            marks.computeIfPresent(user, (key, left) -> left.isEmpty() ? null : left);
        }
    }

    /** The room was deleted. */
    void forget(RoomName room) {
        marks.values().forEach(own -> size -= own.remove(room) == null ? 0 : 1);
        marks.values().removeIf(Map::isEmpty);
    }

    private void forget(UserId except) {
        Iterator<Map.Entry<UserId, NavigableMap<RoomName, Long>>> eldest =
                marks.entrySet().iterator();
        while (size > marksMax && eldest.hasNext()) {
            Map.Entry<UserId, NavigableMap<RoomName, Long>> user = eldest.next();
            // A user alone has at most one mark for each room, and rooms are bounded.
            if (!user.getKey().equals(except)) {
                size -= user.getValue().size();
                eldest.remove();
            }
        }
    }

    @Override
    public CompletionStage<List<ReadMark>> in(UserId user, List<RoomName> rooms) {
        synchronized (lock) {
            NavigableMap<RoomName, Long> own = marks.getOrDefault(user, Collections.emptyNavigableMap());
            return CompletableFuture.completedFuture(rooms.stream()
                    .map(room -> own.containsKey(room) ? mark(user, room, own.get(room)) : ReadMark.none(room))
                    .toList());
        }
    }

    @Override
    public CompletionStage<Map<UserId, Long>> among(Set<UserId> users, RoomName room) {
        synchronized (lock) {
            Map<UserId, Long> found = new HashMap<>();
            for (UserId user : users) {
                Long read = marks.getOrDefault(user, Collections.emptyNavigableMap())
                        .get(room);
                if (read != null) {
                    found.put(user, read);
                }
            }
            return CompletableFuture.completedFuture(found);
        }
    }

    @Override
    public CompletionStage<List<ReadMark>> of(UserId user, Optional<RoomName> after, int limit) {
        synchronized (lock) {
            return CompletableFuture.completedFuture(list(user, after, limit));
        }
    }

    private List<ReadMark> list(UserId user, Optional<RoomName> after, int limit) {
        NavigableMap<RoomName, Long> own = marks.get(user);
        if (own == null) {
            return List.of();
        }
        return (after.isPresent() ? own.tailMap(after.get(), false) : own)
                .entrySet().stream()
                        .limit(limit)
                        .map(mark -> mark(user, mark.getKey(), mark.getValue()))
                        .toList();
    }

    @SuppressWarnings("NullAway") // who has a mark in a room has read its log; both go together
    private ReadMark mark(UserId user, RoomName room, long read) {
        return logs.get(room).mark(user, read);
    }
}
