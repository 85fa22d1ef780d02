package chat.server.store.sql;

import chat.server.metrics.ServerMetrics;
import chat.server.store.DurableStoreContract;
import chat.server.store.MessageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends DurableStoreContract {
    @TempDir
    private Path dir;

    @Override
    protected MessageStore open() throws IOException {
        return SqliteStore.open(dir, InstantSource.system(), new ServerMetrics());
    }

    @Override
    protected MessageStore reopen() throws IOException {
        return open();
    }
}
