package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.metrics.ServerMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A restore that is ended at any point leaves what was there, or brings what was restored, and never a mixture. */
class SqliteRestoreTest {
    private static final RoomName LOBBY = RoomName.LOBBY;

    @TempDir
    private Path temp;

    private Path dataDir;
    private Path backup;

    @BeforeEach
    void fill() throws IOException {
        dataDir = Files.createDirectory(temp.resolve("data"));
        backup = temp.resolve("backup");
        add("um");
        Files.writeString(dataDir.resolve(PendingRestore.KEY), "old key");
        SqliteFiles.backUp(dataDir, backup, KeptStore.NO_MATTER);
        add("dois");
        Files.writeString(dataDir.resolve(PendingRestore.KEY), "new key");
    }

    private void add(String text) throws IOException {
        try (KeptStore store = open(dataDir)) {
            store.append(LOBBY, draft(ANA, text, text));
        }
    }

    private static KeptStore open(Path dataDir) throws IOException {
        return new KeptStore(
                clock -> SqliteStore.open(dataDir, clock, new ServerMetrics()), () -> Inspection.ofSqlite(dataDir));
    }

    private List<String> texts() throws IOException {
        try (KeptStore store = open(dataDir)) {
            return store.log(LOBBY).stream()
                    .map(event -> ((RoomEvent.Posted) event).text().value())
                    .toList();
        }
    }

    @Test
    void keyThatChangesDuringABackupMakesNone() throws IOException {
        Path key = dataDir.resolve(PendingRestore.KEY);
        Path other = temp.resolve("other");

        assertThatThrownBy(() -> SqliteFiles.backUp(dataDir, other, (what, done, total) -> {
                    try {
                        Files.writeString(key, "third key");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }))
                .hasMessageContaining("token key: " + key + " changed meanwhile");
        assertThat(temp)
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("other"));
    }

    /** How far the moving of files had come. */
    enum Point {
        DECIDED,
        OLD_KEY_ASIDE,
        KEY_IN_PLACE,
        OLD_DATABASE_ASIDE,
        DATABASE_IN_PLACE
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void whateverWasDecidedIsFinishedByWhoeverOpensTheDirectoryNext(Point reached) throws IOException {
        Path restored = temp.resolve("restored");
        SqliteFiles.restore(backup, restored, false, line -> {}, KeptStore.NO_MATTER);
        Path prepared = PendingRestore.prepare(dataDir);
        Files.copy(restored.resolve("chat.db"), prepared.resolve("chat.db"));
        Files.copy(restored.resolve(PendingRestore.KEY), prepared.resolve(PendingRestore.KEY));
        PendingRestore.decide(dataDir);
        moveUntil(reached);

        assertThatThrownBy(() -> Inspection.ofSqlite(dataDir)).hasMessageContaining("no restore under way");
        assertThat(texts()).containsExactly("um");
        assertThat(dataDir.resolve(PendingRestore.KEY)).hasContent("old key");
        assertThat(PendingRestore.isThere(dataDir)).isFalse();
        try (Inspection inspection = Inspection.ofSqlite(dataDir)) {
            assertThat(inspection.verify(line -> {}, KeptStore.NO_MATTER)).isZero();
        }
        add("quatro");
        assertThat(texts()).containsExactly("um", "quatro");
    }

    private void moveUntil(Point reached) throws IOException {
        Path ready = dataDir.resolve("restore.ready");
        Path old = ready.resolve("old");
        if (reached.compareTo(Point.OLD_KEY_ASIDE) >= 0) {
            Files.createDirectory(old);
            Files.move(dataDir.resolve(PendingRestore.KEY), old.resolve(PendingRestore.KEY));
        }
        if (reached.compareTo(Point.KEY_IN_PLACE) >= 0) {
            Files.move(ready.resolve(PendingRestore.KEY), dataDir.resolve(PendingRestore.KEY));
        }
        if (reached.compareTo(Point.OLD_DATABASE_ASIDE) >= 0) {
            Files.move(dataDir.resolve("chat.db"), old.resolve("chat.db"));
        }
        if (reached.compareTo(Point.DATABASE_IN_PLACE) >= 0) {
            Files.move(ready.resolve("chat.db"), dataDir.resolve("chat.db"));
        }
    }

    @Test
    void whatWasNotDecidedCountsForNothing() throws IOException {
        Path prepared = PendingRestore.prepare(dataDir);
        Files.copy(backup, prepared.resolve("chat.db"));

        assertThat(texts()).containsExactly("um", "dois");
        assertThat(dataDir.resolve(PendingRestore.KEY)).hasContent("new key");
        SqliteFiles.restore(backup, dataDir, true, line -> {}, KeptStore.NO_MATTER);
        assertThat(texts()).containsExactly("um");
        assertThat(prepared).doesNotExist();
    }

    @Test
    void eachRestoreCountsFromAnEpochOfItsOwn() throws IOException {
        SqliteFiles.restore(backup, temp.resolve("one"), false, line -> {}, KeptStore.NO_MATTER);
        SqliteFiles.restore(backup, temp.resolve("two"), false, line -> {}, KeptStore.NO_MATTER);
        try (KeptStore old = open(dataDir);
                KeptStore one = open(temp.resolve("one"));
                KeptStore two = open(temp.resolve("two"))) {
            assertThat(List.of(
                            old.store().epoch(),
                            one.store().epoch(),
                            two.store().epoch()))
                    .doesNotHaveDuplicates();
        }
    }
}
