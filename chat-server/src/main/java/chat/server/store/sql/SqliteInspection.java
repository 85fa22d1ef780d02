package chat.server.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A data directory's database, only to be read; a server may have it open. */
final class SqliteInspection {
    /** Longer than any check of a whole database takes. */
    private static final Duration LIMIT = Duration.ofDays(1);

    private SqliteInspection() {}

    /** Connections that only read. */
    static SqliteReaders readers(Path database) {
        return new SqliteReaders(() -> SqliteDatabase.readOnly().createConnection("jdbc:sqlite:" + database), LIMIT);
    }

    /** @throws IOException when there is no database, or only half of a restored one */
    static void checkReadable(Path dataDir) throws IOException {
        Path database = dataDir.resolve(SqliteFile.NAME);
        if (PendingRestore.isThere(dataDir)) {
            throw new IOException(
                    "data-dir: " + dataDir + " (expected: no restore under way; if one was interrupted, start"
                            + " the server, which finishes it)");
        }
        if (!Files.isRegularFile(database)) {
            throw new IOException("data-dir: " + database + " (expected: a database)");
        }
        SqliteFile.checkOurs(database);
    }
}
