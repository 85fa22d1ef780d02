package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/chat-server} as it is installed beside the jar, in a folder with spaces, called through a link. */
class StartScriptIT {
    private static final String PAGE = "The page is at http://127\\.0\\.0\\.1:(\\d+)/";
    private static final Path CALLED = Path.of("bin", "chat");

    @TempDir
    private static Path home;

    @TempDir
    private Path temp;

    private static Path cache;

    /** Two first starts at once, of which each keeps the classes. */
    @BeforeAll
    static void install() throws Exception {
        Path place = Files.createDirectories(home.resolve("the chat/lib"));
        Files.copy(Path.of("..", "bin", "chat-server"), place.resolve("chat-server"));
        Files.createSymbolicLink(
                place.resolve("chat-server.jar"),
                Path.of("target", "chat-server.jar").toAbsolutePath());
        Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(home.resolve(CALLED), Path.of("..", "the chat", "lib", "chat-server"));
        cache = home.resolve("my cache");
        try (ChildProcess one = start(cache, home.resolve("one"), Map.of());
                ChildProcess other = start(cache, home.resolve("other"), Map.of())) {
            one.awaitLine(PAGE);
            other.awaitLine(PAGE);
            assertThat(end(one)).first().asString().contains("keeps the classes of a start in " + cache);
            end(other);
        }
    }

    private static ChildProcess start(Path cache, Path data, Map<String, String> variables, String... arguments)
            throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "CACHE_DIRECTORY", cache.toString(),
                "CHAT_HOST", "127.0.0.1",
                "CHAT_PORT", "0",
                "CHAT_DATA_DIR", data.toString()));
        all.putAll(variables);
        List<String> command = Stream.concat(Stream.of(home.resolve(CALLED).toString()), Stream.of(arguments))
                .toList();
        return ChildProcess.start(command, all);
    }

    /** Ends it as a service manager does; what it said on standard error. */
    private static List<String> end(ChildProcess server) throws Exception {
        server.signal("TERM");
        assertThat(server.status()).isZero();
        return server.err();
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            List<Path> all = files.toList();
            assertThat(all).as("what two starts kept").hasSize(1);
            return all.get(0);
        }
    }

    /** Starts with this cache and stops; whether the server's main class came out of an archive. */
    private boolean usesArchive(Path cache) throws Exception {
        Path loaded = temp.resolve("loaded");
        Map<String, String> variables = Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
        try (ChildProcess server = start(cache, temp.resolve("data"), variables)) {
            server.awaitLine(PAGE);
            assertThat(end(server)).allMatch(line -> line.contains(" INFO  Main "), "a line of the server's log");
            assertThat(server.out()).isEmpty();
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            List<String> main = lines.filter(line -> line.contains(" chat.server.Main source: "))
                    .toList();
            assertThat(main).as("chat.server.Main among what was loaded").hasSize(1);
            return main.get(0).contains("source: shared objects file");
        }
    }

    @Test
    void nextStartUsesWhatTheFirstOneKept() throws Exception {
        assertThat(archive()).isNotEmptyFile();
        assertThat(usesArchive(cache)).isTrue();
    }

    @Test
    void archiveThatIsDamagedOrCutOffStopsNoStart() throws Exception {
        Path damaged = Files.createDirectories(temp.resolve("damaged"));
        Path copy = Files.copy(archive(), damaged.resolve(archive().getFileName()));
        assertThat(copy.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            for (long place = file.length() / 10; place < file.length() - 8; place += file.length() / 10) {
                file.seek(place);
                file.writeLong(0x5a5a5a5a5a5a5a5aL);
            }
            assertThat(usesArchive(damaged)).as("damaged, used").isFalse();
            file.setLength(file.length() / 2);
        }
        assertThat(usesArchive(damaged)).as("cut off, used").isFalse();
    }

    @Test
    void withoutAFolderToWriteToItStartsAsEver() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));

        assertThat(usesArchive(file)).isFalse();
        assertThat(usesArchive(file.resolve("below"))).isFalse();
    }

    @Test
    void commandsAndQuestionsKeepNothing() throws Exception {
        Path empty = temp.resolve("empty");
        for (String[] arguments : new String[][] {{"--version"}, {"verify", "--data-dir", temp + "/none"}}) {
            try (ChildProcess process = start(empty, temp.resolve("data"), Map.of(), arguments)) {
                assertThat(process.status()).isEqualTo(arguments.length == 1 ? 0 : 1);
                assertThat(process.err()).hasSize(arguments.length == 1 ? 0 : 1);
            }
        }
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void olderJavaIsRefusedInOneLine() throws Exception {
        Path old = Files.createDirectories(temp.resolve("old java/bin"));
        assertThat(Files.createFile(old.resolve("java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(temp.resolve("old java/release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.27\"\n");

        try (ChildProcess process =
                start(temp.resolve("cache"), temp.resolve("data"), Map.of("JAVA_HOME", temp + "/old java"))) {
            assertThat(process.status()).isEqualTo(1);
            assertThat(process.err())
                    .containsExactly("chat-server: java: " + temp
                            + "/old java/bin/java is version 11 (expected: 17 or newer; JAVA_HOME chooses it)");
        }
    }
}
