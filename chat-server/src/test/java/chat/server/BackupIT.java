package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Copies everything while the server works, and starts another one from the copy. */
class BackupIT {
    private static final int TALKERS = 4;

    @TempDir
    private Path temp;

    private Path dataDir;
    private Path backup;

    @BeforeEach
    void places() {
        dataDir = temp.resolve("data");
        backup = temp.resolve("all.backup");
    }

    @Test
    void whatWasAcknowledgedBeforeABackupUnderLoadIsThereAfterARestore() throws Exception {
        List<AtomicInteger> acknowledged =
                Stream.generate(AtomicInteger::new).limit(TALKERS).toList();
        List<String> before;
        JsonNode welcome;
        try (TestServer server = start(dataDir);
                JsonClient ana = JsonClient.connect(server.ws())) {
            welcome = ana.hello("Ana");
            AtomicBoolean enough = new AtomicBoolean();
            List<CompletableFuture<Void>> talkers = IntStream.range(0, TALKERS)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> talk(server, n, acknowledged.get(n), enough)))
                    .toList();
            Awaitility.await().until(() -> acknowledged.stream().allMatch(count -> count.get() > 50));
            before = said(acknowledged);
            Console.of(dataDir).run("backup", backup.toString()).well();
            enough.set(true);
            talkers.forEach(CompletableFuture::join);
            assertThat(said(acknowledged)).as("talked on meanwhile").hasSizeGreaterThan(before.size());
        }

        Path restored = temp.resolve("restored");
        Console.of(restored).run("restore", backup.toString()).well();
        assertThat(Console.of(restored).run("verify").well()).containsExactly("all is well");
        assertThat(permissions(restored)).isEqualTo("rwx------");
        assertThat(permissions(restored.resolve("chat.db"))).isEqualTo("rw-------");
        assertThat(permissions(restored.resolve("token.key"))).isEqualTo("rw-------");
        try (TestServer server = start(restored);
                JsonClient ana = JsonClient.connect(server.ws())) {
            ana.say("{'type':'hello','token':'" + welcome.get("token").asString() + "'}");
            JsonNode again = ana.next("welcome");
            assertThat(again.at("/user/id")).isEqualTo(welcome.at("/user/id"));
            assertThat(again.get("epoch")).isNotEqualTo(welcome.get("epoch"));
            ana.say("{'type':'join','room':'lobby','after':3,'epoch':"
                    + welcome.get("epoch").toString().replace('"', '\'') + "}");
            assertThat(ana.next("reset").get("epoch")).isEqualTo(again.get("epoch"));
            assertThat(texts(ana)).containsAll(before).doesNotHaveDuplicates();
        }
    }

    private static void talk(TestServer server, int number, AtomicInteger acknowledged, AtomicBoolean enough) {
        try (JsonClient talker = JsonClient.in(server.ws(), "lobby", "Talker " + number)) {
            while (!enough.get()) {
                int next = acknowledged.get() + 1;
                talker.send("lobby", "c" + next, "said " + number + " " + next);
                acknowledged.set(next);
            }
        }
    }

    private static List<String> said(List<AtomicInteger> acknowledged) {
        List<String> said = new ArrayList<>();
        for (int n = 0; n < acknowledged.size(); n++) {
            for (int i = 1; i <= acknowledged.get(n).get(); i++) {
                said.add("said " + n + " " + i);
            }
        }
        return said;
    }

    /** Of the whole log of the lobby. */
    private static List<String> texts(JsonClient client) {
        List<String> texts = new ArrayList<>();
        long after = 0;
        boolean more = true;
        while (more) {
            client.say("{'type':'history','room':'lobby','after':" + after + ",'limit':300}");
            JsonNode page = client.next("history");
            for (JsonNode event : page.get("events")) {
                after = event.get("seq").asLong();
                texts.add(event.get("text").asString());
            }
            more = page.get("more").asBoolean();
        }
        return texts;
    }

    @Test
    void backupIsOneFileOfItsOwnerThatReplacesNothing() throws Exception {
        fill("um");
        Console console = Console.of(dataDir);
        Path folder = Files.createDirectory(temp.resolve("backups"));
        assertThat(console.run("backup", folder.toString()).well())
                .singleElement()
                .asString()
                .startsWith("backup " + folder.resolve("chat-"));
        assertThat(names(folder)).singleElement().asString().matches("chat-\\d{8}T\\d{6}Z\\.backup");
        assertThat(permissions(folder.resolve(names(folder).get(0)))).isEqualTo("rw-------");

        Files.writeString(backup, "precious");
        assertThat(console.run("backup", backup.toString()).failed())
                .isEqualTo("backup: " + backup + " is there (expected: a name that is not taken)");
        assertThat(backup).hasContent("precious");
        assertThat(names(temp)).doesNotContain("all.backup.part");
        assertThat(console.run("verify", folder.resolve(names(folder).get(0)).toString())
                        .well())
                .containsExactly("all is well");
    }

    @Test
    void restoreLeavesWhatIsThereAloneOrMovesItAside() throws Exception {
        fill("um");
        Console console = Console.of(dataDir);
        console.run("backup", backup.toString()).well();
        fill("dois");

        assertThat(console.run("restore", backup.toString()).failed())
                .startsWith("data-dir: " + dataDir.resolve("chat.db") + " is there (expected: an empty directory;");
        assertThat(texts()).containsExactly("um", "dois");
        try (TestServer server = start(dataDir)) {
            assertThat(console.run("restore", backup.toString(), "--replace").failed())
                    .isEqualTo("data-dir: " + dataDir + " (expected: not in use by another server)");
        }
        console.run("restore", backup.toString(), "--replace").well();
        assertThat(texts()).containsExactly("um");
        Path replaced = dataDir.resolve(names(dataDir).stream()
                .filter(name -> name.startsWith("replaced-"))
                .findAny()
                .orElseThrow());
        assertThat(names(replaced)).contains("chat.db", "token.key");
    }

    @Test
    void whatIsNoBackupOrDamagedIsNotRestored() throws Exception {
        fill("um");
        Console console = Console.of(dataDir);
        console.run("backup", backup.toString()).well();
        Path empty = temp.resolve("new");
        byte[] bytes = Files.readAllBytes(backup);
        for (int i = 3 * 8192; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] ^ 0x55);
        }
        Path damaged = Files.write(temp.resolve("damaged"), bytes);
        for (Path bad : List.of(damaged, Files.writeString(temp.resolve("text"), "olá"), temp.resolve("nowhere"))) {
            assertThat(Console.of(empty).run("restore", bad.toString()).failed())
                    .contains(bad.toString());
            if (Files.exists(empty)) {
                assertThat(names(empty)).isSubsetOf("chat.lock");
            }
        }
        Console.of(empty).run("restore", backup.toString()).well();
    }

    private TestServer start(Path directory) {
        return TestServer.start(
                config -> config.withDataDir(directory).withSessions(sessions -> sessions.withRateLimit(false)));
    }

    private void fill(String text) {
        try (TestServer server = start(dataDir);
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Ana")) {
            ana.send("lobby", "c" + text, text);
        }
    }

    private List<String> texts() {
        try (TestServer server = start(dataDir);
                JsonClient ana = JsonClient.in(server.ws(), "lobby", "Bia")) {
            return texts(ana);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
