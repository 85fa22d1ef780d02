package chat.server.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.sqlite.ProgressHandler;

/**
 * Connections for reading, lent one by one: as many as ever read at the same time, which their threads bound. Reading is
 * ended by force when it takes too long: while somebody reads, the write-ahead log cannot be emptied behind what he sees.
 */
final class SqliteReaders implements AutoCloseable {
    /** How often a query looks at the clock, in steps of SQLite's machine: several times a millisecond. */
    private static final int STEPS_BETWEEN_LOOKS = 10_000;

    private final Opener opener;
    private final Duration limit;
    private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();
    private final Set<Reader> reading = ConcurrentHashMap.newKeySet();

    /** Opens connections. */
    interface Opener {
        Connection open() throws SQLException;
    }

    /** A connection, and until when it may read. */
    private static final class Reader extends ProgressHandler {
        private final SqliteStatements statements;
        private volatile long since;
        private volatile long until;

        Reader(Connection connection) throws SQLException {
            statements = SqliteStatements.reading(connection);
            try {
                ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, this);
            } catch (SQLException | RuntimeException | Error e) {
                statements.close();
                throw e;
            }
        }

        @Override
        protected int progress() {
            return System.nanoTime() - until > 0 ? 1 : 0;
        }
    }

    SqliteReaders(Opener opener, Duration limit) {
        this.opener = opener;
        this.limit = limit;
    }

    <T> T read(Database.Reading<T> reading) throws SQLException {
        Reader reader = idle.pollLast();
        if (reader == null) {
            reader = new Reader(opener.open());
        }
        boolean whole = false;
        try {
            T result = read(reader, reading);
            whole = true;
            return result;
        } finally {
            if (whole) {
                idle.addLast(reader);
            } else {
                // What failed, or was ended by force, may have left statements that are good for nothing any more.
                reader.statements.close();
            }
        }
    }

    private <T> T read(Reader reader, Database.Reading<T> reading) throws SQLException {
        reader.since = System.nanoTime();
        reader.until = reader.since + limit.toNanos();
        this.reading.add(reader);
        try {
            reader.statements.begin();
            return reading.on(reader.statements);
        } finally {
            reader.until = System.nanoTime() + limit.toNanos();
            try {
                reader.statements.rollback();
            } finally {
                this.reading.remove(reader);
            }
        }
    }

    /** Whether somebody reads who began at this {@link System#nanoTime}, or before. Any thread. */
    boolean readSince(long nanoTime) {
        return reading.stream().anyMatch(reader -> reader.since - nanoTime <= 0);
    }

    /** Nobody reads any more. */
    @Override
    public void close() throws SQLException {
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.statements.close();
        }
    }
}
