package chat.server.transport;

/**
 * The request that is being answered, as far as its answer depends on it.
 *
 * @param path without the query
 * @param keepAlive whether the client wants to go on with this connection
 */
record Exchange(String method, String path, boolean keepAlive, long startNanos) {
    /** What came could not be read as a request. */
    static Exchange unreadable(long startNanos) {
        return new Exchange("-", "-", false, startNanos);
    }
}
