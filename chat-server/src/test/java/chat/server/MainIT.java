package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The process as a whole: exit status, signals, what goes where. */
class MainIT {
    private static final String PAGE = "The page is at http://127\\.0\\.0\\.1:(\\d+)/";

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void signalStopsTheServerAndTheProcessEndsWell(String signal) throws Exception {
        try (ChildProcess child = start(Main.class, List.of())) {
            child.awaitLine(PAGE);
            child.signal(signal);

            assertThat(child.status()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM, TERM, 143", "INT, INT, 130", "TERM, INT, 130"})
    void secondSignalEndsTheProcessThereAndThen(String first, String second, int status) throws Exception {
        try (ChildProcess child = start(StandInMain.class, List.of("-Dstand-in=hang"))) {
            child.awaitLine(PAGE);
            child.signal(first);
            child.awaitLine("stopping within PT8S");
            child.signal(second);

            assertThat(child.status()).isEqualTo(status);
        }
    }

    @Test
    void stopThatHangsIsCutOff() throws Exception {
        try (ChildProcess child = start(StandInMain.class, List.of("-Dstand-in=hang"), "--drain-millis-max=0")) {
            child.awaitLine(PAGE);
            child.signal("TERM");

            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err()).last().asString().contains("ERROR Main not stopped in time");
        }
    }

    @Test
    void errorOnAThreadEndsTheProcess() throws Exception {
        try (ChildProcess child = start(StandInMain.class, List.of("-Dstand-in=error"))) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(String.join("\n", child.err()))
                    .contains("ERROR Main thread doomed died")
                    .contains("java.lang.OutOfMemoryError: for this test");
        }
    }

    @Test
    void exceptionOnAThreadIsLoggedAndNoMore() throws Exception {
        try (ChildProcess child = start(StandInMain.class, List.of("-Dstand-in=exception"))) {
            child.awaitLine(PAGE);
            child.signal("TERM");

            assertThat(child.status()).isZero();
            assertThat(String.join("\n", child.err())).contains("ERROR Main thread doomed died");
        }
    }

    @Test
    void portInUseIsOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChildProcess child = start(Main.class, List.of(), "--port=" + taken.getLocalPort())) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.out()).isEmpty();
            assertThat(child.err())
                    .singleElement()
                    .asString()
                    .startsWith("port: " + taken.getLocalPort()
                            + " on 127.0.0.1 (expected: a free port of this machine): ");
        }
    }

    @Test
    void hostOfAnotherMachineIsOneLine() throws Exception {
        try (ChildProcess child = ChildProcess.start(
                Main.class, List.of(), Map.of(), "--host=192.0.2.1", "--port=0", "--data-dir=" + temp.resolve("d"))) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err()).containsExactly("host: 192.0.2.1 (expected: an address of this machine)");
        }
    }

    @Test
    void epollWhereThereIsNoneIsOneLine() throws Exception {
        List<String> withoutNative = List.of("-Dio.netty.transport.noNative=true");
        try (ChildProcess child = start(Main.class, withoutNative, "--port=0", "--transport=epoll")) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err())
                    .containsExactly("transport: epoll (expected: auto or nio; epoll is not available here)");
        }
    }

    @Test
    void dataDirectoryThatCannotBeUsedIsOneLine() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        try (ChildProcess child = start(Main.class, List.of(), "--port=0", "--data-dir=" + file)) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.out()).isEmpty();
            assertThat(child.err())
                    .containsExactly(
                            "data-dir: " + file + " (expected: a directory to write to): a file is in the way");
        }
    }

    @Test
    void wrongConfigurationIsToldWholeAndNothingIsStarted() throws Exception {
        Map<String, String> variables = Map.of("CHAT_PORT", "x", "CHAT_DATA_DIR", temp + "/data");
        try (ChildProcess child = ChildProcess.start(Main.class, List.of(), variables, "--rooms-max=0", "--prot=1")) {
            assertThat(child.status()).isEqualTo(2);
            assertThat(child.out()).isEmpty();
            assertThat(child.err())
                    .containsExactlyInAnyOrder(
                            "CHAT_PORT: x (expected: 0 to 65535)",
                            "--rooms-max: 0 (expected: 1 to 1000000)",
                            "--prot: unknown (expected: a known setting; did you mean --port?)");
            assertThat(temp.resolve("data")).doesNotExist();
        }
    }

    @Test
    void helpIsPrintedToStandardOutput() throws Exception {
        try (ChildProcess child = ChildProcess.start(Main.class, List.of(), Map.of(), "--help")) {
            assertThat(child.status()).isZero();
            assertThat(child.out()).anyMatch(line -> line.contains("--port=<number>"));
            assertThat(child.err()).isEmpty();
        }
    }

    @Test
    void plainLogTellsOursFromInfoAndOthersFromWarning() throws Exception {
        List<String> lines = log("--log-format=plain");

        assertThat(lines)
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+ (INFO |WARN |ERROR) \\w+ [^\\p{Cc}]+"));
        assertThat(lines.stream().map(line -> line.split(" ", 2)[1]))
                .containsSubsequence(
                        "INFO  Something chat.server.Something at info",
                        "WARN  Something chat.server.Something at warn",
                        "ERROR Something chat.server.Something at error??[31mred \"quoted\"",
                        "INFO  access chat.access at info",
                        "WARN  Something io.netty.Something at warn")
                .doesNotContain("INFO  Something io.netty.Something at info")
                .noneMatch(line -> line.contains("at debug"));
    }

    @Test
    void logLevelMovesOursAndQuietensOthers() throws Exception {
        assertThat(log("--log-level=debug"))
                .anyMatch(line -> line.endsWith("DEBUG Something chat.server.Something at debug"))
                .noneMatch(line -> line.contains("io.netty.Something at info"));
        assertThat(log("--log-level=error")).hasSize(3).allMatch(line -> line.contains("ERROR"));
    }

    @Test
    void jsonLogIsOneObjectALine() throws Exception {
        assertThat(log("--log-format=json"))
                .allMatch(line -> line.startsWith("{\"timestamp\":") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"level\":\"ERROR\"")
                        && line.contains("\"loggerName\":\"chat.access\"")
                        && line.contains(
                                "\"formattedMessage\":\"chat.access at error\\n\\u001B[31mred \\\"quoted\\\"\""));
    }

    /** What a start and a stop log, with each logger saying a word at every level. */
    private List<String> log(String flag) throws Exception {
        try (ChildProcess child = start(StandInMain.class, List.of("-Dstand-in=log"), flag)) {
            child.awaitLine(PAGE);
            child.signal("TERM");
            assertThat(child.status()).isZero();
            assertThat(child.out()).containsExactly("stopping within PT8S");
            return child.err();
        }
    }

    private ChildProcess start(Class<?> main, List<String> jvmFlags, String... arguments) throws IOException {
        Map<String, String> variables =
                Map.of("CHAT_HOST", "127.0.0.1", "CHAT_PORT", "0", "CHAT_DATA_DIR", temp + "/data");
        return ChildProcess.start(main, jvmFlags, variables, arguments);
    }
}
