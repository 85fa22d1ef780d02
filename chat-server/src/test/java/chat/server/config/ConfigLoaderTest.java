package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.config.ServerConfig.LogFormat;
import chat.server.config.ServerConfig.PlainStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir
    private Path temp;

    @Test
    void withoutAnySourceEverythingIsAsTheReadmeSays() {
        ServerConfig config = start(NO_VARIABLES);

        assertThat(config).isEqualTo(ServerConfig.defaults());
        assertThat(config.listen().port()).isEqualTo(8765);
        assertThat(config.listen().host()).isEqualTo("0.0.0.0");
        assertThat(config.listen().connectionsPerAddressMax()).isEqualTo(1_000);
        assertThat(config.dataDir()).isEqualTo(Path.of("./chat-data"));
        assertThat(config.http().allowOrigins()).isEmpty();
        assertThat(config.sessions().rateLimit()).isTrue();
    }

    @Test
    void environmentWinsOverTheFileAndFlagsOverBoth() throws IOException {
        Path file = toml("port = 1", "event-loops = 1", "rooms-max = 1");
        Map<String, String> variables =
                Map.of("CHAT_CONFIG", file.toString(), "CHAT_PORT", "2", "CHAT_EVENT_LOOPS", "2");

        ServerConfig config = start(variables, "--port", "3");

        assertThat(config.rooms().roomsMax()).isEqualTo(1);
        assertThat(config.listen().eventLoops()).isEqualTo(2);
        assertThat(config.listen().port()).isEqualTo(3);
        assertThat(config.listen().drainMillisMax()).isEqualTo(8_000);
    }

    @Test
    void fileNamedByTheFlagIsTheOneThatCounts() throws IOException {
        Path file = toml("port = 1");

        ServerConfig config = start(Map.of("CHAT_CONFIG", "/absent.toml"), "--config=" + file);

        assertThat(config.listen().port()).isEqualTo(1);
    }

    @Test
    void problemsOfAllSourcesAreToldAtOnce() throws IOException {
        Path file = toml("port = 70000", "log-level = \"loud\"", "ports = 1");
        Map<String, String> variables = Map.of(
                "CHAT_CONFIG", file.toString(),
                "CHAT_PORT", "http",
                "CHAT_ROOM_MAX", "5",
                "HOME", "/root",
                "CHATTY", "no");

        List<String> problems =
                refused(variables, "--port=99999", "--transport", "uring", "--prot", "1", "--heartbeat-millis=60000");

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "--port: 99999 (expected: 0 to 65535)",
                        "--transport: uring (expected: auto, epoll or nio)",
                        "--prot: unknown (expected: a known setting; did you mean --port?)",
                        "CHAT_PORT: http (expected: 0 to 65535)",
                        "CHAT_ROOM_MAX: unknown (expected: a known setting; did you mean CHAT_ROOMS_MAX?)",
                        file + ": port: 70000 (expected: 0 to 65535)",
                        file + ": log-level: loud (expected: error, warn, info or debug)",
                        file + ": ports: unknown (expected: a known setting; did you mean port?)",
                        "--heartbeat-millis: 60000 (expected: less than dead-after-millis, which is 35000)");
    }

    @Test
    void wrongValueIsToldEvenWhenAStrongerSourceIsRight() {
        assertThat(refused(Map.of("CHAT_PORT", "x"), "--port=1"))
                .containsExactly("CHAT_PORT: x (expected: 0 to 65535)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --dead-after-millis=25000              | --dead-after-millis: 25000 (expected: more than heartbeat-millis, which is 25000)
            --heartbeat-millis=35000               | --heartbeat-millis: 35000 (expected: less than dead-after-millis, which is 35000)
            --unwritten-event-bytes-max=1048577    | --unwritten-event-bytes-max: 1048577 (expected: at most unwritten-bytes-max, which is 1048576)
            --memory-total-bytes-max=16777215      | --memory-total-bytes-max: 16777215 (expected: at least memory-room-bytes-max, which is 16777216)
            """)
    void valuesThatDoNotGoTogetherAreRefused(String flag, String problem) {
        assertThat(refused(NO_VARIABLES, flag)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--dead-after-millis=25001",
                "--heartbeat-millis=34999",
                "--unwritten-event-bytes-max=1048576",
                "--memory-total-bytes-max=16777216"
            })
    void valuesThatJustGoTogetherAreTaken(String flag) {
        assertThat(start(NO_VARIABLES, flag)).isNotEqualTo(ServerConfig.defaults());
    }

    @Test
    void wrongValueIsNotComparedWithOthers() {
        assertThat(refused(NO_VARIABLES, "--heartbeat-millis=60000", "--dead-after-millis=x"))
                .containsExactly("--dead-after-millis: x (expected: 2000 to 600000)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "", " 1", "1.0", "0x10", "1_000", "٣", "99999999999999999999", "8765\n"})
    void whatIsNoPortIsRefused(String text) {
        assertThat(refused(NO_VARIABLES, "--port=" + text)).hasSize(1);
        assertThat(refused(Map.of("CHAT_PORT", text))).hasSize(1);
    }

    @Test
    void boundsBelongToTheRange() {
        assertThat(start(NO_VARIABLES, "--port=0").listen().port()).isZero();
        assertThat(start(NO_VARIABLES, "--port", "65535").listen().port()).isEqualTo(65_535);
    }

    @Test
    void flagWithoutItsValueIsAProblemAndSwallowsNoOther() {
        assertThat(refused(NO_VARIABLES, "--host", "--port", "x"))
                .containsExactlyInAnyOrder(
                        "--host: no value (expected: a host name or an address)", "--port: x (expected: 0 to 65535)");
        assertThat(refused(NO_VARIABLES, "--port")).containsExactly("--port: no value (expected: 0 to 65535)");
    }

    @Test
    void flagGivenTwiceIsRefused() {
        assertThat(refused(NO_VARIABLES, "--port=1", "--port=2"))
                .containsExactly("--port: 1, 2 (expected: one value: 0 to 65535)");
    }

    @Test
    void wordsThatAreNoFlagsAreRefused() throws IOException {
        String atFile = "@" + Files.writeString(temp.resolve("flags"), "--port=1");

        assertThat(refused(NO_VARIABLES, "8765", atFile, "--", "-p", "1"))
                .containsExactly(
                        "8765: unknown (expected: flags only; --help lists them)",
                        atFile + ": unknown (expected: flags only; --help lists them)",
                        "--: unknown (expected: a known setting; --help lists them)",
                        "-p: unknown (expected: a known setting; --help lists them)");
    }

    @Test
    void truthNeedsNoValueAsAFlag() {
        assertThat(start(NO_VARIABLES, "--no-rate-limit").sessions().rateLimit())
                .isFalse();
        assertThat(start(Map.of("CHAT_NO_RATE_LIMIT", "true"), "--no-rate-limit=false")
                        .sessions()
                        .rateLimit())
                .isTrue();
        assertThat(start(NO_VARIABLES, "--compression", "false").webSocket().compression())
                .isFalse();
    }

    @Test
    void withoutRateLimitThereIsNoLimitPerAddressEither() {
        assertThat(start(NO_VARIABLES, "--no-rate-limit", "--connections-per-address-max=5")
                        .listen()
                        .connectionsPerAddressMax())
                .isZero();
    }

    @Test
    void originsComeFromSeveralFlagsOrOneVariableOrAnArray() throws IOException {
        List<String> expected = List.of("null", "https://a.example");
        Path file = toml("allow-origin = [\"file://\", \"https://a.example\"]");

        assertThat(origins(NO_VARIABLES, "--allow-origin=null", "--allow-origin", "https://a.example"))
                .isEqualTo(expected);
        assertThat(origins(Map.of("CHAT_ALLOW_ORIGIN", "file://, https://A.example:443,null")))
                .isEqualTo(expected);
        assertThat(origins(NO_VARIABLES, "--config=" + file)).isEqualTo(expected);
        assertThat(origins(Map.of("CHAT_ALLOW_ORIGIN", ""))).isEmpty();
    }

    @Test
    void eachWrongOriginIsTold() {
        assertThat(refused(NO_VARIABLES, "--allow-origin=*", "--allow-origin=https://a/x,null,b"))
                .containsExactly(
                        "--allow-origin: * (expected: each origin by name: * would let any site that somebody visits chat"
                                + " in their name)",
                        "--allow-origin: https://a/x (expected: scheme://host or scheme://host:port, without a path)",
                        "--allow-origin: b (expected: such as https://chat.example; null or file:// for pages opened"
                                + " from disk)");
    }

    @Test
    void valueThatWouldDriveATerminalIsShownWithoutItsControls() {
        assertThat(refused(Map.of("CHAT_PORT", "1\u001b[31m\n\u009b2" + "x".repeat(1_000))))
                .containsExactly("CHAT_PORT: 1?[31m??2" + "x".repeat(191) + "… (expected: 0 to 65535)");
    }

    @Test
    void fileThatCannotBeReadIsAProblem() throws IOException {
        Path absent = temp.resolve("absent.toml");
        Path latin1 = Files.write(temp.resolve("latin1.toml"), new byte[] {'#', (byte) 0xe9});
        Path huge = Files.write(temp.resolve("huge.toml"), new byte[1_048_577]);

        assertThat(refused(NO_VARIABLES, "--config=" + absent))
                .containsExactly("--config: " + absent + " (expected: a file that exists)");
        assertThat(refused(Map.of("CHAT_CONFIG", temp.toString())))
                .containsExactly("CHAT_CONFIG: " + temp + " (expected: a file that can be read)");
        assertThat(refused(NO_VARIABLES, "--config=" + latin1))
                .containsExactly("--config: " + latin1 + " (expected: a file in UTF-8)");
        assertThat(refused(NO_VARIABLES, "--config=" + huge))
                .containsExactly("--config: " + huge + " (expected: a file of at most 1048576 bytes)");
        assertThat(refused(Map.of("CHAT_CONFIG", ""))).containsExactly("CHAT_CONFIG: \"\" (expected: a TOML file)");
    }

    @Test
    void brokenFileIsToldWithItsLineBesideOtherProblems() throws IOException {
        Path file = toml("port = 1", "host = ");

        assertThat(refused(NO_VARIABLES, "--config=" + file, "--port=x"))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith(file + ":2: ") && problem.endsWith("(expected: valid TOML)"))
                .contains("--port: x (expected: 0 to 65535)");
    }

    @Test
    void fileSaysEachThingInItsOwnType() throws IOException {
        Path file = toml(
                "port = \"8765\"",
                "rooms-max = 1.5",
                "compression = \"true\"",
                "host = 5",
                "plain-style = [\"relay\"]",
                "allow-origin = \"null\"",
                "config = \"other.toml\"",
                "[log]",
                "level = \"info\"");

        assertThat(refused(NO_VARIABLES, "--config=" + file))
                .containsExactly(
                        file + ": port: \"8765\" (expected: 0 to 65535; written as a number without quotes)",
                        file + ": rooms-max: 1.5 (expected: 1 to 1000000; written as a number without quotes)",
                        file + ": compression: \"true\" (expected: true or false; written as true or false without"
                                + " quotes)",
                        file + ": host: 5 (expected: a host name or an address; written as one text in quotes)",
                        file
                                + ": plain-style: [\"relay\"] (expected: relay or announce; written as one text in quotes)",
                        file + ": allow-origin: \"null\" (expected: such as https://chat.example; null or file:// for"
                                + " pages opened from disk; written as an array of texts)",
                        file + ": config: unknown (expected: a known setting; --help lists them)",
                        file + ": log: unknown (expected: a known setting; --help lists them)");
    }

    @Test
    void wordsAreTakenInLowerCaseOnly() {
        ServerConfig config = start(NO_VARIABLES, "--log-format=json", "--transport=nio", "--plain-style=announce");

        assertThat(config.logging().format()).isEqualTo(LogFormat.JSON);
        assertThat(config.listen().transport()).isEqualTo(NetworkTransport.NIO);
        assertThat(config.sessions().plainStyle()).isEqualTo(PlainStyle.ANNOUNCE);
        assertThat(refused(NO_VARIABLES, "--log-format=JSON"))
                .containsExactly("--log-format: JSON (expected: plain or json)");
    }

    @Test
    void helpTellsOfEverySettingAndWinsOverProblems() {
        String help = printed("--port=x", "--help", "--wrong");

        for (Setting<?> setting : Settings.all()) {
            assertThat(help).contains(setting.flag() + (setting.rule().kind() == Rule.Kind.TRUTH ? "[=" : "="));
            assertThat(help.replaceAll("\\s+", " "))
                    .contains(setting.description() + " (" + setting.rule().expected() + "; default: "
                            + setting.defaultText() + ")");
        }
        for (Setting.Topic topic : Setting.Topic.values()) {
            assertThat(help).contains("\n\n" + topic.title() + "\n");
        }
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
        assertThat(printed("-h")).isEqualTo(help);
    }

    @Test
    void versionIsOneLine() {
        assertThat(printed("--version")).matches("chat-server \\S+\n");
        assertThat(printed("-V")).isEqualTo(printed("--version"));
    }

    private Path toml(String... lines) throws IOException {
        return Files.write(temp.resolve("chat.toml"), List.of(lines));
    }

    private static List<String> origins(Map<String, String> variables, String... flags) {
        return start(variables, flags).http().allowOrigins();
    }

    private static ServerConfig start(Map<String, String> variables, String... flags) {
        Parsed parsed = ConfigLoader.parse(List.of(), flags, variables);
        assertThat(parsed).isInstanceOf(Parsed.Start.class);
        return ((Parsed.Start) parsed).config();
    }

    private static List<String> refused(Map<String, String> variables, String... flags) {
        Parsed parsed = ConfigLoader.parse(List.of(), flags, variables);
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        return ((Parsed.Refused) parsed)
                .problems().stream().map(Problem::toString).toList();
    }

    private static String printed(String... flags) {
        Parsed parsed = ConfigLoader.parse(List.of(), flags, NO_VARIABLES);
        assertThat(parsed).isInstanceOf(Parsed.Print.class);
        return ((Parsed.Print) parsed).text();
    }
}
