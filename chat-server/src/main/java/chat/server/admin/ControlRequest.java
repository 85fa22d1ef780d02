package chat.server.admin;

import chat.server.config.Arguments;
import chat.server.config.StoreChoice;

/**
 * What a command asks of the server that runs.
 *
 * @param store which one it means, see {@link #store}: a data directory may have been another server's
 */
record ControlRequest(String command, String store, Arguments arguments) {
    /** What a store is called here; the data directory is known from where the socket is. */
    static String store(StoreChoice store) {
        return store instanceof StoreChoice.Postgres postgres ? postgres.shownUrl() : "sqlite";
    }
}
