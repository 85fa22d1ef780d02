package chat.server;

import chat.server.api.Api;
import chat.server.config.ServerConfig;
import chat.server.config.StoreChoice;
import chat.server.store.sql.SqliteStore;
import chat.server.transport.EventLoops;

/**
 * Loads on other threads what a start comes to need a moment later: native libraries and large families of classes, each
 * some tens of milliseconds that would otherwise follow one another.
 *
 * <p>Nobody has to wait for it to end: whoever needs what is not there yet waits for that, as Java does for a class that
 * another thread initializes. What fails here fails again where it is needed, and is told there.
 */
final class HeadStart {
    private HeadStart() {}

    /** Returns at once. The threads end by themselves. To be called when the log is set up: they make loggers. */
    static void begin(ServerConfig config) {
        if (config.store() instanceof StoreChoice.Sqlite) {
            load("load-sqlite", SqliteStore::loadDriver);
        }
        load("load-network", () -> {
            EventLoops.load();
            Api.load();
        });
    }

    private static void load(String name, Runnable loading) {
        Thread thread = new Thread(loading, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, toldWhereItIsNeeded) -> {});
        thread.start();
    }
}
