package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log stays short, whoever reads. */
class SqliteLogTest {
    private static final RoomName LOBBY = RoomName.LOBBY;
    private static final int CHECKPOINT_PAGES = 8;
    private static final SqliteSettings SMALL = new SqliteSettings(
            Duration.ofMillis(100), Duration.ofMillis(100), CHECKPOINT_PAGES, SqliteSettings.PAGES_UNLIMITED);

    /** Counts until it is stopped by force. */
    private static final Database.Reading<Long> ENDLESS = statements -> {
        try (ResultSet row = statements
                .get("WITH RECURSIVE n (i) AS (SELECT max(id) FROM events UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT count(*) FROM n")
                .executeQuery()) {
            return row.getLong(1);
        }
    };

    @TempDir
    private Path dir;

    private int cids;

    private void write(SqlMessageStore store, int messages) {
        for (int i = 0; i < messages; i++) {
            List<Appended> results = store.append(
                            LOBBY, RoomSettings.of(LOBBY), List.of(draft(ANA, "c" + cids++, "text ".repeat(20) + i)))
                    .toCompletableFuture()
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
            assertThat(results.get(0)).isInstanceOf(Appended.Committed.class);
        }
    }

    @Test
    void whatTakesTooLongToReadEndsByForceAndHarmsNobodyElse() throws IOException, SQLException {
        try (SqliteDatabase database = SqliteDatabase.open(dir, SMALL)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> database.read(ENDLESS)).hasMessageContaining("INTERRUPT");
                assertThatThrownBy(() -> database.search(ENDLESS)).hasMessageContaining("INTERRUPT");
                assertThat(database.read(Meta::epoch)).isNotEmpty();
                assertThat(database.search(Meta::epoch)).isNotEmpty();
            }
        }
    }

    @Test
    void logStaysShortUnderReadersWithoutAPause() throws Exception {
        SqliteDatabase database = SqliteDatabase.open(dir, SMALL);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        try (SqlMessageStore store = SqlMessageStore.over(database, InstantSource.system(), new ServerMetrics())) {
            write(store, 1);
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> {
                    while (!done.get()) {
                        assertThatThrownBy(() -> database.read(ENDLESS)).hasMessageContaining("INTERRUPT");
                        reads.incrementAndGet();
                    }
                }));
            }
            write(store, 150);
            done.set(true);
            for (Future<?> reader : readers) {
                reader.get(20, TimeUnit.SECONDS);
            }

            // Each commit writes five pages and more, so without a bound it would have 750.
            assertThat(Files.size(dir.resolve("chat.db-wal")) / 8192).isLessThan(20L * CHECKPOINT_PAGES);
            assertThat(reads.get()).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }
}
