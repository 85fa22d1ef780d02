package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import chat.server.Main.Launcher;
import chat.server.Main.Running;
import chat.server.config.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class MainTest {
    private static final InetSocketAddress ANY = new InetSocketAddress("0.0.0.0", 4321);

    private final List<ServerConfig> launched = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final Logger logger = (Logger) LoggerFactory.getLogger(Main.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    void startsWhatWasConfiguredTellsWhereThePageIsAndStopsWhenTold() {
        int status = run(this::launch, Map.of("CHAT_DRAIN_MILLIS_MAX", "1234"), "--data-dir=there");

        assertThat(status).isZero();
        assertThat(launched)
                .singleElement()
                .satisfies(config -> assertThat(config.dataDir()).isEqualTo(Path.of("there")));
        assertThat(out.toString(UTF_8)).isEqualTo("The page is at http://localhost:4321/\n");
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(happened).containsExactly("launched", "told to stop", "stopped within PT1.234S");
    }

    @Test
    void wrongConfigurationStartsNothingAndIsToldOnStandardErrorAlone() {
        int status = run(this::launch, Map.of("CHAT_HOST", "a b"), "--port=x", "--heartbeat-millis=600000");

        assertThat(status).isEqualTo(2);
        assertThat(launched).isEmpty();
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(err.toString(UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "--port: x (expected: 0 to 65535)",
                        "--heartbeat-millis: 600000 (expected: 1000 to 300000)",
                        "CHAT_HOST: a b (expected: a host name or an address)");
    }

    @Test
    void helpAndVersionGoToStandardOutputAndStartNothing() {
        assertThat(run(this::launch, Map.of(), "--help")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("Usage: ");
        out.reset();
        assertThat(run(this::launch, Map.of(), "--version")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("chat-server ").hasLineCount(1);
        assertThat(err.toString(UTF_8)).isEmpty();
        assertThat(launched).isEmpty();
    }

    @Test
    void portThatCannotBeHadIsOneLine() {
        int status = run(
                config -> {
                    throw new BindException("Address already in use");
                },
                Map.of());

        assertFailedWith(
                status, "port: 8765 on 0.0.0.0 (expected: a free port of this machine): Address already in use");
    }

    @Test
    void hostThatNobodyKnowsIsOneLine() {
        int status = run(
                config -> {
                    throw new UnknownHostException("nowhere.invalid");
                },
                Map.of(),
                "--host=nowhere.invalid");

        assertFailedWith(status, "host: nowhere.invalid (expected: an address of this machine)");
    }

    @Test
    void dataDirectoryThatCannotBeUsedIsOneLineWhateverTheMessage() {
        int status = run(
                config -> {
                    throw new IOException("data-dir: there (expected: a directory to write to):\nNo space left");
                },
                Map.of());

        assertFailedWith(status, "data-dir: there (expected: a directory to write to): No space left");
    }

    @Test
    void mistakeInTheServerIsAFailureToo() {
        int status = run(
                config -> {
                    throw new IllegalStateException("for this test");
                },
                Map.of());

        assertThat(status).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEmpty();
        assertThat(logged()).containsExactly("ERROR cannot start: for this test");
    }

    @Test
    void stopThatBreaksIsAFailure() {
        int status = run(
                config -> new Running(ANY, Optional.empty(), limit -> {
                    throw new IllegalStateException("for this test");
                }),
                Map.of());

        assertThat(status).isEqualTo(1);
        assertThat(logged())
                .containsExactly("INFO told to stop, at most 8000 ms", "ERROR stopped with an error: for this test");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0, http://localhost:80/",
        "::, ::, http://localhost:80/",
        "127.0.0.1, 127.0.0.1, http://127.0.0.1:80/",
        "localhost, 127.0.0.1, http://localhost:80/",
        "::1, ::1, http://[::1]:80/"
    })
    void pageIsWhereABrowserOnThisMachineFindsIt(String host, String bound, String page) {
        assertThat(Main.page(host, new InetSocketAddress(bound, 80))).isEqualTo(page);
    }

    private Running launch(ServerConfig config) {
        launched.add(config);
        happened.add("launched");
        return new Running(ANY, Optional.empty(), (Duration limit) -> happened.add("stopped within " + limit));
    }

    private int run(Launcher launcher, Map<String, String> environment, String... arguments) {
        return new Main(launcher, () -> happened.add("told to stop"))
                .run(arguments, environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ": " + event.getThrowableProxy().getMessage()))
                .toList();
    }

    private void assertFailedWith(int status, String line) {
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(UTF_8)).isEqualTo(line + "\n");
        assertThat(out.toString(UTF_8)).isEmpty();
    }
}
