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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * SQLite in a file of the data directory, with a write-ahead log that is synced at each commit.
 *
 * <p>The log is carried over into the database by the writer between groups, after they were answered: some thousand pages
 * at a time, so that it stays at that size, and at once when texts were erased. SQLite starts the log over when nobody
 * reads from it any more; readers are held to seconds, so that cannot be put off for ever.
 */
final class SqliteDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);

    /** How long to wait for another program that has the database. */
    static final int BUSY_MILLIS_MAX = 5_000;

    /** The write-ahead log's file is cut down to this when it starts over, in bytes. */
    private static final long LOG_BYTES_KEPT = 32L * 1024 * 1024;

    /** So many times the pages of a checkpoint make the writer wait for readers, until the log can start over. */
    private static final int LOG_TOO_LONG = 8;

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

    private SqliteDatabase(SqliteFile file, DirectoryLock lock, SqliteSettings settings) {
        this.file = file;
        this.lock = lock;
        this.settings = settings;
        this.pages = new SqliteReaders(this::openReader, settings.readLimit());
        this.searches = new SqliteReaders(this::openReader, settings.searchLimit());
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
        }
        return connection;
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
            settle(statements);
            if (opened) {
                check(statements);
            }
            opened = true;
            return statements;
        } catch (SQLException | RuntimeException e) {
            statements.close();
            throw e;
        }
    }

    /**
     * Syncs what can be read and carries it over, page by page, into the database, which is synced too; what a failed commit
     * left in the write-ahead log behind that is cut off. After this, what can be read is durable, and nothing else is there.
     */
    private void settle(SqliteStatements statements) throws SQLException {
        if (!wipe(statements)) {
            throw new SQLException("checkpoint: somebody reads (expected: an end to that)");
        }
    }

    /** After a failure: the table that gives out numbers is whole, and agrees with the log of each room. */
    private void check(SqliteStatements statements) throws SQLException {
        String answer = statements.word("PRAGMA quick_check('rooms')");
        long wrong = statements.number(
                "SELECT count(*) FROM rooms AS r WHERE (r.head >= r.first AND NOT EXISTS (SELECT 1 FROM events AS e"
                        + " WHERE e.room_id = r.id AND e.seq = r.head)) OR EXISTS (SELECT 1 FROM events AS e"
                        + " WHERE e.room_id = r.id AND e.seq > r.head)",
                1);
        if (!answer.equals("ok") || wrong > 0) {
            throw new SQLException("check: " + answer + ", " + wrong + " rooms are not as long as they say");
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
        long logged = statements.number("PRAGMA wal_checkpoint(NOOP)", 2);
        if (logged >= LOG_TOO_LONG * (long) settings.checkpointPages()) {
            statements.number("PRAGMA wal_checkpoint(RESTART)", 1);
        } else if (logged >= settings.checkpointPages()) {
            statements.number("PRAGMA wal_checkpoint(PASSIVE)", 1);
        }
    }

    @Override
    public boolean wipe(Statements writer) throws SQLException {
        return ((SqliteStatements) writer).number("PRAGMA wal_checkpoint(TRUNCATE)", 1) == 0;
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
