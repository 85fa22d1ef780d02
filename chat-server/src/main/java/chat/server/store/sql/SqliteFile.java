package chat.server.store.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * The database's file in a data directory: is it there, is it ours, is it whole, has it the schema of this program. Touches no
 * other file than {@code chat.db} and those that SQLite and this class put beside it under this name.
 */
final class SqliteFile {
    static final String NAME = "chat.db";

    /** "chat", as SQLite's application_id. */
    private static final int APPLICATION_ID = 0x63686174;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int APPLICATION_ID_AT = 68;
    private static final int HEADER_BYTES = 100;

    /** A group's rows touch fewer of them than of the usual 4 KiB, and a page of history is read in fewer pieces. */
    private static final int PAGE_BYTES = 8192;

    private final Path dataDir;
    private final Path path;

    SqliteFile(Path dataDir) {
        this.dataDir = dataDir;
        this.path = dataDir.resolve(NAME);
    }

    Path path() {
        return path;
    }

    Path directory() {
        return dataDir;
    }

    /**
     * Sees to it that there is a database of ours with the current schema.
     *
     * @throws IOException when there is something else; the message is one line and says what
     */
    void prepare() throws IOException {
        if (Files.isSymbolicLink(path)) {
            // SQLite would put its write-ahead log beside the target, where the directory's lock keeps nobody out.
            throw new IOException("data-dir: " + path + " is a link (expected: a file; link the directory instead)");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            checkOurs(path);
            migrate();
        } else if (Files.exists(beside("-wal"), LinkOption.NOFOLLOW_LINKS)) {
            // SQLite would play it into whatever database is found here next.
            throw new IOException("data-dir: " + dataDir + " has " + NAME + "-wal without " + NAME
                    + " (expected: both or none; bring back the database, or move the rest away)");
        } else {
            make();
        }
    }

    private Path beside(String suffix) {
        return dataDir.resolve(NAME + suffix);
    }

    /**
     * Before SQLite touches a file: an empty one would become a database.
     *
     * @throws IOException when it is not a database of this program
     */
    static void checkOurs(Path file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // A regular file comes in one go.
            }
        } catch (IOException e) {
            throw new IOException("data-dir: " + file + " (expected: a readable file): " + e.getMessage(), e);
        }
        boolean sqlite = !header.hasRemaining() && startsWithMagic(header);
        if (!sqlite || header.getInt(APPLICATION_ID_AT) != APPLICATION_ID) {
            throw new IOException(
                    "data-dir: " + file + " is not of this program, or damaged (expected: a chat database;"
                            + " move it away, or restore a backup)");
        }
    }

    private static boolean startsWithMagic(ByteBuffer header) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (header.get(i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private void migrate() throws IOException {
        try (SqliteStatements statements = SqliteStatements.writing(open(path, SQLiteConfig.JournalMode.WAL))) {
            long version = statements.number("PRAGMA user_version", 1);
            if (version > Migrations.NEWEST) {
                throw new IOException("data-dir: " + path + " has schema " + version + " (expected: at most "
                        + Migrations.NEWEST + "; a newer version of this program made it)");
            }
            checkLogged(statements.word("PRAGMA journal_mode"));
            checkWhole(statements);
            if (version < Migrations.NEWEST) {
                statements.begin();
                Migrations.run(statements, "sqlite", (int) version);
                statements.run("PRAGMA user_version = " + Migrations.NEWEST);
                statements.commit();
            }
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    /** SQLite says what it does, not that it cannot do what it was told: there are file systems without shared memory. */
    private void checkLogged(String mode) throws IOException {
        if (!mode.equals("wal")) {
            throw new IOException("data-dir: " + path + ": journal mode " + mode
                    + " (expected: wal; a disk of this machine, and no other program in the way)");
        }
    }

    /** What can be seen without reading all of it; {@code verify} does that. */
    private void checkWhole(SqliteStatements statements) throws SQLException, IOException {
        // Small, and without a room's row, or the way to it, its whole log would seem to be empty.
        String rooms = statements.word("PRAGMA integrity_check('rooms')");
        if (!rooms.equals("ok")) {
            throw new IOException("data-dir: " + path + ": the table of rooms: "
                    + String.join("; ", rooms.lines().toList())
                    + " (expected: ok; it is damaged, restore a backup)");
        }
        statements.number("SELECT max(id) FROM events", 1);
        statements.number("SELECT max(id) FROM cids", 1);
        statements.number("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH 'a' LIMIT 1)", 1);
        Meta.epoch(statements);
        Path wal = beside("-wal");
        boolean settled = !Files.exists(wal) || Files.size(wal) == 0;
        if (settled) {
            checkLength(statements);
        }
    }

    /** As long as its pages; once everything was carried over from the write-ahead log. */
    void checkLength(SqliteStatements statements) throws SQLException, IOException {
        long expected = statements.number("PRAGMA page_count", 1) * statements.number("PRAGMA page_size", 1);
        long length = Files.size(path);
        if (length < expected) {
            throw new IOException("data-dir: " + path + " has " + length + " bytes (expected: " + expected
                    + "; it is damaged, restore a backup)");
        }
    }

    /** Made aside and then put in place whole, so that no crash leaves half a database. */
    private void make() throws IOException {
        Path aside = beside(".new");
        for (String suffix : new String[] {"", "-journal", "-wal", "-shm"}) {
            Files.deleteIfExists(dataDir.resolve(aside.getFileName() + suffix));
        }
        // What SQLite makes beside it gets the same permissions.
        Files.createFile(aside, OwnerOnly.file(aside));
        try (SqliteStatements statements = SqliteStatements.writing(open(aside, SQLiteConfig.JournalMode.DELETE))) {
            statements.run("PRAGMA page_size = " + PAGE_BYTES);
            statements.run("PRAGMA application_id = " + APPLICATION_ID);
            statements.begin();
            Migrations.run(statements, "sqlite", 0);
            statements.run("PRAGMA user_version = " + Migrations.NEWEST);
            statements.commit();
            checkLogged(statements.word("PRAGMA journal_mode = WAL"));
        } catch (SQLException e) {
            throw problem(e);
        }
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
    }

    /** The name itself must survive a power cut; where a directory cannot be opened for that, it is on its own. */
    private void syncDirectory() {
        try (FileChannel channel = FileChannel.open(dataDir, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException notHere) {
            // Windows.
        }
    }

    private static Connection open(Path file, SQLiteConfig.JournalMode mode) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(mode);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(SqliteDatabase.BUSY_MILLIS_MAX);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** What SQLite says, as one line about the directory. */
    private IOException problem(SQLException e) {
        Failure failure = new SqliteDialect().classify(e);
        String what = failure instanceof Failure.Unwritable unwritable
                ? unwritable.why()
                : failure instanceof Failure.Broken broken ? broken.why() : "the database is not as it should be";
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new IOException(
                "data-dir: " + path + ": " + what + " (expected: a whole database, and room to write): " + message, e);
    }
}
