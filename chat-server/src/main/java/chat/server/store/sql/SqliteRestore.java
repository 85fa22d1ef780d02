package chat.server.store.sql;

import chat.server.store.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;

/** Puts a backup in the place of a data directory's database, checked, and with an epoch of its own. */
final class SqliteRestore {
    private static final int COPIED_AT_ONCE = 1 << 20;

    private final Path backup;
    private final Path dataDir;
    private final boolean replace;

    /**
     * Nothing happens yet.
     *
     * @param replace whether a database that is there may be moved aside
     */
    SqliteRestore(Path backup, Path dataDir, boolean replace) {
        this.backup = backup;
        this.dataDir = dataDir;
        this.replace = replace;
    }

    /**
     * Restores it. An earlier restore that was interrupted is finished first.
     *
     * @param findings hears what is wrong with the backup
     * @throws IOException when that cannot be; the message is one line, and what was there before is there
     */
    void run(Consumer<String> findings, Progress progress) throws IOException {
        if (!Files.isRegularFile(backup)) {
            throw new IOException("backup: " + backup + " (expected: a file that backup made)");
        }
        SqliteFile.checkOurs(backup);
        Files.createDirectories(dataDir, OwnerOnly.directory(dataDir));
        DirectoryLock lock = DirectoryLock.take(dataDir);
        try (lock) {
            PendingRestore.finish(dataDir);
            refuseOverData();
            Path prepared = PendingRestore.prepare(dataDir);
            try {
                prepare(prepared, findings, progress);
                PendingRestore.decide(dataDir);
            } finally {
                PendingRestore.discard(dataDir);
            }
            PendingRestore.finish(dataDir);
        } catch (SQLException e) {
            throw new IOException("backup: " + backup + " (expected: a file that backup made): " + e.getMessage(), e);
        }
    }

    private void prepare(Path prepared, Consumer<String> findings, Progress progress) throws IOException, SQLException {
        Path database = prepared.resolve(SqliteFile.NAME);
        copy(database, progress);
        try {
            // Of an earlier version it may be.
            new SqliteFile(prepared).prepare();
        } catch (IOException e) {
            throw new IOException("backup: " + backup + " (expected: a whole one): " + e.getMessage(), e);
        }
        check(database, findings, progress);
        makeOurs(database, prepared.resolve(PendingRestore.KEY));
        sync(database);
        sync(prepared.resolve(PendingRestore.KEY));
    }

    private void refuseOverData() throws IOException {
        for (String name : List.of(SqliteFile.NAME, PendingRestore.KEY)) {
            if (!replace && Files.exists(dataDir.resolve(name))) {
                throw new IOException("data-dir: " + dataDir.resolve(name) + " is there (expected: an empty directory;"
                        + " or --replace, which moves what is there aside)");
            }
        }
    }

    private void copy(Path database, Progress progress) throws IOException {
        Files.createFile(database, OwnerOnly.file(dataDir));
        try (FileChannel from = FileChannel.open(backup, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(database, StandardOpenOption.WRITE)) {
            long size = from.size();
            long done = 0;
            while (done < size) {
                long copied = from.transferTo(done, COPIED_AT_ONCE, to);
                if (copied <= 0) {
                    throw new IOException("backup: " + backup + " became shorter (expected: nobody else writes to it)");
                }
                done += copied;
                progress.at("bytes", done, size);
            }
        }
    }

    private void check(Path database, Consumer<String> findings, Progress progress) throws SQLException, IOException {
        int found;
        try (SqliteReaders readers = SqliteInspection.readers(database)) {
            found = new Verification(readers::read, new SqliteDialect(), findings, progress).run();
        }
        if (found > 0) {
            throw new IOException("backup: " + backup + " is damaged in " + found + " places (expected: a whole one)");
        }
    }

    private void makeOurs(Path database, Path key) throws SQLException, IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
        try (SqliteStatements statements =
                SqliteStatements.writing(config.createConnection("jdbc:sqlite:" + database))) {
            statements.run("PRAGMA secure_delete = ON");
            Files.createFile(key, OwnerOnly.file(dataDir));
            Files.write(key, key(statements));
            statements.begin();
            statements.run("DROP TABLE " + SqliteBackup.EXTRAS);
            Meta.renewEpoch(statements);
            statements.commit();
        }
    }

    private byte[] key(SqliteStatements statements) throws SQLException, IOException {
        PreparedStatement query = statements.get("SELECT content FROM " + SqliteBackup.EXTRAS + " WHERE name = ?");
        query.setString(1, PendingRestore.KEY);
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new IOException(
                        "backup: " + backup + " has no key of guests (expected: a file that backup made)");
            }
            return row.getBytes(1);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
