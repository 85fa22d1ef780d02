package chat.server.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database that is open, locked against a second server and has the current schema: where connections come from.
 * Whoever makes one has done all of that, or said in an {@link java.io.IOException} of one line why not.
 *
 * <p>There is one writer, one thread of its own; any other thread may {@link #read}.
 */
interface Database extends AutoCloseable {
    /** What this database says in its own words. */
    Dialect dialect();

    /**
     * Opens the writer's connection, without auto-commit. The one given before is closed by then.
     *
     * <p>What it reads is what is durable: should a commit before have failed half-way, its outcome is settled now, and
     * durable, and checked, or this fails.
     */
    Connection openWriter() throws SQLException;

    /** Runs something that only reads, and sees one moment all the time. Blocks; what takes too long fails. */
    <T> T read(Reading<T> reading) throws SQLException;

    /** As {@link #read}, but with connections of its own, so that no page of a log waits for a search. */
    <T> T search(Reading<T> reading) throws SQLException;

    /**
     * Makes that of what committed transactions erased no byte is left beside the tables. Called on the writer's thread
     * between transactions, some time after something was erased.
     *
     * @return false when somebody is in the way and it has to be tried again
     */
    boolean wipe(Connection writer) throws SQLException;

    /** Closes everything, the writer's connection included, and lets others open it. */
    @Override
    void close();

    /**
     * Something that reads.
     *
     * @param <T> what it finds
     */
    interface Reading<T> {
        /** Reads; leaves the connection open, and nothing else. */
        T on(Connection connection) throws SQLException;
    }
}
