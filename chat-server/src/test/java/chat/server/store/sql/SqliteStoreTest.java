package chat.server.store.sql;

import chat.server.metrics.ServerMetrics;
import chat.server.store.MessageStore;
import chat.server.store.MessageStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends MessageStoreContract {
    @TempDir
    private Path dir;

    @Override
    protected MessageStore open() throws IOException {
        return SqliteStore.open(dir, InstantSource.system(), new ServerMetrics());
    }
}
