package chat.server.store.sql;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * What the writer does between groups: forgets old names of drafts and what is left of rooms, a few at a time, and sees to it that erased texts are
 * gone from the disk. The writer's thread; outlives connections.
 */
final class Housekeeping {
    /**
     * How soon after a deletion its text is wiped from the disk; several within this time are wiped together. Whoever is in
     * the way of that makes it later ({@link BackOff}).
     */
    private static final long WIPE_MILLIS = 1_000;

    /** How long the writer sleeps at most when there is nothing to do. */
    private static final long IDLE_MILLIS = 1_000;

    private final Database database;
    private final CidPurge cids;
    private final RestrictionSweep restrictions;
    private boolean committed;
    private boolean erased;
    /** There may be old logs to clear away. */
    private boolean clearing;

    private final BackOff wipes = new BackOff();
    private long wipeAt;

    Housekeeping(Database database, InstantSource clock) {
        this.database = database;
        this.cids = new CidPurge(clock, System::nanoTime);
        this.restrictions = new RestrictionSweep(clock, System::nanoTime);
    }

    /**
     * After every transaction that was committed, or may have been.
     *
     * @param erases whether texts went for good
     */
    void committed(boolean erases) {
        committed = true;
        if (erases) {
            erased();
        }
    }

    /** Committed texts went for good; or may have, in a transaction that is in doubt. */
    void erased() {
        if (!erased) {
            erased = true;
            wipeAt = in(WIPE_MILLIS);
        }
    }

    /** There is a connection: what one before it erased may still be there. */
    void opened() {
        committed = true;
        clearing = true;
        erased();
    }

    /** A room may have been deleted. */
    void deleted() {
        clearing = true;
    }

    /** How long nothing is due, in milliseconds. */
    long waitMillis() {
        if (cids.isAtIt() || clearing) {
            return 0;
        }
        return erased ? Math.min(IDLE_MILLIS, Math.max(0, left(wipeAt))) : IDLE_MILLIS;
    }

    /** Does what is due; in transactions of its own. */
    void keep(Statements statements) throws SQLException {
        if (committed) {
            committed = false;
            database.tend(statements);
        }
        if (cids.isDue()) {
            statements.begin();
            cids.run(statements);
            statements.commit();
            committed = true;
        }
        if (restrictions.isDue()) {
            statements.begin();
            boolean some = restrictions.run(statements);
            statements.commit();
            committed(some);
        }
        if (clearing) {
            statements.begin();
            boolean cleared = new RoomDeletion(statements, database.dialect()).clear();
            statements.commit();
            clearing = cleared;
            if (cleared) {
                committed(true);
            }
        }
        if (erased && left(wipeAt) <= 0) {
            erased = !database.wipe(statements);
            if (erased) {
                wipeAt = in(wipes.failed());
            } else {
                wipes.succeeded();
            }
        }
    }

    /** Nothing is left for later. */
    void finish(Statements statements) throws SQLException {
        if (erased) {
            erased = !database.wipe(statements);
        }
    }

    private static long in(long millis) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static long left(long at) {
        return TimeUnit.NANOSECONDS.toMillis(at - System.nanoTime());
    }
}
