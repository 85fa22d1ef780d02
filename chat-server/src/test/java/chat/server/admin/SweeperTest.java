package chat.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Retention;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Draft;
import chat.server.store.PageRequest;
import chat.server.store.StoredRoom;
import chat.server.store.sql.SqlMessageStore;
import chat.server.store.sql.SqliteStore;
import chat.server.store.sql.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
    private static final Author ANA = new Author(new UserId("u1"), new UserName("Ana"));

    @TempDir
    private Path dataDir;

    @Test
    void sweepsAgainAndAgainWhateverHappens() throws Exception {
        List<StoredRoom> rewritten = new CopyOnWriteArrayList<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        try (SqlMessageStore store = SqliteStore.open(dataDir, InstantSource.system(), new ServerMetrics())) {
            append(store, 1, 5);
            Upkeep upkeep = new Upkeep(store, new Retention(0, 2), InstantSource.system(), room -> {
                rewritten.add(room);
                if (broken.getAndSet(false)) {
                    throw new IllegalStateException("for this test");
                }
            });
            try (Sweeper sweeper = Sweeper.start(upkeep, Duration.ofMillis(1))) {
                await().until(() -> first(store) == 4);
                append(store, 6, 9);
                await().until(() -> first(store) == 8);
                await().until(() -> rewritten.size() >= 2);
            }
            append(store, 10, 12);
            assertThat(first(store)).as("it has ended").isEqualTo(8);
        }
        assertThat(rewritten.get(0))
                .isEqualTo(StoredRoom.of(RoomName.LOBBY, RoomSettings.of(RoomName.LOBBY), Topic.NONE, 5));
    }

    private static void append(SqlMessageStore store, int from, int to) {
        for (int i = from; i <= to; i++) {
            Draft draft = new Draft.Post(ANA, new Cid("c" + i), new MessageText("texto " + i), null);
            store.append(RoomName.LOBBY, RoomSettings.of(RoomName.LOBBY), List.of(draft))
                    .toCompletableFuture()
                    .join();
        }
    }

    private static long first(SqlMessageStore store) {
        return store.read(RoomName.LOBBY, PageRequest.newest(1, 1))
                .toCompletableFuture()
                .join()
                .first();
    }
}
