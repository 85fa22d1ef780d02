package chat.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A database whose writer's connection is lost at the worst of times. */
final class FaultyDatabase implements Database {
    private final Database database;
    private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean unreachable;
    private volatile boolean unfit;
    private volatile boolean untended;
    private final AtomicInteger failedReads = new AtomicInteger();
    private volatile boolean unreadable;

    /** The newest event that a commit brought, or would have. The writer's thread. */
    private long newest;

    /** What happens at the next commit of a group; others are left alone. */
    enum Fault {
        NONE,
        /** The commit never gets there. */
        LOST_BEFORE,
        /** The commit is done, but nobody hears of it. */
        LOST_AFTER,
        /** The program itself fails. */
        ERROR
    }

    FaultyDatabase(Database database) {
        this.database = database;
    }

    /** At the next commit of a group. */
    void fail(Fault fault) {
        next.set(fault);
    }

    /** From now on there is no connection to be had, or there is again. */
    void unreachable(boolean now) {
        unreachable = now;
    }

    /** From now on every connection fails at the first commit, or no longer. */
    void unfit(boolean now) {
        unfit = now;
    }

    /** From now on looking after the database fails for the program's own fault, or no longer. */
    void untended(boolean now) {
        untended = now;
    }

    /** How many connections were given to the writer and are not closed. */
    int open() {
        return open.get();
    }

    /** From now on nothing can be read. */
    void unreadable() {
        unreadable = true;
    }

    /** How often somebody tried to read all the same. */
    int failedReads() {
        return failedReads.get();
    }

    /** How many connections were given to the writer. */
    int opened() {
        return opened.get();
    }

    private final class FaultyStatements extends Statements {
        private final Statements real;

        FaultyStatements(Statements real) {
            super(real.connection());
            this.real = real;
        }

        @Override
        void begin() throws SQLException {
            real.begin();
        }

        private boolean isGroup() throws SQLException {
            try (ResultSet row = get("SELECT max(id) FROM events").executeQuery()) {
                long before = newest;
                newest = row.getLong(1);
                return newest > before;
            }
        }

        @Override
        void commit() throws SQLException {
            if (unfit) {
                throw new SQLException("connection lost");
            }
            Fault fault = isGroup() ? next.getAndSet(Fault.NONE) : Fault.NONE;
            if (fault == Fault.ERROR) {
                throw new NoClassDefFoundError("commit");
            }
            if (fault != Fault.LOST_BEFORE) {
                real.commit();
            }
            if (fault != Fault.NONE) {
                throw new SQLException("connection lost");
            }
        }

        @Override
        void rollback() throws SQLException {
            real.rollback();
        }

        @Override
        public void close() throws SQLException {
            open.decrementAndGet();
            real.close();
        }
    }

    @Override
    public Dialect dialect() {
        return database.dialect();
    }

    @Override
    public Statements openWriter() throws SQLException {
        opened.incrementAndGet();
        if (unreachable) {
            throw new SQLException("no connection");
        }
        FaultyStatements statements = new FaultyStatements(database.openWriter());
        open.incrementAndGet();
        return statements;
    }

    @Override
    public <T> T read(Reading<T> reading) throws SQLException {
        if (unreadable) {
            failedReads.incrementAndGet();
            throw new SQLException("no connection");
        }
        return database.read(reading);
    }

    @Override
    public <T> T search(Reading<T> reading) throws SQLException {
        return database.search(reading);
    }

    @Override
    public void tend(Statements writer) throws SQLException {
        if (untended) {
            throw new NoClassDefFoundError("tend");
        }
        database.tend(((FaultyStatements) writer).real);
    }

    @Override
    public boolean wipe(Statements writer) throws SQLException {
        return database.wipe(((FaultyStatements) writer).real);
    }

    @Override
    public boolean rebuild(Statements writer) throws SQLException {
        return database.rebuild(((FaultyStatements) writer).real);
    }

    @Override
    public void close() {
        database.close();
    }
}
