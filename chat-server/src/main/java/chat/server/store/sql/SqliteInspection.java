package chat.server.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

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
        return open(database, atRest(database).isPresent());
    }

    /**
     * As the other.
     *
     * @param isAtRest what {@link #atRest} says; SQLite does not see any more whether the file changes
     */
    static Connection open(Path database, boolean isAtRest) throws SQLException {
        String place = isAtRest ? database.toUri() + "?immutable=1" : database.toString();
        return SqliteDatabase.readOnly().createConnection("jdbc:sqlite:" + place);
    }

    /** By what a change to a file is seen. */
    record Rest(long bytes, FileTime modified) {}

    /**
     * A database on a disk that can only be read, without a write-ahead log: SQLite wants to make files beside a database
     * that may change, and there it cannot. Another machine might still write to it: then this is not the same again.
     */
    static Optional<Rest> atRest(Path database) {
        Path directory = database.toAbsolutePath().getParent();
        if (directory == null
                || Files.isWritable(directory)
                || Files.exists(database.resolveSibling(SqliteFile.NAME + "-wal"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Rest(Files.size(database), Files.getLastModifiedTime(database)));
        } catch (IOException e) {
            // SQLite says what is wrong with it.
            return Optional.empty();
        }
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
