package chat.server.store.sql;

/**
 * A piece of upkeep on the writer's thread: one transaction, which it neither begins nor ends, of a few milliseconds.
 *
 * @param <T> what came of it
 */
interface Chore<T> {
    /**
     * Does it. Whatever this throws undoes the transaction.
     *
     * @param log the writer's connection, and what gives out ids
     */
    T run(LogWriter log) throws Exception;
}
