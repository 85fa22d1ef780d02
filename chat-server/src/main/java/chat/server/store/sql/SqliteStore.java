package chat.server.store.sql;

import chat.server.metrics.ServerMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.sqlite.SQLiteJDBCLoader;

/** The store of a server that stands alone: SQLite in its data directory. */
public final class SqliteStore {
    private SqliteStore() {}

    /**
     * Loads the driver with its native library, so that a start finds it; blocks for some tens of milliseconds.
     *
     * @throws IllegalStateException when there is none for this machine
     */
    public static void loadDriver() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IllegalStateException("sqlite: no driver (expected: one for this machine)", e);
        }
    }

    /**
     * Opens the store of this directory; made, and the directory too, when there is none. No other server may have it open.
     * Blocks for a moment, however much is stored.
     *
     * @throws IOException when that cannot be; the message is one line that names the directory and says why
     */
    public static SqlMessageStore open(Path dataDir, InstantSource clock, ServerMetrics metrics) throws IOException {
        return open(dataDir, SqliteSettings.DEFAULT, clock, metrics);
    }

    static SqlMessageStore open(Path dataDir, SqliteSettings settings, InstantSource clock, ServerMetrics metrics)
            throws IOException {
        return SqlMessageStore.over(SqliteDatabase.open(dataDir, settings), clock, metrics);
    }
}
