package chat.server.store.sql;

/** What an {@link java.sql.SQLException} means. */
sealed interface Failure {
    /** The statement is wrong, or what it carries: others may do, and this one never will. */
    record Rejected() implements Failure {}

    /**
     * Nothing was written, and nothing can be for now: no space, no right to, somebody in the way.
     *
     * @param why for everybody to read: what is wrong, in English, without paths or addresses
     */
    record Unwritable(String why) implements Failure {}

    /**
     * The connection is lost, or nobody knows what it would do. From a commit: nobody knows what became of it.
     *
     * @param why for everybody to read, as above
     */
    record Broken(String why) implements Failure {}
}
