package chat.server.config;

import java.util.Optional;

/** Where messages are kept. */
public sealed interface StoreChoice {

    /** In files of the data directory. */
    record Sqlite() implements StoreChoice {}

    /** Nowhere: they are gone when the server stops. {@link ServerConfig#memoryStore} says how many there are. */
    record Memory() implements StoreChoice {}

    /**
     * In a PostgreSQL database.
     *
     * @param url for JDBC, without user and password
     * @param connectionsMax in all, at least 3: one for writing, the others for reading
     */
    record Postgres(String url, String user, Optional<Secret> password, int connectionsMax) implements StoreChoice {
        /** The address as anybody may see it: parameters may hold secrets too. */
        public String shownUrl() {
            return PostgresUrl.withoutSecrets(url);
        }

        @Override
        public String toString() {
            return shownUrl();
        }
    }
}
