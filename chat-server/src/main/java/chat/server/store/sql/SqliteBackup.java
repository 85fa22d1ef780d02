package chat.server.store.sql;

import chat.server.store.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/**
 * Copies a database as of one moment into one file, with the key of its guests in a table of its own. A server may have the
 * database open and write to it: the copy sees nothing of that, and nobody waits for it. But while it runs, the server's
 * write-ahead log only grows, by what is written, and what is erased stays in it.
 */
final class SqliteBackup {
    /** What is put into a backup beside the database. */
    static final String EXTRAS = "backup_files";

    /** How often SQLite says that it is still at it, in steps of its machine. */
    private static final int STEPS_BETWEEN_LOOKS = 500_000;

    private static final String UNFINISHED = ".part";

    private final Path dataDir;
    private final Path target;
    private final Path unfinished;

    /**
     * Nothing happens yet.
     *
     * @param target the file to make; what has its name with {@code .part} behind is taken for the rest of an earlier attempt
     */
    SqliteBackup(Path dataDir, Path target) {
        this.dataDir = dataDir;
        this.target = target.toAbsolutePath();
        this.unfinished = this.target.resolveSibling(target.getFileName() + UNFINISHED);
    }

    /**
     * Makes it; it has its name only once it is whole and on the disk.
     *
     * @return its length in bytes
     * @throws IOException when that cannot be; the message is one line, and nothing is left
     */
    long run(Progress progress) throws IOException {
        SqliteInspection.checkReadable(dataDir);
        Path key = dataDir.resolve(PendingRestore.KEY);
        if (!Files.isRegularFile(key)) {
            throw new IOException("token key: " + key + " (expected: a file; a backup without it would make every guest"
                    + " somebody new)");
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("backup: " + target + " is there (expected: a name that is not taken)");
        }
        try {
            Files.deleteIfExists(unfinished);
            // It holds everything that was said, and the key to be anybody.
            Files.createFile(unfinished, OwnerOnly.file(unfinished));
            byte[] keyBefore = Files.readAllBytes(key);
            copy(dataDir.resolve(SqliteFile.NAME), progress);
            if (!Arrays.equals(keyBefore, Files.readAllBytes(key))) {
                throw new IOException(
                        "token key: " + key + " changed meanwhile (expected: a key that stays; try again)");
            }
            complete(keyBefore);
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, target);
            PendingRestore.sync(target.resolveSibling(""));
            return Files.size(target);
        } catch (SQLException e) {
            throw new IOException("backup: " + target + " (expected: a disk with room for it): " + e.getMessage(), e);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("backup: " + target + " is there (expected: a name that is not taken)", e);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void copy(Path database, Progress progress) throws SQLException, IOException {
        Optional<SqliteInspection.Rest> rest = SqliteInspection.atRest(database);
        try (Connection connection = SqliteInspection.open(database, rest.isPresent());
                SqliteStatements statements = SqliteStatements.reading(connection)) {
            long bytes = statements.number("PRAGMA page_count", 1) * statements.number("PRAGMA page_size", 1);
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    progress.at("bytes", Math.min(length(), bytes), bytes);
                    return 0;
                }
            });
            try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
                vacuum.setString(1, unfinished.toString());
                vacuum.execute();
            }
            ProgressHandler.clearHandler(connection);
            progress.at("bytes", bytes, bytes);
        }
        if (rest.isPresent() && !rest.equals(SqliteInspection.atRest(database))) {
            throw new IOException(
                    "store: " + database + " changed meanwhile (expected: that nobody writes to a disk which"
                            + " can only be read here; back up on the machine that writes)");
        }
    }

    private long length() {
        try {
            return Files.size(unfinished);
        } catch (IOException e) {
            return 0;
        }
    }

    private void complete(byte[] key) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        try (SqliteStatements statements =
                SqliteStatements.writing(config.createConnection("jdbc:sqlite:" + unfinished))) {
            statements.begin();
            statements.run("CREATE TABLE " + EXTRAS + " (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID");
            PreparedStatement insert = statements.get("INSERT INTO " + EXTRAS + " (name, content) VALUES (?, ?)");
            insert.setString(1, PendingRestore.KEY);
            insert.setBytes(2, key);
            insert.executeUpdate();
            statements.commit();
        }
    }
}
