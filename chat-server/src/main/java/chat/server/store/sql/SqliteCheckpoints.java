package chat.server.store.sql;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * Carries the write-ahead log over into the database, so that it can start over. That takes a moment when nobody reads from
 * the log: readers of this server are waited for, they are held to seconds; other programs (a backup, an export) may read
 * for hours, so for them the writer waits a few milliseconds only, and tries again later. Until they end, the log grows.
 *
 * <p>The writer's thread, between transactions; outlives connections.
 */
final class SqliteCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpoints.class);

    /** How long one attempt waits for somebody who has a lock, in milliseconds. */
    static final int WAIT_MILLIS_MAX = 25;

    /** At so many times the pages that are carried over together, the log is made to start over. */
    static final int TOO_LONG = 8;

    /** After so many wipes in a row that somebody was in the way of, the next one waits for this server's readers. */
    private static final int HASTY_WIPES = 4;

    /**
     * First go those who read an older state, then those who read the newest one from the log; whoever comes later reads from
     * the database. One more for each that began in the midst of it.
     */
    private static final int ROUNDS = 4;

    private static final int BYTES_OF_A_MIB = 1 << 20;

    private final OwnReaders readers;
    private final BackOff backOff = new BackOff();
    private int wipesFailed;
    private long carriedOver;
    private boolean warned;

    /** The readers of this server. */
    interface OwnReaders {
        /** Whether somebody reads who began at this {@link System#nanoTime}, or before. */
        boolean readSince(long nanoTime);
    }

    SqliteCheckpoints(OwnReaders readers) {
        this.readers = readers;
    }

    /**
     * After a commit: keeps the log short.
     *
     * @param pages how many pages are carried over together
     */
    void tend(SqliteStatements statements, int pages) throws SQLException {
        long logged = statements.number("PRAGMA wal_checkpoint(NOOP)", 2);
        if (logged < carriedOver) {
            carriedOver = 0;
        }
        if (logged >= TOO_LONG * (long) pages && backOff.isDue()) {
            startOver(statements, logged);
        } else if (logged - carriedOver >= pages) {
            // Looks through what is not carried over yet: not after each commit, while somebody reads.
            statements.number("PRAGMA wal_checkpoint(PASSIVE)", 1);
            carriedOver = logged;
        }
    }

    private void startOver(SqliteStatements statements, long logged) throws SQLException {
        if (patiently(statements, "PRAGMA wal_checkpoint(RESTART)")) {
            backOff.succeeded();
            warned = false;
            return;
        }
        backOff.failed();
        if (!warned) {
            warned = true;
            LOG.warn(
                    "store: the write-ahead log has {} MiB and grows: another program reads the database (expected: an end"
                            + " to that; until then messages are stored as ever)",
                    logged * statements.number("PRAGMA page_size", 1) / BYTES_OF_A_MIB);
        }
    }

    /** Empties the log, so that nothing of what was erased is left in it; false when somebody is in the way for now. */
    boolean wipe(SqliteStatements statements) throws SQLException {
        boolean wiped =
                wipesFailed < HASTY_WIPES ? attempt(statements, "PRAGMA wal_checkpoint(TRUNCATE)") : empty(statements);
        wipesFailed = wiped ? 0 : wipesFailed + 1;
        return wiped;
    }

    /** Empties the log, and waits for this server's readers; false when another program is in the way. */
    boolean empty(SqliteStatements statements) throws SQLException {
        return patiently(statements, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private boolean patiently(SqliteStatements statements, String checkpoint) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            long now = System.nanoTime();
            do {
                if (attempt(statements, checkpoint)) {
                    return true;
                }
            } while (readers.readSince(now));
        }
        return false;
    }

    private static boolean attempt(SqliteStatements statements, String checkpoint) throws SQLException {
        SQLiteConnection connection = statements.connection().unwrap(SQLiteConnection.class);
        connection.setBusyTimeout(WAIT_MILLIS_MAX);
        try {
            return statements.number(checkpoint, 1) == 0;
        } finally {
            connection.setBusyTimeout(SqliteDatabase.BUSY_MILLIS_MAX);
        }
    }
}
