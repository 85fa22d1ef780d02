package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.server.metrics.ServerMetrics;
import chat.server.store.MessageStore;
import chat.server.store.sql.SqliteStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store whose server was killed, and whose files were then cut or garbled. Behind the write-ahead log's first wrong byte all is
 * lost, which no store can help; before it nothing is, and what is left is a log without a gap. The system property
 * {@code torn.rounds} says how many places are tried.
 */
class TornFilesTest {
    private static final int ROUNDS = Integer.getInteger("torn.rounds", 20);
    private static final int SETTLED = 60;
    private static final int IN_THE_LOG = 60;
    private static final int BLOCK_BYTES = 4_096;
    private static final int DATABASE_PAGE_BYTES = 8_192;

    @TempDir
    private Path temp;

    private final Random random = new Random(Seed.next());
    private final StoreScript script = new StoreScript(random);

    /** How long the write-ahead log was when each event behind the first 60 was acknowledged. */
    private final List<Long> logLengths = new ArrayList<>();

    private Path killed;
    private Path settled;
    private int copies;

    @BeforeEach
    void write() throws IOException {
        Path live = temp.resolve("live");
        try (MessageStore store = open(live)) {
            for (int i = 0; i < SETTLED; i++) {
                script.write(store, true);
            }
        }
        settled = copy(live);
        try (MessageStore store = open(live)) {
            awaitEmptyLog(live, store);
            for (int i = 0; i < IN_THE_LOG; i++) {
                script.write(store, false);
                logLengths.add(Files.size(log(live)));
            }
            killed = copy(live);
        }
        assertThat(logLengths).as("nothing was carried over meanwhile").isSorted();
    }

    /** A moment after it was opened the store empties its log, as it does after deletions: that must not happen midway. */
    private void awaitEmptyLog(Path live, MessageStore store) {
        script.writeAndDelete(store);
        await().until(() -> Files.size(log(live)) == 0);
        logLengths.addAll(List.of(0L, 0L));
    }

    private static MessageStore open(Path data) throws IOException {
        return SqliteStore.open(data, InstantSource.system(), new ServerMetrics());
    }

    private static Path log(Path data) {
        return data.resolve("chat.db-wal");
    }

    private Path copy(Path data) throws IOException {
        Path copy = temp.resolve("copy-" + ++copies);
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    /** With so much of the write-ahead log left, everything is there that was acknowledged when it was no longer. */
    private void requireAcknowledgedWithin(long logBytes, Path data) throws IOException {
        int acknowledged = SETTLED
                + (int) logLengths.stream().filter(length -> length <= logBytes).count();
        int there;
        try (MessageStore store = open(data)) {
            there = StoreScript.ROOMS.stream()
                    .mapToInt(room -> StoreScript.read(store, room).size())
                    .sum();
        }
        // Behind the end of a commit the log may be filled up: then a cut need not hit the commit.
        assertThat(there).isBetween(acknowledged, acknowledged + 1);
        requireFirst(there, data);
    }

    private void requireFirst(int count, Path data) throws IOException {
        try (MessageStore store = open(data)) {
            script.requireFirst(count, store);
            script.requireGoesOnFrom(count, store);
        }
    }

    @Test
    void killedServerLosesNothing() throws IOException {
        requireFirst(script.size(), copy(killed));
    }

    @Test
    void logCutAnywhereIsAPrefix() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            Path data = copy(killed);
            long cut = (long) (random.nextDouble() * Files.size(log(data)));
            try (RandomAccessFile log = new RandomAccessFile(log(data).toFile(), "rw")) {
                log.setLength(cut);
            }
            requireAcknowledgedWithin(cut, data);
        }
    }

    @Test
    void logGarbledAnywhereIsAPrefix() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            Path data = copy(killed);
            long place = (long) (random.nextDouble() * Files.size(log(data)));
            garble(log(data), place, 1 + random.nextInt(BLOCK_BYTES));
            requireAcknowledgedWithin(place, data);
        }
    }

    @Test
    void noiseBehindTheLogIsNothing() throws IOException {
        Path data = copy(killed);
        garble(log(data), Files.size(log(data)), 3 * BLOCK_BYTES);
        requireFirst(script.size(), data);
    }

    @Test
    void indexOfTheLogIsMadeAnew() throws IOException {
        Path garbled = copy(killed);
        Path index = garbled.resolve("chat.db-shm");
        garble(index, 0, (int) Files.size(index));
        requireFirst(script.size(), garbled);

        Path missing = copy(killed);
        Files.delete(missing.resolve("chat.db-shm"));
        requireFirst(script.size(), missing);
    }

    /** Every byte of the stretch becomes another one. */
    private void garble(Path file, long from, int count) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long place = from; place < from + count; place++) {
                bytes.seek(place);
                int old = bytes.read();
                bytes.seek(place);
                bytes.write(old < 0 ? random.nextInt(256) : old ^ (1 + random.nextInt(255)));
            }
        }
    }

    @Test
    void databaseWithAnotherHeaderOrTooShortIsRefused() throws IOException {
        Path garbled = copy(settled);
        garble(database(garbled), 0, 100);
        assertThatThrownBy(() -> open(garbled)).isInstanceOf(IOException.class).hasMessageContaining("chat.db");

        Path cut = copy(settled);
        try (RandomAccessFile file = new RandomAccessFile(database(cut).toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertThatThrownBy(() -> open(cut)).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    private static Path database(Path data) {
        return data.resolve("chat.db");
    }

    /**
     * A page is lost whole, or the half of it that the disk holds as one block. SQLite has no sum over a page of the database:
     * what can be seen is whether it is one, and whether what is found there fits together. Where a row goes on to another page,
     * or over the middle of one, nothing tells that its last columns are zeros that nobody wrote: that it was edited, for
     * example, is then forgotten.
     */
    @ParameterizedTest
    @ValueSource(ints = {DATABASE_PAGE_BYTES, BLOCK_BYTES})
    void lostPagesOfTheDatabaseAreToldAndNoOtherEventsAreServed(int bytes) throws IOException {
        long places = Files.size(database(settled)) / bytes;
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Path data = copy(settled);
            long place = 1 + random.nextInt((int) places - 1);
            try (RandomAccessFile file = new RandomAccessFile(database(data).toFile(), "rw")) {
                file.seek(place * bytes);
                file.write(new byte[bytes]);
            }
            try (MessageStore store = open(data)) {
                script.requireSameEvents(SETTLED, store);
            } catch (IOException | CompletionException told) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
