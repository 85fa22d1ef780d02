package chat.server.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A data directory's database, only to be read; a server may have it open. */
final class SqliteInspection {
    /** Longer than any check of a whole database takes. */
    private static final Duration LIMIT = Duration.ofDays(1);

    private SqliteInspection() {}

    /** Connections that only read. */
    static SqliteReaders readers(Path database) {
        return new SqliteReaders(() -> open(database), LIMIT);
    }

    /** A connection that only reads. */
    static Connection open(Path database) throws SQLException {
        String place = isAtRest(database) ? database.toUri() + "?immutable=1" : database.toString();
        return SqliteDatabase.readOnly().createConnection("jdbc:sqlite:" + place);
    }

    /**
     * Whether it is on a disk that can only be read, without a write-ahead log: SQLite wants to make files beside a database
     * that may change, and there it cannot.
     */
    private static boolean isAtRest(Path database) {
        Path directory = database.toAbsolutePath().getParent();
        return directory != null
                && !Files.isWritable(directory)
                && !Files.exists(database.resolveSibling(SqliteFile.NAME + "-wal"));
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
