package chat.server.room;

/** What a store can be asked, as far as a test may hold the answer. */
public enum StoreCall {
    APPEND,
    FIND,
    READ,
    THREAD,
    PINS,
    VERSIONS,
    MARKS,
    SEARCH
}
