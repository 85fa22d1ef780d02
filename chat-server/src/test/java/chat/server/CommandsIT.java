package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.StoreChoice;
import chat.server.store.sql.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say to an operator: exit status, one clear line, help. */
class CommandsIT {
    private static final List<String> ALL =
            List.of("admin", "backup", "restore", "verify", "export", "import", "erase-user", "retention", "new-epoch");

    @TempDir
    private Path temp;

    private Console.Outcome run(String... arguments) {
        return Console.of(temp.resolve("data")).run(arguments);
    }

    private TestServer fill() {
        TestServer server = TestServer.start(config -> config.withDataDir(temp.resolve("data")));
        try (JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            ana.send("lobby", "a1", "primeira");
            ana.send("lobby", "a2", "segunda");
            ana.send("lobby", "a3", "terceira");
        }
        return server;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backup                                | TARGET: missing (expected: a path)",
                "backup a b                            | b: unknown (expected: no more than --help shows)",
                "verify --fast                         | --fast: unknown (expected: ",
                "export                                | --room: missing (expected: 1 to 64 letters, digits, - _ or .)",
                "export --room=a/b                     | --room: a/b (expected: 1 to 64 letters, digits, - _ or .)",
                "erase-user A!                         | ID: A! (expected: 1 to 32 characters of a-z 0-9)",
                "retention --room=a --days=0           | --days: 0 (expected: 1 to 36500)",
                "bakcup x                              | command: bakcup (expected: admin, backup, ",
                "help bakcup                           | command: bakcup (expected: admin, backup, "
            })
    void wrongCallIsOneLineAndStatusTwo(String line, String problem) {
        Console.Outcome outcome = run(line.strip().split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).singleElement().asString().startsWith(problem.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup x",
                "verify",
                "export --room=lobby",
                "erase-user u1",
                "retention --room=lobby --off",
                "new-epoch"
            })
    void withoutADatabaseNothingIsMadeAndThatIsTold(String line) {
        assertThat(run(line.split(" ")).failed())
                .isEqualTo("data-dir: " + temp.resolve("data/chat.db") + " (expected: a database)");
        assertThat(temp).isEmptyDirectory();
        assertThat(run((line + " --store=memory").split(" ")).failed()).startsWith("store: memory (expected: ");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void retentionTakesOneRule() {
        fill().close();
        assertThat(run("retention", "--room=lobby").failed()).startsWith("retention: 0 rules (expected: --days");
        assertThat(run("retention", "--room=lobby", "--off", "--days=3").failed())
                .startsWith("retention: 2 rules");
        assertThat(run("retention", "--room=lobby", "--days=3", "--events=9").well())
                .containsExactly("room lobby keeps events of the last 3 days, of these the newest 9 events");
        assertThat(run("retention", "--room=lobby", "--off").well()).containsExactly("room lobby keeps all events");
        assertThat(run("retention", "--room=lobby", "--default", "--retention-days=5")
                        .well())
                .containsExactly("room lobby keeps events of the last 5 days");
    }

    @Test
    void helpNamesTheCommandsAndWhatTheyTake() {
        for (String line : List.of("--help", "help")) {
            String help = String.join("\n", run(line).well());
            assertThat(help).contains("--port").contains("COMMAND --help");
            ALL.forEach(command -> assertThat(help).containsPattern("(?m)^  .*" + command + "\\b"));
        }
        for (String command : ALL) {
            List<String> help = run(command, "--help").well();
            assertThat(help.get(0)).startsWith("Usage: java -jar chat-server.jar " + command);
            assertThat(run("help", command).well()).isEqualTo(help);
            assertThat(String.join("\n", help)).contains("--data-dir").doesNotContain("--port");
        }
    }

    @Test
    void whatIsWrongInADatabaseIsFoundWhileTheServerRunsOrNot() throws Exception {
        try (TestServer server = fill()) {
            assertThat(run("verify").well()).containsExactly("all is well");
            assertThat(run("export", "--room=lobby").well()).hasSize(5);
        }
        tamper("DELETE FROM events WHERE seq = 2");
        Console.Outcome gap = run("verify");
        assertThat(gap.failed()).matches("verify: \\d+ things are wrong \\(expected: none\\)");
        assertThat(gap.out()).contains("room lobby: event 2 is missing");
        assertThat(run("export", "--room=lobby").failed())
                .startsWith("room: lobby has no event 2 (expected: all of them;");
    }

    @Test
    void indexThatIsNotThatOfTheMessagesIsFound() throws Exception {
        fill().close();
        tamper("UPDATE events SET text = 'quarta' WHERE seq = 3");

        Console.Outcome outcome = run("verify");
        assertThat(outcome.failed()).isEqualTo("verify: 1 things are wrong (expected: none)");
        assertThat(outcome.out()).containsExactly("room lobby: event 3 is found by other words than it has");
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("data/chat.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void newEpochIsOneAndOnlyWithoutAServer() {
        String before;
        try (TestServer server = fill()) {
            before = epoch(server);
            assertThat(run("new-epoch").failed()).contains("(expected: not in use by another server)");
        }
        run("new-epoch").well();
        try (TestServer server = fill()) {
            assertThat(epoch(server)).isNotEqualTo(before);
        }
    }

    private static String epoch(TestServer server) {
        try (JsonClient guest = JsonClient.connect(server.ws())) {
            return guest.hello("Guest").get("epoch").asString();
        }
    }

    @Test
    void commandsWorkOnPostgresToo() throws Exception {
        StoreChoice.Postgres place = TestPostgres.shared().database();
        Path dataDir = temp.resolve("data");
        Console console = Console.with(
                List.of(
                        "--store=postgres",
                        "--data-dir=" + dataDir,
                        "--postgres-url=" + place.url(),
                        "--postgres-user=" + place.user()),
                Map.of("CHAT_POSTGRES_PASSWORD", place.password().orElseThrow().value()));
        Path file = temp.resolve("lobby.jsonl");
        assertThat(console.run("verify").failed()).startsWith("postgres-url: schema chat is not there");
        String id;
        String epoch;
        try (TestServer server =
                        TestServer.start(config -> config.withStore(place).withDataDir(dataDir));
                JsonClient ana = JsonClient.connect(server.ws())) {
            id = ana.hello("Ana").at("/user/id").asString();
            epoch = epoch(server);
            ana.join("lobby");
            ana.send("lobby", "a1", "primeira");
            console.run("export", "--room=lobby", file.toString()).well();
            assertThat(run("erase-user", id).failed())
                    .as("meant for another store")
                    .startsWith("store: sqlite (expected: jdbc:postgresql:");
            console.run("erase-user", id).well();
            assertThat(Files.readString(file)).contains("primeira", "Ana");
            assertThat(String.join("", console.run("export", "--room=lobby").well()))
                    .doesNotContain("primeira", "Ana");
            assertThat(console.run("verify").well()).containsExactly("all is well");
            assertThat(console.run("new-epoch").failed()).contains("is in use by another server");
        }
        console.run("import", "--room=jazz", file.toString()).well();
        assertThat(String.join("", console.run("export", "--room=jazz").well())).contains("primeira", "Ana");
        assertThat(console.run("backup", "x").failed())
                .startsWith("store: postgres (expected: sqlite;")
                .contains("pg_dump");
        assertThat(console.run("restore", "x").failed()).contains("pg_restore and then the command new-epoch");
        console.run("new-epoch").well();
        try (TestServer server =
                TestServer.start(config -> config.withStore(place).withDataDir(dataDir))) {
            assertThat(epoch(server)).isNotEqualTo(epoch);
        }
    }
}
