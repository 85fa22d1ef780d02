package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.PageRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may stand in a data directory, and what not. */
class SqliteDatabaseTest {
    private static final RoomName LOBBY = RoomName.LOBBY;

    @TempDir
    private Path dir;

    private static SqlMessageStore open(Path dir) throws IOException {
        return SqliteStore.open(dir, InstantSource.system(), new ServerMetrics());
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static Appended append(SqlMessageStore store, Draft draft) {
        return done(store.append(LOBBY, RoomSettings.of(LOBBY), List.of(draft))).get(0);
    }

    private Path database() {
        return dir.resolve(SqliteFile.NAME);
    }

    /** A database with some messages, closed. */
    private void fill() throws IOException {
        try (SqlMessageStore store = open(dir)) {
            for (int i = 0; i < 20; i++) {
                assertThat(append(store, draft(ANA, "c" + i, "text " + i))).isInstanceOf(Appended.Committed.class);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void overwrite(long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    /** Refused in one line that says where and why; nothing is held afterwards. */
    private void assertRefused(Path where, String... parts) {
        assertThatIOException()
                .isThrownBy(() -> open(where).close())
                .withMessageStartingWith("data-dir: " + where)
                .withMessageContaining("(expected: ")
                .withMessageNotContaining("\n")
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @Test
    void directoryIsMade() throws IOException {
        Path deeper = dir.resolve("some/where");
        open(deeper).close();

        assertThat(deeper.resolve(SqliteFile.NAME)).isRegularFile();
    }

    @Test
    void onlyOurFilesAreTouched() throws IOException {
        Files.writeString(dir.resolve("notes.txt"), "mine");
        Files.writeString(dir.resolve("other.db"), "not a database");
        fill();

        try (var files = Files.list(dir)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("notes.txt", "other.db", "chat.db", "chat.lock");
        }
        assertThat(dir.resolve("notes.txt")).hasContent("mine");
        assertThat(dir.resolve("other.db")).hasContent("not a database");
    }

    @Test
    void secondServerIsKeptOut() throws IOException {
        SqlMessageStore first = open(dir);
        try {
            assertRefused(dir, "not in use by another server");
            Path link = dir.resolveSibling(dir.getFileName() + "-link");
            Files.createSymbolicLink(link, dir);
            assertRefused(link, "not in use by another server");
            Files.delete(link);

            assertThat(append(first, draft(ANA, "c1", "text"))).isInstanceOf(Appended.Committed.class);
        } finally {
            first.close();
        }
        open(dir).close();
    }

    @Test
    void fileInTheWayIsRefused() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "mine");

        assertRefused(file, "a directory to write to", "a file is in the way");
        assertThat(file).hasContent("mine");
    }

    @Test
    void directoryThatCannotBeWrittenToIsRefused() {
        Path proc = Path.of("/proc/self");
        Assumptions.assumeTrue(Files.isDirectory(proc), "needs a directory that even root cannot write to");

        assertRefused(proc, "a directory to write to");
    }

    @Test
    void filesOfOthersAreRefusedAndLeftAlone() throws IOException {
        for (String content : List.of("", "hello", "x".repeat(5_000), "SQLite format 3\0" + "x".repeat(5_000))) {
            Files.writeString(database(), content, StandardCharsets.ISO_8859_1);

            assertRefused(dir, "not of this program, or damaged");
            assertThat(Files.readString(database(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(content);
        }
    }

    @Test
    void databaseOfAnotherProgramIsRefused() throws IOException, SQLException {
        run("CREATE TABLE notes (text)");
        byte[] before = Files.readAllBytes(database());

        assertRefused(dir, "not of this program, or damaged");
        assertThat(Files.readAllBytes(database())).isEqualTo(before);
    }

    @Test
    void directoryInPlaceOfTheDatabaseIsRefused() throws IOException {
        Files.createDirectory(database());

        assertRefused(dir, "a readable file");
        assertThat(database()).isDirectory();
    }

    @Test
    void newerSchemaIsRefused() throws IOException, SQLException {
        fill();
        run("PRAGMA user_version = " + (Migrations.NEWEST + 1));

        assertRefused(dir, "has schema " + (Migrations.NEWEST + 1) + " (expected: at most " + Migrations.NEWEST + ";");
    }

    @Test
    void databaseThatIsTooShortIsRefused() throws IOException {
        fill();
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
            file.setLength(file.length() - 8192);
        }

        assertRefused(dir, "damaged");
    }

    @Test
    void damagedSchemaIsRefused() throws IOException {
        fill();
        overwrite(100, new byte[4_000]);

        assertRefused(dir, "damaged");
    }

    @Test
    void damagedTablesAreRefused() throws IOException {
        fill();
        byte[] garbage = new byte[(int) (Files.size(database()) - 8192)];
        Arrays.fill(garbage, (byte) 0x5a);
        overwrite(8192, garbage);

        assertRefused(dir, "damaged");
    }

    @Test
    void writeAheadLogAloneIsRefused() throws IOException {
        Files.write(dir.resolve("chat.db-wal"), new byte[64]);

        assertRefused(dir, "chat.db-wal without chat.db");
        assertThat(database()).doesNotExist();
    }

    @Test
    void halfMadeDatabaseIsMadeAnew() throws IOException {
        Files.write(dir.resolve("chat.db.new"), new byte[] {1, 2, 3});
        Files.write(dir.resolve("chat.db.new-journal"), new byte[] {1, 2, 3});
        fill();

        assertThat(dir.resolve("chat.db.new")).doesNotExist();
        assertThat(dir.resolve("chat.db.new-journal")).doesNotExist();
    }

    @Test
    void linkToADatabaseElsewhereIsRefusedAndLinkToADirectoryIsNot() throws IOException {
        fill();
        Path link = Files.createSymbolicLink(dir.resolveSibling(dir.getFileName() + "-link"), dir);
        try (SqlMessageStore store = open(link)) {
            assertThat(done(store.read(LOBBY, PageRequest.newest(5, 1 << 20))).last())
                    .isEqualTo(20);
        } finally {
            Files.delete(link);
        }
        Path elsewhere = Files.move(database(), dir.resolve("elsewhere.db"));
        byte[] before = Files.readAllBytes(elsewhere);
        Files.createSymbolicLink(database(), elsewhere);

        assertRefused(dir, "is a link", "link the directory instead");
        assertThat(Files.readAllBytes(elsewhere)).isEqualTo(before);
    }

    @Test
    void databaseThatCannotHaveAWriteAheadLogIsRefused() throws IOException, SQLException {
        fill();
        run("PRAGMA journal_mode = DELETE");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.executeQuery("SELECT count(*) FROM events").next();

            assertRefused(dir, "chat.db: ");
        }
        open(dir).close();
    }

    @Test
    void everyCommitIsSynced() throws Exception {
        try (SqliteDatabase sqlite = SqliteDatabase.open(dir, SqliteSettings.DEFAULT);
                SqliteStatements writer = (SqliteStatements) sqlite.openWriter()) {
            assertThat(writer.word("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(writer.number("PRAGMA synchronous", 1)).as("FULL").isEqualTo(2);
            assertThat(writer.number("PRAGMA secure_delete", 1)).isEqualTo(1);
            assertThat(writer.number("PRAGMA checkpoint_fullfsync", 1)).isEqualTo(1);
        }
    }

    @Test
    void readersCannotWrite() throws Exception {
        try (SqliteDatabase sqlite = SqliteDatabase.open(dir, SqliteSettings.DEFAULT)) {
            assertThatThrownBy(() -> sqlite.read(statements -> {
                        statements.run("DELETE FROM meta");
                        return 0;
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("READONLY");
        }
    }

    /** After what fails without a known end, numbers and log are compared. */
    @Test
    void roomThatIsNotAsLongAsItSaysIsNotWrittenTo() throws Exception {
        fill();
        try (SqliteDatabase sqlite = SqliteDatabase.open(dir, SqliteSettings.DEFAULT)) {
            sqlite.openWriter().close();
            sqlite.openWriter().close();
            run("UPDATE rooms SET head = head + 1");
            assertThatThrownBy(sqlite::openWriter).hasMessageContaining("1 rooms are not as long as they say");
            run("UPDATE rooms SET head = head - 2");
            assertThatThrownBy(sqlite::openWriter).hasMessageContaining("1 rooms are not as long as they say");
        }
    }
}
