package chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not be asked for is said in one line, and nothing is done. */
class OptionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--url http://127.0.0.1:8765/",
                "--url wss://127.0.0.1:8765/",
                "--url nonsense",
                "--url ws://127.0.0.1:70000/",
                "--url ws://user@127.0.0.1/",
                "--connections 0",
                "--connections 200001",
                "--connections 28001",
                "--connections ten",
                "--senders 0",
                "--senders 201",
                "--rooms 0",
                "--rooms 201",
                "--rooms 2 --protocol raw",
                "--protocol morse",
                "--rate 0",
                "--rate -1",
                "--rate NaN",
                "--rate 1000001",
                "--in-flight 0",
                "--in-flight 10001",
                "--in-flight 1 --rate 5",
                "--size 39",
                "--size 8001",
                "--size 65537 --protocol raw",
                "--slow 101",
                "--slow -1",
                "--slow 100",
                "--slow 5 --slow-bytes -1",
                "--churn -1",
                "--churn 5 --senders 200",
                "--storm --senders 200",
                "--storm --churn 5",
                "--seconds 0",
                "--seconds 3601",
                "--seconds NaN",
                "--warmup -1",
                "--drain -1",
                "--sources 0",
                "--sources 251",
                "--sources 2 --url ws://192.0.2.1/",
                "--connecting 0",
                "--loops 0",
                "--loops 65",
                "--pid 0",
                "--pid 1,4194305",
                "--json /nowhere/at/all.json",
                "--html /",
                "--nonsense",
                "run nonsense",
                "nonsense",
                "relay --port 65536",
                "relay --port -1",
                "report --html /nowhere/at/all.html nothing.json",
                "report --html page.html nothing.json",
                "report nothing.json",
                "compare --html page.html /nowhere",
                "compare --html page.html src",
                "compare src",
                "store --senders x"
            })
    void isRefusedInOneLine(String arguments) {
        LoadRun run = LoadRun.of(arguments.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).singleElement().asString().startsWith("chat-load: ");
    }

    @Test
    void isRefusedWithItsNameItsValueAndWhatIsExpected() {
        assertThat(LoadRun.of("--size", "39").errors()).containsExactly("chat-load: --size: 39 (expected: 40 to 8000)");
    }

    @Test
    void tooManyPairsAreRefused() {
        LoadRun run = LoadRun.of("--connections=15000", "--senders=15000");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).singleElement().asString().contains("--senders: 15000", "20000000");
    }

    @Test
    void noMoreThanEightResultsStandSideBySide(@TempDir Path folder) {
        String[] nine = {
            "report", "--html", folder.resolve("p.html").toString(), "1", "2", "3", "4", "5", "6", "7", "8", "9"
        };

        assertThat(LoadRun.of(nine).errors()).singleElement().asString().contains("expected: at most 8");
    }

    @Test
    void whatIsNoResultIsRefused(@TempDir Path folder) throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{\"format\":1}");

        LoadRun run = LoadRun.of("report", "--html", folder.resolve("p.html").toString(), wrong.toString());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors()).singleElement().asString().contains("wrong.json", "expected: what run --json wrote");
        assertThat(folder.resolve("p.html")).doesNotExist();
    }

    @Test
    void helpTellsOfAllOptionsAndTheExitStatus() {
        LoadRun run = LoadRun.of("run", "--help");

        assertThat(run.status()).isZero();
        assertThat(String.join("\n", run.output()))
                .contains(
                        "--url",
                        "--connections",
                        "--senders",
                        "--rooms",
                        "--rate",
                        "--in-flight",
                        "--size",
                        "--protocol")
                .contains(
                        "--compression", "--idle", "--storm", "--slow", "--churn", "--seconds", "--warmup", "--sources")
                .contains("--pid", "--label", "--[no-]text", "--json", "--html", "Exit status");
    }

    @Test
    void helpWithoutACommandListsThem() {
        assertThat(String.join("\n", LoadRun.of("--help").output()))
                .contains(
                        "run", "report", "compare", "relay", "store", "server", "fill", "reads", "storm", "flood",
                        "logins");
    }
}
