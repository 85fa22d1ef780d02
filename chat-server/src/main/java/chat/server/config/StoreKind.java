package chat.server.config;

/** The words for a {@link StoreChoice}. */
enum StoreKind {
    SQLITE,
    MEMORY,
    POSTGRES
}
