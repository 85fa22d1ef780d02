package chat.server.store.sql;

import chat.server.metrics.ServerMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteUpkeepTest extends PeopleUpkeepContract {
    @TempDir
    private Path dir;

    @Override
    KeptStore open() throws IOException {
        Path dataDir = Files.createTempDirectory(dir, "store");
        return new KeptStore(
                clock -> SqliteStore.open(dataDir, clock, new ServerMetrics()), () -> Inspection.ofSqlite(dataDir));
    }
}
