package chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.LoadRun.Outcome;
import chat.load.result.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads on the real server, the built jar in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerLoadIT {
    private static final int CONNECTIONS = 30;
    private static final int SENT = 100;

    private static final String[] USUAL = {
        "--connections=" + CONNECTIONS, "--senders=5", "--rate=500", "--seconds=0.2", "--warmup=0", "--drain=30"
    };

    private final ServerProcess server;

    ServerLoadIT(@TempDir Path dataDir) throws Exception {
        server = ServerProcess.start(dataDir, "--no-rate-limit");
    }

    @AfterAll
    void stopTheServer() {
        server.close();
    }

    private Outcome load(String... more) throws Exception {
        return LoadRun.load(server.address(), LoadRun.with(USUAL, more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--protocol=json", "--protocol=plain", "--compression", "--size=8000", "--loops=2"})
    void everyDeliveryIsCounted(String more) throws Exception {
        Outcome outcome = load(more);

        Result result = outcome.result();
        boolean json = !more.endsWith("plain");
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(result.faults()).isEqualTo(new Result.Faults((long) SENT * CONNECTIONS, 0, 0, 0, 0));
        assertThat(result.traffic().sent()).isEqualTo(SENT);
        assertThat(result.traffic().acknowledged()).isEqualTo(json ? SENT : 0);
        assertThat(result.acks().count()).isEqualTo(json ? SENT : 0);
        assertThat(result.latency().count()).isEqualTo((long) SENT * CONNECTIONS);
        assertThat(result.reasons()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--protocol=json", "--protocol=plain"})
    void onlyTheRoomHearsIt(String protocol) throws Exception {
        Outcome outcome = load(protocol, "--rooms=5");

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.result().faults()).isEqualTo(new Result.Faults((long) SENT * CONNECTIONS / 5, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--protocol=json", "--protocol=plain"})
    void closedLoopGoesRound(String protocol) throws Exception {
        Outcome outcome = LoadRun.load(
                server.address(),
                protocol,
                "--connections=10",
                "--senders=2",
                "--in-flight=4",
                "--seconds=0.5",
                "--warmup=0",
                "--drain=30");

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.result().traffic().sent()).isGreaterThan(8);
        assertThat(outcome.result().traffic().deliveries())
                .isEqualTo(10 * outcome.result().traffic().sent());
    }

    @Test
    void whoWasCutOffMissesNothing() throws Exception {
        Outcome outcome = load("--storm", "--rate=300", "--seconds=0.8", "--warmup=0.2");

        Result result = outcome.result();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(result.turmoil().cut()).isEqualTo(CONNECTIONS - 5);
        assertThat(result.turmoil().back()).isEqualTo(CONNECTIONS - 5);
        assertThat(result.traffic().sent()).isEqualTo(300);
        assertThat(result.faults()).isEqualTo(new Result.Faults(300L * CONNECTIONS, 0, 0, 0, 0));
    }

    @Test
    void whoComesInsteadHearsAllFromThenOn() throws Exception {
        Outcome outcome = load("--churn=80");

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.result().turmoil().replaced()).isPositive();
        assertThat(outcome.result().faults().lost()).isZero();
    }

    @Test
    void idleServerIsLookedAt() throws Exception {
        Outcome outcome = load("--idle", "--senders=0", "--pid=" + server.pid());

        Result.ServerUse use = outcome.result().server().orElseThrow();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(use.residentBytesBefore()).isPositive();
        assertThat(use.residentBytesOpen()).isPositive();
        assertThat(use.residentBytesMax()).isPositive();
        assertThat(outcome.run().output()).anyMatch(line -> line.startsWith("memory"));
    }

    @Test
    void refusedUpgradesAreCountedByStatus() {
        LoadRun run = LoadRun.of("--url", server.address() + "/nowhere", "--connections=4");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).last().asString().contains("upgrade: 404 × 4");
    }

    @Test
    void refusedMessagesAreNotLostToWhoComesLaterOrLeaves(@TempDir Path dataDir) throws Exception {
        try (ServerProcess limited = ServerProcess.start(dataDir)) {
            Outcome outcome = LoadRun.load(
                    limited.address(),
                    "--connections=12",
                    "--senders=1",
                    "--rate=300",
                    "--seconds=1",
                    "--warmup=0",
                    "--churn=20",
                    "--drain=30");

            Result result = outcome.result();
            assertThat(result.reasons().getOrDefault("error rateLimited", 0L))
                    .as(outcome.toString())
                    .isPositive();
            assertThat(result.turmoil().replaced()).isPositive();
            assertThat(result.faults().lost()).isZero();
        }
    }

    @Test
    void refusedMessagesAreCountedByCode(@TempDir Path dataDir) throws Exception {
        try (ServerProcess limited = ServerProcess.start(dataDir)) {
            Outcome outcome = LoadRun.load(
                    limited.address(),
                    "--connections=5",
                    "--senders=1",
                    "--rate=60",
                    "--seconds=0.5",
                    "--warmup=0",
                    "--drain=30");

            Result result = outcome.result();
            long refused = result.reasons().getOrDefault("error rateLimited", 0L);
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(refused).as(outcome.toString()).isPositive();
            // What was refused is not lost: everybody knows of it.
            assertThat(result.faults().lost()).isZero();
            assertThat(result.traffic().acknowledged()).isEqualTo(30 - refused);
            assertThat(result.traffic().deliveries()).isEqualTo(5 * (30 - refused));
        }
    }
}
