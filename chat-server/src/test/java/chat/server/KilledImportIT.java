package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies in the middle of an import has none of it afterwards. */
class KilledImportIT {
    private static final int EVENTS = 20_000;
    private static final int SOME_OF_THEM_BYTES = 400_000;

    @TempDir
    private Path temp;

    @Test
    void nothingIsLeftOfAnImportThatWasKilled() throws Exception {
        Path file = longExport();
        Path dataDir = temp.resolve("data");
        Console console = Console.of(dataDir);
        try (ChildProcess server = ChildProcess.start(
                Main.class, List.of(), Map.of(), "--port=0", "--host=127.0.0.1", "--data-dir=" + dataDir)) {
            server.awaitLine("The page is at .*");
            CompletableFuture<Console.Outcome> importing =
                    CompletableFuture.supplyAsync(() -> console.run("import", file.toString()));
            Path log = dataDir.resolve("chat.db-wal");
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(log) > SOME_OF_THEM_BYTES);
            server.close();
            server.status();
            assertThat(importing.join().status())
                    .as("it was in the middle of it")
                    .isEqualTo(1);
        }
        assertThat(count(dataDir, "SELECT count(*) FROM events"))
                .as("left behind")
                .isPositive();

        try (TestServer server = TestServer.start(config -> config.withDataDir(dataDir));
                JsonClient guest = JsonClient.connect(server.ws())) {
            guest.hello("Guest");
            guest.say("{'type':'rooms'}");
            assertThat(guest.next("rooms").get("rooms").toString()).doesNotContain("samba", "import");
            await().atMost(Duration.ofSeconds(60)).until(() -> count(dataDir, "SELECT count(*) FROM rooms") == 0);
            assertThat(count(dataDir, "SELECT count(*) FROM events")).isZero();
            assertThat(console.run("verify").well()).containsExactly("all is well");
        }
        console.run("import", file.toString()).well();
        assertThat(count(dataDir, "SELECT count(*) FROM events")).isEqualTo(EVENTS);
    }

    private Path longExport() throws IOException {
        Path other = temp.resolve("other");
        try (TestServer server = TestServer.start(config -> config.withDataDir(other));
                JsonClient ana = JsonClient.in(server.ws(), "samba", "Ana")) {
            ana.send("samba", "c1", "texto");
        }
        List<String> one = Console.of(other).run("export", "--room=samba").well();
        List<String> lines = new ArrayList<>(List.of(one.get(0)));
        for (int i = 1; i <= EVENTS; i++) {
            lines.add(one.get(1).replace("\"seq\":1,", "\"seq\":" + i + ",").replace("\"c1\"", "\"c" + i + "\""));
        }
        lines.add(one.get(2).replace("\"last\":1", "\"last\":" + EVENTS));
        return Files.write(temp.resolve("samba.jsonl"), lines);
    }

    private static long count(Path dataDir, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dataDir.resolve("chat.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }
}
