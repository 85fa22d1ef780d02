package chat.server.store.sql;

import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever came in while the last commit ran is the next group: one transaction, one commit, and
 * only then is anybody answered.
 *
 * <p>There is one way out of any trouble: the connection is closed, and nothing is acknowledged until the database gave a
 * new one, which settles and checks what the last commit did ({@link Database#openWriter}). A group that was hit is then
 * written again, and its drafts that are stored after all are found by their {@code cid}. When that takes too long
 * it is answered that nobody knows; others hear why they cannot be stored.
 */
final class Writer implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** How long until the connection is opened again: at once, then this, doubled each time, up to the other. */
    private static final long RETRY_MILLIS_MIN = 100;

    private static final long RETRY_MILLIS_MAX = 5_000;

    /** What is written for trial before anybody's messages are, in characters: there shall be room for some groups. */
    private static final int PROBE_LENGTH = 1 << 20;

    private final Database database;
    private final WorkQueue queue;
    private final InstantSource clock;
    private final ServerMetrics metrics;
    private final Duration patience;
    private final Housekeeping housekeeping;

    private Condition condition;
    /** In a row, since a group was stored. */
    private int failures;

    /** {@link System#nanoTime}: whoever is there before waits for the database to come back. */
    private long patientUntil;

    /** {@link System#nanoTime}: nothing is looked up before, so that a long queue does not wait again and again. */
    private long unreadableUntil = System.nanoTime();

    private volatile WriteState state;

    /** What nobody knows the outcome of, while that is so: of one group at most, because nothing is tried in between. */
    private volatile Set<CidKey> doubtful = Set.of();

    /** What was taken from the queue, and may not be answered yet. */
    private List<Work> inHand = List.of();

    /** Whether there is a connection to write to. */
    private sealed interface Condition {}

    private record Open(Statements statements, LogWriter log, GroupCommit groups) implements Condition {}

    /**
     * There is none for now.
     *
     * @param retryAt {@link System#nanoTime}
     */
    private record Closed(String why, long retryAt) implements Condition {
        long millisLeft() {
            return TimeUnit.NANOSECONDS.toMillis(retryAt - System.nanoTime() + 999_999);
        }
    }

    /**
     * A writer that is not running yet.
     *
     * @param patience how long groups wait for a lost connection to come back
     */
    Writer(Database database, WorkQueue queue, InstantSource clock, ServerMetrics metrics, Duration patience) {
        this.database = database;
        this.queue = queue;
        this.clock = clock;
        this.metrics = metrics;
        this.patience = patience;
        this.housekeeping = new Housekeeping(database, clock);
        this.state = new WriteState.Writing();
        this.condition = new Closed("the store is being opened", System.nanoTime());
        this.patientUntil = System.nanoTime() + patience.toNanos();
    }

    /** Any thread. */
    WriteState state() {
        return state;
    }

    /** Any thread: whether nobody knows for now what became of this draft. */
    boolean isDoubtful(CidKey key) {
        return doubtful.contains(key);
    }

    @Override
    public void run() {
        try {
            while (!queue.isDone()) {
                inHand = queue.take(waitMillis());
                serve(inHand);
                inHand = List.of();
            }
            finish();
        } catch (InterruptedException stopped) {
            // Whoever closes the store waits no longer.
            LOG.debug("store: the writer was stopped");
        } catch (RuntimeException | Error e) {
            state = new WriteState.Unwritable("the store failed", clock.instant());
            LOG.error("store: the writer failed for good (expected: a restart of the server)", e);
        } finally {
            List<Work> rest = queue.end();
            refuse(inHand);
            refuse(rest);
        }
    }

    private void serve(List<Work> works) throws InterruptedException {
        Work.Group group = Work.Group.of(works);
        try {
            openWhenDue();
            if (!group.isEmpty()) {
                store(group);
            }
            works.forEach(this::takeTurn);
            keepHouse();
        } catch (RuntimeException | Error e) {
            // A class that is missing, say: there is no writer but this one, and everybody shall hear of it.
            refuse(works);
            close(new Failure.Broken("the store failed"), condition instanceof Open ? keys(group) : Set.of(), e);
        }
    }

    /** Those that are not answered yet. */
    private static void refuse(List<Work> works) {
        Work.Group.of(works).refused(new Appended.Refused(Appended.Reason.UNAVAILABLE));
        works.forEach(work -> Turns.refuse(work, "the store failed"));
    }

    private long waitMillis() {
        return condition instanceof Closed closed ? Math.max(closed.millisLeft(), 0) : housekeeping.waitMillis();
    }

    /** Sees to it that everybody of the group is answered. */
    private void store(Work.Group group) throws InterruptedException {
        while (true) {
            if (condition instanceof Open open) {
                long startedAt = System.nanoTime();
                GroupCommit.Outcome outcome = open.groups().commit(group);
                if (outcome instanceof GroupCommit.Outcome.Committed committed) {
                    count(committed.written(), System.nanoTime() - startedAt);
                    group.stored(committed.written().appended());
                    return;
                }
                GroupCommit.Outcome.Failed failed = (GroupCommit.Outcome.Failed) outcome;
                close(failed.failure(), failed.inDoubt() ? keys(group) : Set.of(), failed.cause());
            } else {
                Closed closed = (Closed) condition;
                if (queue.isClosed() || System.nanoTime() - patientUntil >= 0) {
                    refuse(group, closed);
                    return;
                }
                queue.pause(closed.millisLeft());
                openWhenDue();
            }
        }
    }

    /** Upkeep: of the works that are no part of the group. Whoever wants it tries again, should it fail. */
    private void takeTurn(Work work) {
        if (!(condition instanceof Open open)) {
            Turns.refuse(work, ((Closed) condition).why());
            return;
        }
        Optional<GroupCommit.Outcome.Failed> failed = Optional.empty();
        if (work instanceof Work.Turn<?> turn) {
            failed = Turns.take(turn, open.log(), true);
            if (turn.inOrder()) {
                housekeeping.deleted();
            }
            housekeeping.committed(turn.erases());
            if (failed.isPresent() && !turn.done().isDone()) {
                takeAgain(turn, failed.get());
                return;
            }
        } else if (work instanceof Work.Wipe wipe) {
            failed = Turns.wipe(wipe, database, open.log());
        } else if (work instanceof Work.Rebuild rebuild) {
            failed = Turns.rebuild(rebuild, database, open.log());
            // All of it is in the write-ahead log now, or some of it.
            housekeeping.committed(true);
        }
        failed.ifPresent(it -> close(it.failure(), Set.of(), it.cause()));
    }

    /** Nothing of it was committed when the connection was lost. */
    private void takeAgain(Work.Turn<?> turn, GroupCommit.Outcome.Failed lost) {
        close(lost.failure(), Set.of(), lost.cause());
        openWhenDue();
        if (condition instanceof Open open) {
            Turns.take(turn, open.log(), false).ifPresent(it -> close(it.failure(), Set.of(), it.cause()));
        } else {
            Turns.refuse(turn, ((Closed) condition).why());
        }
    }

    private void count(LogWriter.Written written, long nanos) {
        failures = 0;
        housekeeping.committed(written.erases());
        metrics.storeCommits.increment();
        metrics.storeEvents.add(written.events());
        metrics.storeCommitMicros.add(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    private void openWhenDue() {
        if (condition instanceof Closed closed && closed.millisLeft() <= 0) {
            try {
                condition = open();
                doubtful = Set.of();
                housekeeping.opened();
                if (state instanceof WriteState.Unwritable) {
                    LOG.info("store: writes again");
                    state = new WriteState.Writing();
                }
            } catch (SQLException | RuntimeException e) {
                close(failure(e), Set.of(), e);
            }
        }
    }

    private Open open() throws SQLException {
        Statements statements = database.openWriter();
        try {
            if (failures > 0) {
                probe(statements);
            }
            LogWriter log = new LogWriter(statements, database.dialect(), clock);
            return new Open(statements, log, new GroupCommit(statements, database.dialect(), log));
        } catch (SQLException | RuntimeException | Error e) {
            closeQuietly(statements);
            throw e;
        }
    }

    /** Writes something for trial, and takes it away again. */
    private static void probe(Statements statements) throws SQLException {
        statements.begin();
        var put = statements.get("INSERT INTO meta (key, value) VALUES ('probe', ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        put.setString(1, "-".repeat(PROBE_LENGTH));
        put.executeUpdate();
        statements.commit();
        statements.begin();
        statements.run("DELETE FROM meta WHERE key = 'probe'");
        statements.commit();
    }

    private Failure failure(Exception e) {
        Failure failure = e instanceof SQLException sql
                ? database.dialect().classify(sql)
                : new Failure.Broken("the store failed");
        return failure instanceof Failure.Rejected ? new Failure.Broken("the database failed") : failure;
    }

    /** @param hit what nobody knows the outcome of now; none, unless there was a connection */
    private void close(Failure failure, Set<CidKey> hit, Throwable cause) {
        String why = failure instanceof Failure.Unwritable unwritable
                ? unwritable.why()
                : failure instanceof Failure.Broken broken ? broken.why() : "the database failed";
        if (condition instanceof Open open) {
            doubtful = hit;
            closeQuietly(open.statements());
        }
        if (failures == 0) {
            // A full disk mends itself too seldom to wait for it.
            patientUntil = System.nanoTime() + (failure instanceof Failure.Broken ? patience.toNanos() : 0);
        }
        long backOff = failures == 0 ? 0 : Math.min(RETRY_MILLIS_MAX, RETRY_MILLIS_MIN << Math.min(failures - 1, 16));
        failures++;
        metrics.storeFailures.increment();
        condition = new Closed(why, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backOff));
        if (!(state instanceof WriteState.Unwritable known && known.why().equals(why))) {
            LOG.warn(
                    "store: cannot write: {} (it goes on reading, and tries again by itself): {}",
                    why,
                    cause.toString());
            LOG.debug("store: cannot write", cause);
            Instant since = state instanceof WriteState.Unwritable known ? known.since() : clock.instant();
            state = new WriteState.Unwritable(why, since);
        }
    }

    private static void closeQuietly(Statements statements) {
        try {
            statements.close();
        } catch (SQLException e) {
            LOG.debug("store: a broken connection cannot be closed", e);
        }
    }

    /** What is known is known; the rest is not stored, unless it is in doubt. */
    private void refuse(Work.Group group, Closed closed) {
        if (System.nanoTime() - unreadableUntil < 0) {
            group.refused(new Appended.Refused(Appended.Reason.UNAVAILABLE));
            return;
        }
        Map<CidKey, KnownCid> known;
        try {
            known = database.read(statements -> GroupLoad.cids(statements, database.dialect(), group.appends()));
        } catch (SQLException e) {
            LOG.debug("store: cannot read either", e);
            unreadableUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS_MAX);
            group.refused(new Appended.Refused(Appended.Reason.UNAVAILABLE));
            return;
        }
        List<List<Appended>> answers = new ArrayList<>();
        for (Work.Append append : group.appends()) {
            answers.add(append.drafts().stream()
                    .map(draft -> refusal(append, draft, known, closed))
                    .toList());
        }
        group.refused(answers, closed.why());
    }

    private Appended refusal(Work.Append append, Draft draft, Map<CidKey, KnownCid> known, Closed closed) {
        CidKey key = CidKey.of(draft);
        if (isDoubtful(key)) {
            return new Appended.Refused(Appended.Reason.UNAVAILABLE);
        }
        KnownCid stored = known.get(key);
        return stored == null ? new Appended.Unwritable(closed.why()) : stored.answer(append.room(), draft);
    }

    private static Set<CidKey> keys(Work.Group group) {
        Set<CidKey> keys = new HashSet<>();
        group.appends().forEach(append -> append.drafts().forEach(draft -> keys.add(CidKey.of(draft))));
        return keys;
    }

    private void keepHouse() {
        if (condition instanceof Open open) {
            try {
                housekeeping.keep(open.statements());
            } catch (SQLException e) {
                close(failure(e), Set.of(), e);
            }
        }
    }

    private void finish() {
        if (condition instanceof Open open) {
            try {
                housekeeping.finish(open.statements());
            } catch (SQLException e) {
                LOG.warn("store: cannot clean up", e);
            }
            closeQuietly(open.statements());
        }
    }
}
