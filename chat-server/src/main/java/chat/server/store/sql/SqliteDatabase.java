package chat.server.store.sql;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * SQLite in a file of the data directory, with a write-ahead log that is synced at each commit.
 *
 * <p>The log is carried over into the database by the writer between groups, after they were answered: some thousand pages
 * at a time, so that it stays at that size, and soon after texts were erased ({@link SqliteCheckpoints}). SQLite starts the
 * log over when nobody reads from it any more. Readers of this server are held to seconds; while another program reads, such
 * as a backup, the log grows, and what was erased stays in it.
 */
final class SqliteDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    /** How long to wait for another program that has the database. */
    static final int BUSY_MILLIS_MAX = 5_000;

    /** The write-ahead log's file is cut down to this when it starts over, in bytes. */
    private static final long LOG_BYTES_KEPT = 32L * 1024 * 1024;

    private static final int WRITER_CACHE_KIB = 64 * 1024;
    private static final int READER_CACHE_KIB = 4 * 1024;

    private final SqliteFile file;
    private final DirectoryLock lock;
    private final SqliteDialect dialect = new SqliteDialect();
    private final SqliteReaders pages;
    private final SqliteReaders searches;
    private volatile SqliteSettings settings;

    // The writer's thread only.
    private boolean opened;
    private long pagesMax;
    private final SqliteCheckpoints checkpoints;
    private @Nullable SqliteStatements writer;
    private boolean unsynced;

    private SqliteDatabase(SqliteFile file, DirectoryLock lock, SqliteSettings settings) {
        this.file = file;
        this.lock = lock;
        this.settings = settings;
        this.pages = new SqliteReaders(this::openReader, settings.readLimit());
        this.searches = new SqliteReaders(this::openReader, settings.searchLimit());
        this.checkpoints = new SqliteCheckpoints(since -> pages.readSince(since) || searches.readSince(since));
    }

    /**
     * Opens the database of this directory; made, and the directory too, when there is none.
     *
     * @throws IOException when that cannot be; the message is one line that names the directory and says why
     */
    static SqliteDatabase open(Path dataDir, SqliteSettings settings) throws IOException {
        DirectoryLock lock;
        try {
            Files.createDirectories(dataDir, OwnerOnly.directory(dataDir));
            lock = DirectoryLock.take(dataDir);
        } catch (FileSystemException e) {
            throw new IOException("data-dir: " + dataDir + " (expected: a directory to write to): " + reason(e), e);
        }
        try {
            PendingRestore.finish(dataDir);
            SqliteFile file = new SqliteFile(dataDir);
            file.prepare();
            return new SqliteDatabase(file, lock, settings);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static String reason(FileSystemException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        return e instanceof AccessDeniedException ? "no right to" : String.valueOf(e.getReason());
    }

    /** For tests: as if the disk had this many pages; taken up by the writer at its next turn. */
    void limitPages(long pagesMax) {
        settings = settings.withPagesMax(pagesMax);
    }

    private void limitPages(SqliteStatements statements) throws SQLException {
        pagesMax = settings.pagesMax();
        statements.run("PRAGMA max_page_count = " + pagesMax);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    private Connection openReader() throws SQLException {
        SQLiteConfig config = config(READER_CACHE_KIB);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.path());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /** For connections beside a server's, which write nothing. */
    static SQLiteConfig readOnly() {
        SQLiteConfig config = config(READER_CACHE_KIB);
        config.setReadOnly(true);
        return config;
    }

    private static SQLiteConfig config(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(BUSY_MILLIS_MAX);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // The driver would ask for it after each INSERT, and leave that question open: VACUUM cannot be run beside one.
        config.setGetGeneratedKeys(false);
        return config;
    }

    @Override
    public Statements openWriter() throws SQLException {
        SQLiteConfig config = config(WRITER_CACHE_KIB);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit((int) LOG_BYTES_KEPT);
        SqliteStatements statements = SqliteStatements.writing(config.createConnection("jdbc:sqlite:" + file.path()));
        try {
            statements.run("PRAGMA secure_delete = ON");
            // macOS: to the disk, not only to its cache.
            statements.run("PRAGMA fullfsync = ON");
            statements.run("PRAGMA checkpoint_fullfsync = ON");
            statements.run("PRAGMA wal_autocheckpoint = 0");
            limitPages(statements);
            boolean emptied = settle(statements);
            if (opened) {
                check(statements, emptied);
            }
            opened = true;
            writer = statements;
            return statements;
        } catch (SQLException | RuntimeException | Error e) {
            statements.close();
            throw e;
        }
    }

    /**
     * Syncs what can be read and carries it over, page by page, into the database, which is synced too; what a failed commit
     * left in the write-ahead log behind that is cut off. After this, what can be read is durable, and nothing else is there.
     *
     * <p>While another program reads, the log cannot be emptied. A commit syncs all of it too, and writes over what
     * another one left; but not after the disk failed to sync: it may have forgotten what it says it has.
     *
     * @return whether the log is empty
     */
    private boolean settle(SqliteStatements statements) throws SQLException {
        if (writer != null) {
            unsynced |= writer.isUnsynced();
        }
        if (checkpoints.empty(statements)) {
            unsynced = false;
            return true;
        }
        if (unsynced) {
            throw new UnfitDatabaseException(
                    "another program reads the database",
                    "checkpoint: another program reads (expected: an end to that)");
        }
        statements.begin();
        statements.run("INSERT INTO meta (key, value) VALUES ('settled', '') ON CONFLICT (key) DO NOTHING");
        statements.run("DELETE FROM meta WHERE key = 'settled'");
        statements.commit();
        return false;
    }

    /** After a failure: the table that gives out numbers is whole, and agrees with the log of each room. */
    private void check(SqliteStatements statements, boolean emptied) throws SQLException {
        String answer = statements.word("PRAGMA quick_check('rooms')");
        long wrong = statements.number(
                "SELECT count(*) FROM rooms AS r WHERE (r.head >= r.first AND NOT EXISTS (SELECT 1 FROM events AS e"
                        + " WHERE e.room_id = r.id AND e.seq = r.head)) OR EXISTS (SELECT 1 FROM events AS e"
                        + " WHERE e.room_id = r.id AND e.seq > r.head)",
                1);
        if (!answer.equals("ok") || wrong > 0) {
            throw new SQLException("check: " + answer + ", " + wrong + " rooms are not as long as they say");
        }
        if (!emptied) {
            return;
        }
        try {
            file.checkLength(statements);
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    @Override
    public <T> T read(Reading<T> reading) throws SQLException {
        return pages.read(reading);
    }

    @Override
    public <T> T search(Reading<T> reading) throws SQLException {
        return searches.read(reading);
    }

    @Override
    public void tend(Statements writer) throws SQLException {
        SqliteStatements statements = (SqliteStatements) writer;
        if (settings.pagesMax() != pagesMax) {
            limitPages(statements);
        }
        checkpoints.tend(statements, settings.checkpointPages());
    }

    @Override
    public boolean wipe(Statements writer) throws SQLException {
        return checkpoints.wipe((SqliteStatements) writer);
    }

    /**
     * When SQLite moves rows to other pages it leaves copies in the gaps of the old ones; {@code secure_delete} does not see
     * them. The ids of rows stay, because every table has one of its own.
     */
    @Override
    public boolean rebuild(Statements writer) throws SQLException {
        // In memory it would take as much of that as there is stored.
        writer.run("PRAGMA temp_store = FILE");
        // Not where other programs have theirs, which may be a small disk, or memory too.
        writer.run("PRAGMA temp_store_directory = '"
                + file.directory().toAbsolutePath().toString().replace("'", "''") + "'");
        try {
            writer.run("VACUUM");
            return true;
        } catch (SQLException e) {
            if (SqliteDialect.isFull(e)) {
                LOG.warn("store: no room to write the database anew (expected: room for two more of it)");
                return false;
            }
            throw e;
        } finally {
            writer.run("PRAGMA temp_store = MEMORY");
        }
    }

    @Override
    public void close() {
        try (lock) {
            pages.close();
            searches.close();
        } catch (IOException | SQLException e) {
            LOG.warn("store: cannot close {}", file.path(), e);
        }
    }
}
