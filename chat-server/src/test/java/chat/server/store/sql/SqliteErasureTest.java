package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.config.Retention;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted is gone from the disk: no file of the directory has its bytes, while the server runs on. */
class SqliteErasureTest {
    private static final RoomName LOBBY = RoomName.LOBBY;

    @TempDir
    private Path dir;

    private final Random random = new Random(20260615);
    private SqlMessageStore store;

    @BeforeEach
    void open() throws IOException {
        store = SqliteStore.open(dir, InstantSource.system(), new ServerMetrics());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void append(List<Draft> drafts) {
        List<Appended> results = store.append(LOBBY, RoomSettings.of(LOBBY), drafts)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(results).hasOnlyElementsOfType(Appended.Committed.class);
    }

    private boolean onDisk(String text) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(dir)) {
            files = all.toList();
        }
        for (Path file : files) {
            // One character for each byte.
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (bytes.contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))) {
                return true;
            }
        }
        return false;
    }

    /** A word that nothing else has a part of; short enough for no index to shorten it. */
    private String rareWord() {
        StringBuilder word = new StringBuilder("q");
        for (int i = 0; i < 12; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    @Test
    void deletedTextsAreGone() throws IOException {
        append(List.of(draft(ANA, "c1", "some Zzára segredo here"), draft(BIA, "c2", "other")));
        assertThat(onDisk("Zzára segredo")).isTrue();
        assertThat(onDisk("zzara")).as("in the index").isTrue();

        append(List.of(delete(ANA, "c3", 1)));

        await().until(() -> !onDisk("Zzára") && !onDisk("segredo") && !onDisk("zzara"));
        assertThat(onDisk("other")).isTrue();
    }

    @Test
    void allVersionsOfADeletedTextAreGone() throws IOException {
        append(List.of(draft(ANA, "c1", "firstqqq"), edit(ANA, "c2", 1, "secondqqq")));
        append(List.of(edit(ANA, "c3", 1, "thirdqqq")));
        append(List.of(delete(ANA, "c4", 1)));

        await().until(() -> !onDisk("qqq"));
    }

    @Test
    void textsPostedAndDeletedTogetherAreGone() throws IOException {
        append(List.of(draft(ANA, "c1", "firstqqq"), edit(ANA, "c2", 1, "secondqqq"), delete(ANA, "c3", 1)));

        await().until(() -> !onDisk("qqq"));
    }

    @Test
    void copiesThatWereLeftWhenRowsMovedAreGoneWhenTheDatabaseIsWrittenAnew() throws IOException {
        int posts = 3_000;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < posts; i++) {
            words.add(rareWord());
        }
        for (int from = 0; from < posts; from += 100) {
            List<Draft> drafts = new ArrayList<>();
            for (int i = from; i < from + 100; i++) {
                drafts.add(draft(i % 3 == 0 ? ANA : BIA, "c" + i, words.get(i) + "A and some more"));
            }
            append(drafts);
        }
        // Rows that grow make others move.
        for (int round = 1; round <= 3; round++) {
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < posts / 2; i++) {
                int post = random.nextInt(posts);
                String text = words.get(post) + "A" + " grows".repeat(round * random.nextInt(60));
                drafts.add(edit(post % 3 == 0 ? ANA : BIA, "e" + round + "-" + i, post + 1, text));
            }
            append(drafts);
        }
        Upkeep upkeep = new Upkeep(store, new Retention(0, 0), InstantSource.system(), room -> {});
        upkeep.erase(ANA.id(), KeptStore.NO_MATTER);

        assertThat(upkeep.rebuilt(KeptStore.NO_MATTER)).isTrue();
        assertThat(upkeep.wiped(KeptStore.NO_MATTER)).isTrue();
        String bytes = Files.readString(dir.resolve("chat.db"), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < posts; i++) {
            assertThat(bytes.contains(words.get(i) + "A")).as(words.get(i)).isEqualTo(i % 3 != 0);
        }
        assertThat(dir.resolve("chat.db-wal")).isEmptyFile();
        List<String> findings = new ArrayList<>();
        try (Inspection inspection = Inspection.ofSqlite(dir)) {
            inspection.verify(findings::add, KeptStore.NO_MATTER);
        }
        assertThat(findings).isEmpty();
        append(List.of(draft(BIA, "z", "goes on")));
    }

    @Test
    void longTextsAreGone() throws IOException {
        String text = "wordqqq ".repeat(900);
        append(List.of(draft(ANA, "c1", text), draft(ANA, "c2", "between"), draft(ANA, "c3", text)));
        append(List.of(delete(ANA, "c4", 1), delete(ANA, "c5", 3)));

        await().until(() -> !onDisk("qqq"));
    }

    @Test
    void manyDeletedTextsAreGoneFromAnIndexThatWasMergedOften() throws IOException {
        List<String> words = new ArrayList<>();
        for (int i = 1; i <= 1_200; i++) {
            words.add(rareWord());
        }
        for (int i = 0; i < 1_200; i += 20) {
            List<Draft> drafts = new ArrayList<>();
            for (int j = i; j < i + 20; j++) {
                drafts.add(draft(ANA, "c" + j, "common words " + words.get(j) + " about number " + j % 7));
            }
            append(drafts);
        }
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < 1_200; i += 120) {
            List<Draft> drafts = new ArrayList<>();
            for (int j = i; j < i + 120; j += 2) {
                drafts.add(delete(ANA, "d" + j, j + 1));
                gone.add(words.get(j));
            }
            append(drafts);
        }

        await().until(() -> !onDisk(gone.get(gone.size() - 1)));
        for (String word : gone) {
            assertThat(onDisk(word)).as(word).isFalse();
        }
        assertThat(onDisk(words.get(1))).isTrue();
    }
}
