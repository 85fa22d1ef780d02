package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs do with the database while the server runs: back it up, export it, try to serve it too. */
class SqliteNeighboursTest {
    private static final RoomName LOBBY = RoomName.LOBBY;
    private static final int CHECKPOINT_PAGES = 8;
    private static final SqliteSettings SMALL = new SqliteSettings(
            Duration.ofSeconds(1), Duration.ofSeconds(1), CHECKPOINT_PAGES, SqliteSettings.PAGES_UNLIMITED);

    @TempDir
    private Path dir;

    private int cids;

    private SqlMessageStore open(SqliteSettings settings) throws IOException {
        return SqliteStore.open(dir, settings, InstantSource.system(), new ServerMetrics());
    }

    private CompletableFuture<List<Appended>> append(SqlMessageStore store, Draft draft) {
        return store.append(LOBBY, RoomSettings.of(LOBBY), List.of(draft)).toCompletableFuture();
    }

    private void write(SqlMessageStore store, int messages) {
        for (int i = 0; i < messages; i++) {
            // Far more than it takes, far less than to wait for the reader each time.
            assertThat(append(store, draft(ANA, "c" + cids++, "text " + i))
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .hasOnlyElementsOfType(Appended.Committed.class);
        }
    }

    /** As a backup: reads one moment, as long as it likes. */
    private Connection reader() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve(SqliteFile.NAME));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM events").next();
        }
        return connection;
    }

    /** How many pages of the log are in use. */
    private long logged() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve(SqliteFile.NAME));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            return row.getLong(2);
        }
    }

    @Test
    void nobodyWaitsForAnotherProgramThatReads() throws Exception {
        try (SqlMessageStore store = open(SMALL)) {
            write(store, 1);
            try (Connection reader = reader()) {
                CompletableFuture.runAsync(() -> write(store, 60)).get(60, TimeUnit.SECONDS);
                assertThat(reader.isClosed()).isFalse();
            }
            long longest = logged();
            assertThat(longest).isGreaterThan(SqliteCheckpoints.TOO_LONG * CHECKPOINT_PAGES);

            await().until(() -> {
                write(store, 1);
                return logged() < longest;
            });
        }
    }

    @Test
    void whatIsDeletedWhileAnotherProgramReadsIsGoneWhenItEnds() throws Exception {
        try (SqlMessageStore store = open(SqliteSettings.DEFAULT)) {
            append(store, draft(ANA, "s", "segredo")).get(20, TimeUnit.SECONDS);
            try (Connection reader = reader()) {
                append(store, delete(ANA, "d", 1)).get(20, TimeUnit.SECONDS);
                assertThat(store.wipe().get(20, TimeUnit.SECONDS)).isFalse();
                write(store, 3);
                assertThat(onDisk("segredo")).isTrue();
                assertThat(reader.isClosed()).isFalse();
            }
            await().until(() -> !onDisk("segredo"));
        }
    }

    /** A server that was stopped before it could wipe does it when it runs again. */
    @Test
    void whatWasDeletedIsGoneAfterTheNextStart() throws Exception {
        try (Connection reader = reader(open(SqliteSettings.DEFAULT), "segredo")) {
            try (SqlMessageStore store = open(SqliteSettings.DEFAULT)) {
                assertThat(append(store, draft(ANA, "c", "text")).get(20, TimeUnit.SECONDS))
                        .as("it writes while somebody reads")
                        .hasOnlyElementsOfType(Appended.Committed.class);
                assertThat(store.state()).isEqualTo(new WriteState.Writing());
                assertThat(onDisk("segredo")).isTrue();
                reader.close();
                await().until(() -> !onDisk("segredo"));
            }
        }
    }

    /** Somebody who began to read before a text was deleted, from a server that is stopped now. */
    private Connection reader(SqlMessageStore store, String text) throws Exception {
        try (store) {
            append(store, draft(ANA, "s", text)).get(20, TimeUnit.SECONDS);
            Connection reader = reader();
            append(store, delete(ANA, "d", 1)).get(20, TimeUnit.SECONDS);
            return reader;
        }
    }

    /** The disk may have forgotten what it says it has: only what was written anew to the database counts. */
    @Test
    void afterADiskThatFailedNothingIsWrittenUntilTheLogIsEmpty() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(dir, SqliteSettings.DEFAULT)) {
            SqliteStatements writer = (SqliteStatements) database.openWriter();
            writer.begin();
            writer.run("INSERT INTO meta (key, value) VALUES ('a', 'b')");
            writer.commit();
            try (Connection reader = reader()) {
                writer.begin();
                writer.run("INSERT INTO meta (key, value) VALUES ('c', 'd')");
                writer.commit();
                writer.close();
                SqliteStatements next = (SqliteStatements) database.openWriter();
                next.failedToSync();
                next.close();

                assertThatThrownBy(database::openWriter)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(database.dialect().classify(e))
                                        .isEqualTo(new Failure.Unwritable("another program reads the database")));
                assertThat(reader.isClosed()).isFalse();
            }
            database.openWriter().close();
        }
    }

    private boolean onDisk(String text) throws IOException {
        for (String name : List.of(SqliteFile.NAME, SqliteFile.NAME + "-wal")) {
            if (Files.readString(dir.resolve(name), StandardCharsets.ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }

    /** Tries to serve a directory: what another server does. */
    static final class OtherServer {
        private OtherServer() {}

        /** Says "opened", or why not. */
        public static void main(String[] arguments) throws Exception {
            try (SqlMessageStore store =
                    SqliteStore.open(Path.of(arguments[0]), InstantSource.system(), new ServerMetrics())) {
                System.out.println("opened " + store.epoch());
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private String otherServer() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherServer.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void attemptOfThisProcessToServeADirectoryTwiceLetsNoOtherIn() throws Exception {
        try (SqlMessageStore store = open(SqliteSettings.DEFAULT)) {
            write(store, 1);
            assertThatIOException().isThrownBy(() -> open(SqliteSettings.DEFAULT));

            assertThat(otherServer()).contains("not in use by another server");
        }
        assertThat(otherServer()).contains("opened");
    }
}
