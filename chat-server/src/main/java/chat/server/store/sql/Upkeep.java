package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.server.config.Retention;
import chat.server.store.Progress;
import chat.server.store.StoredRoom;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What an operator changes in a store that is open, piece by piece, each in the writer's turn, so that messages are stored
 * meanwhile. Every call waits until it is durable; any thread that may wait.
 */
public final class Upkeep {
    /** How often to try until no reader keeps erased bytes on the disk, and how long to wait in between. */
    private static final int WIPES_MAX = 50;

    private static final long WIPE_AGAIN_MILLIS = 200;

    /** How long after its start a server does not go by the clock: who sets clocks right has done so by then. */
    static final Duration DOUBT_AT_FIRST = Duration.ofHours(1);

    /** How long after a jump of the clock it does not: time for somebody to see that. */
    static final Duration DOUBT_AFTER_JUMP = Duration.ofDays(1);

    private final UpkeepTurns turns;
    private final RoomRetention retention;
    private final InstantSource clock;
    private final ClockTrust trust;
    private final Consumer<StoredRoom> rewritten;
    private final Set<RoomName> importing = ConcurrentHashMap.newKeySet();

    /**
     * What holds for a room.
     *
     * @param dropped how many events went because of it
     */
    public record Applied(Retention rule, long dropped) {}

    /**
     * What was somebody's.
     *
     * @param events how many events
     * @param marks in how many rooms it was known how far the user has read
     * @param cids how many names of drafts whose events are gone
     * @param traces how many memberships, restrictions, reports and blocks
     * @param account whether the user had an account
     */
    public record Erased(long events, long marks, long cids, long traces, boolean account) {
        /** Whether nothing was. */
        public boolean isNothing() {
            return events == 0 && marks == 0 && cids == 0 && traces == 0 && !account;
        }
    }

    /**
     * Upkeep of a store.
     *
     * @param byDefault for rooms without a rule of their own
     * @param rewritten hears of every room whose log is no longer as it was told, or that came from elsewhere
     */
    public Upkeep(SqlMessageStore store, Retention byDefault, InstantSource clock, Consumer<StoredRoom> rewritten) {
        this(store, byDefault, clock, System::nanoTime, rewritten);
    }

    /** As the other, with the time that passes. */
    Upkeep(
            SqlMessageStore store,
            Retention byDefault,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<StoredRoom> rewritten) {
        this.turns = new UpkeepTurns(store);
        this.retention = new RoomRetention(turns, byDefault);
        this.clock = clock;
        this.trust = new ClockTrust(clock, nanos, DOUBT_AT_FIRST, DOUBT_AFTER_JUMP);
        this.rewritten = rewritten;
    }

    /**
     * Sets how long a room keeps its events, and drops at once what it no longer does.
     *
     * @param days older ones go; 0: none does; nothing: as for all rooms
     * @param events so many of the newest stay; 0: all; nothing: as for all rooms
     * @return nothing: there is no such room
     */
    public Optional<Applied> retain(RoomName room, OptionalInt days, OptionalInt events, Progress progress)
            throws IOException {
        Optional<RoomRetention.Kept> kept = retention.set(room, days, events);
        return kept.isPresent()
                ? Optional.of(new Applied(kept.get().rule(), apply(kept.get(), clock.instant(), progress)))
                : Optional.empty();
    }

    /**
     * Drops what rooms no longer keep, and what is left of imports that were interrupted. What is too old stays in the first
     * hour of this, and for a day after the clock jumped. One thread.
     *
     * @return how many events
     * @throws IOException or a RuntimeException, when all is tried: the first failure, with those of other rooms suppressed
     */
    public long sweep(Progress progress) throws IOException {
        Attempts attempts = new Attempts();
        for (Map.Entry<RoomName, Long> staged : turns.read(StagedRoom::all).entrySet()) {
            if (!importing.contains(staged.getKey())) {
                attempts.make(() -> turns.drop(staged.getValue()));
            }
        }
        // In this order: a jump up to here is seen.
        Instant now = clock.instant();
        boolean trusted = trust.isTrusted();
        LongAdder dropped = new LongAdder();
        for (RoomRetention.Kept room : retention.rooms()) {
            attempts.make(() -> dropped.add(apply(trusted ? room : room.whateverTheTime(), now, progress)));
        }
        attempts.end();
        return dropped.sum();
    }

    private long apply(RoomRetention.Kept room, Instant now, Progress progress) throws IOException {
        if (!retention.isDue(room, now)) {
            return 0;
        }
        try {
            return retention.apply(room, now, progress);
        } finally {
            tell(room.id());
        }
    }

    /** When it was broken off too: some of it is done then. */
    private void tell(long roomId) throws IOException {
        turns.room(roomId).ifPresent(rewritten);
    }

    /**
     * Erases a user from all that is stored: texts are blanked as if deleted, and in the user's place stands nobody.
     *
     * <p>One that was broken off is gone on with by the next for the same user; until then the store is whole all the same.
     *
     * @return what was the user's
     */
    public Erased erase(UserId user, Progress progress) throws IOException {
        UserErasure erasure = UserErasure.begin(turns, user);
        try {
            return erasure.run(progress);
        } finally {
            for (Long room : erasure.rooms()) {
                tell(room);
            }
        }
    }

    /** Has positions in all logs count anew, for clients that come from now on; the store that is open keeps its epoch. */
    public void renewEpoch() throws IOException {
        turns.take(
                log -> {
                    Meta.renewEpoch(log.statements());
                    return true;
                },
                false);
    }

    /**
     * Begins to import a room.
     *
     * @throws ImportException when there is such a room
     */
    public RoomImport begin(RoomName name, ExportLine.Start start) throws IOException, ImportException {
        return new RoomImport(turns, new RoomImport.Place(name, importing, rewritten), start);
    }

    /**
     * Writes the store anew, so that no copy of what was erased is left in it that the database made by itself; whatever is
     * to be written waits meanwhile. Before {@link #wiped}.
     *
     * @return false: there is no room on the disk for that, and all is as it was
     */
    public boolean rebuilt(Progress progress) throws IOException {
        progress.at("writing the database anew", 0, 1);
        boolean rebuilt = turns.rebuild();
        progress.at("writing the database anew", 1, 1);
        return rebuilt;
    }

    /**
     * Waits until what was erased is gone from the disk.
     *
     * @return false: somebody reads for so long that it will be later, by itself
     */
    public boolean wiped(Progress progress) throws IOException {
        for (int tries = 0; tries < WIPES_MAX; tries++) {
            progress.at("waiting for readers", tries, WIPES_MAX);
            if (turns.wipe()) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(WIPE_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("store: interrupted", e);
        }
    }
}
