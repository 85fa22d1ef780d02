package chat.server.store.sql;

import chat.server.store.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Backups of the database in a data directory. Every call takes its time. */
public final class SqliteFiles {
    private SqliteFiles() {}

    /**
     * Copies the database as it is at this moment, and the key of its guests, into one file. A server may go on writing.
     *
     * @return the file's length in bytes
     * @throws IOException when that cannot be; the message is one line, and nothing is left
     */
    public static long backUp(Path dataDir, Path target, Progress progress) throws IOException {
        return new SqliteBackup(dataDir, target).run(progress);
    }

    /**
     * Puts a backup in the place of a data directory's database, if it is whole, with an epoch of its own.
     *
     * @param replace whether what is there may be moved aside
     * @param findings hears what is wrong with it
     * @throws IOException when that cannot be, because a server uses the directory for example; the message is one line,
     *     and what was there before is there
     */
    public static void restore(Path backup, Path dataDir, boolean replace, Consumer<String> findings, Progress progress)
            throws IOException {
        new SqliteRestore(backup, dataDir, replace).run(findings, progress);
    }
}
