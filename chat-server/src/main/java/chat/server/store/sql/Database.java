package chat.server.store.sql;

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
     * Opens the writer's connection; the one given before is closed by then, or this closes it.
     *
     * <p>What is read from it is durable: should a commit before have failed half-way, its outcome is settled now, and
     * checked, or this fails.
     */
    Statements openWriter() throws SQLException;

    /** Runs something that only reads, and sees one moment all the time. Blocks; what takes too long fails. */
    <T> T read(Reading<T> reading) throws SQLException;

    /** As {@link #read}, but with connections and a limit of its own, so that no page of a log waits for a search. */
    <T> T search(Reading<T> reading) throws SQLException;

    /** Looks after the database. Called on the writer's thread, between transactions, after each that was committed. */
    void tend(Statements writer) throws SQLException;

    /**
     * Makes that of what committed transactions erased no byte is left, neither in the tables nor beside them. Called on
     * the writer's thread, between transactions, soon after something was erased.
     *
     * @return false when somebody is in the way and it has to be tried again
     */
    boolean wipe(Statements writer) throws SQLException;

    /**
     * Writes the tables anew where that is what it takes to be rid of bytes that were erased: copies which the database
     * itself made. Everything that is to be written waits meanwhile, for minutes when there is much. Called on the
     * writer's thread, between transactions; {@link #wipe} is to follow.
     *
     * @return false when there is no room for that; all is as it was
     */
    default boolean rebuild(Statements writer) throws SQLException {
        return true;
    }

    /** Closes everything, the writer's connection included, and lets others open it. Nobody reads or writes any more. */
    @Override
    void close();

    /**
     * Something that reads.
     *
     * @param <T> what it finds
     */
    interface Reading<T> {
        /** Reads; neither ends the transaction nor closes anything but result sets. */
        T on(Statements statements) throws SQLException;
    }
}
