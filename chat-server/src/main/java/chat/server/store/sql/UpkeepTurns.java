package chat.server.store.sql;

import chat.server.store.StoredRoom;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Has the writer do pieces of upkeep one after the other, and waits for each. Any thread that may wait. */
final class UpkeepTurns {
    /** How long a turn may take: what is written before it, and the time until a lost database is back. */
    private static final long TURN_SECONDS_MAX = 60;

    /** How long the tables may be written anew, and carried over: an old disk takes some minutes for a gigabyte. */
    private static final long REBUILD_SECONDS_MAX = 24 * 3_600;

    private final SqlMessageStore store;

    UpkeepTurns(SqlMessageStore store) {
        this.store = store;
    }

    <T> T read(Database.Reading<T> reading) throws IOException {
        try {
            return store.database().read(reading);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** A room as it is stored now. */
    Optional<StoredRoom> room(long id) throws IOException {
        return read(statements -> LogQueries.room(statements, id));
    }

    /** Something that is only added, or, if it erases, is gone for good. */
    <T> T take(Chore<T> chore, boolean erases) throws IOException {
        return await(store.turn(chore, erases));
    }

    /** As {@link #take}, for what an import may refuse. */
    <T> T importing(Chore<T> chore, boolean erases) throws IOException, ImportException {
        try {
            return await(store.turn(chore, erases));
        } catch (IOException e) {
            if (e.getCause() instanceof ImportException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** Throws a room away that was being imported. */
    void drop(long stagedId) throws IOException {
        boolean more = true;
        while (more) {
            more = take(log -> StagedRoom.drop(log, stagedId), true);
        }
    }

    /** Whether what was erased is gone from the disk. */
    boolean wipe() throws IOException {
        return await(store.wipe(), REBUILD_SECONDS_MAX);
    }

    /** Whether there was room to write the tables anew. */
    boolean rebuild() throws IOException {
        return await(store.rebuild(), REBUILD_SECONDS_MAX);
    }

    private static <T> T await(CompletableFuture<T> done) throws IOException {
        return await(done, TURN_SECONDS_MAX);
    }

    private static <T> T await(CompletableFuture<T> done, long secondsMax) throws IOException {
        try {
            return done.get(secondsMax, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("store: busy (expected: its turn within " + secondsMax + " s)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("store: interrupted", e);
        }
    }

    private static IOException failed(@Nullable Throwable cause) {
        return new IOException("store: " + (cause == null ? "failed" : cause.getMessage()), cause);
    }
}
