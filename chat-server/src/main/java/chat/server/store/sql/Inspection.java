package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.RoomName;
import chat.server.config.StoreChoice;
import chat.server.store.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what is stored, for an operator; a server may have it open meanwhile. Every call takes its time. One thread. */
public final class Inspection implements AutoCloseable {
    private final Snapshots snapshots;
    private final Dialect dialect;
    private final Closing closing;

    /** Where the lines of an export go. */
    public interface Out {
        /** Takes the next line. */
        void write(ExportLine line) throws IOException;
    }

    private interface Closing {
        void close() throws SQLException;
    }

    private Inspection(Snapshots snapshots, Dialect dialect, Closing closing) {
        this.snapshots = snapshots;
        this.dialect = dialect;
        this.closing = closing;
    }

    /**
     * The database of a data directory.
     *
     * @throws IOException when there is none of ours; the message is one line
     */
    public static Inspection ofSqlite(Path dataDir) throws IOException {
        SqliteInspection.checkReadable(dataDir);
        return ofFile(dataDir.resolve(SqliteFile.NAME));
    }

    /**
     * A PostgreSQL database.
     *
     * @throws IOException when it has no log of ours; the message is one line
     */
    public static Inspection ofPostgres(StoreChoice.Postgres place) throws IOException {
        PostgresInspection inspection = PostgresInspection.open(place);
        return new Inspection(inspection, new PostgresDialect(), inspection::close);
    }

    /**
     * A backup.
     *
     * @throws IOException when it is none of ours; the message is one line
     */
    public static Inspection ofBackup(Path backup) throws IOException {
        SqliteFile.checkOurs(backup);
        return ofFile(backup);
    }

    private static Inspection ofFile(Path file) {
        SqliteReaders readers = SqliteInspection.readers(file);
        return new Inspection(readers::read, new SqliteDialect(), readers::close);
    }

    /**
     * Looks at everything.
     *
     * @param findings hears what is wrong, one line each, at most some hundred
     * @return how much is wrong
     */
    public int verify(Consumer<String> findings, Progress progress) throws IOException {
        try {
            return new Verification(snapshots, dialect, findings, progress).run();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Writes a room's log as the lines of an export.
     *
     * @return how many events it has; nothing: there is no such room
     */
    public Optional<Long> export(RoomName room, Out out, Progress progress) throws IOException {
        try {
            return new RoomExport(snapshots, dialect).write(room, out, progress);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static IOException unreadable(SQLException e) {
        return new IOException("store: cannot be read (expected: a whole database): " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        try {
            closing.close();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
