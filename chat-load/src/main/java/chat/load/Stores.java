package chat.load;

import chat.server.metrics.ServerMetrics;
import chat.server.store.MessageStore;
import chat.server.store.sql.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the store that is measured. */
final class Stores {
    private Stores() {}

    /** The store of this directory; a new one when there is none. */
    static MessageStore open(Path data) throws IOException {
        return open(data, InstantSource.system());
    }

    /** The same with another time. */
    static MessageStore open(Path data, InstantSource clock) throws IOException {
        return SqliteStore.open(data, clock, new ServerMetrics());
    }
}
