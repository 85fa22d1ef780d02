package chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.LoadRun.Outcome;
import chat.load.relay.FaultyRelay;
import chat.load.relay.Relay;
import chat.load.result.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads on relays that do what they should, and on some that do not. */
class RelayLoadIT {
    private static final int CONNECTIONS = 20;
    private static final int SENDERS = 4;

    /** 1,000 a second for a fifth of one, of each sender 50. */
    private static final int SENT = 200;

    /** One of ten. */
    private static final int FAULTY = SENT / 10;

    private static final String[] USUAL = {
        "--protocol=raw",
        "--connections=" + CONNECTIONS,
        "--senders=" + SENDERS,
        "--rate=1000",
        "--seconds=0.2",
        "--warmup=0",
        "--drain=30"
    };

    private static Outcome load(Relay relay, String... more) throws Exception {
        return LoadRun.load("ws://127.0.0.1:" + relay.port() + "/", LoadRun.with(USUAL, more));
    }

    private static Result.Faults faults(long lost, long twice, long late) {
        return new Result.Faults((long) SENT * CONNECTIONS, lost, twice, late, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--loops=1", "--loops=3", "--sources=5", "--compression", "--size=40", "--connecting=1"})
    void everyDeliveryIsCounted(String more) throws Exception {
        try (Relay relay = Relay.start(0)) {
            Outcome outcome = load(relay, more);

            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.result().faults()).isEqualTo(faults(0, 0, 0));
            assertThat(outcome.result().traffic().sent()).isEqualTo(SENT);
            assertThat(outcome.result().traffic().deliveries()).isEqualTo((long) SENT * CONNECTIONS);
            assertThat(outcome.result().latency().count()).isEqualTo((long) SENT * CONNECTIONS);
            assertThat(outcome.result().opening().open()).isEqualTo(CONNECTIONS);
            assertThat(outcome.result().own().loopPercentMax()).isPositive();
            assertThat(outcome.run().output()).last().asString().endsWith("all came, once and in order");
        }
    }

    @Test
    void summaryCanBeLeftOut() throws Exception {
        try (Relay relay = Relay.start(0)) {
            assertThat(load(relay, "--no-text").run().output()).isEmpty();
            assertThat(load(relay, "--text").run().output()).isNotEmpty();
        }
    }

    @Test
    void closedLoopSendsWhenItsOwnCameBack() throws Exception {
        try (Relay relay = Relay.start(0)) {
            Outcome outcome = LoadRun.load(
                    "ws://127.0.0.1:" + relay.port() + "/any/path?at=all",
                    "--protocol=raw",
                    "--connections=7",
                    "--senders=2",
                    "--in-flight=3",
                    "--seconds=0.3",
                    "--warmup=0.1",
                    "--drain=30");

            Result.Traffic traffic = outcome.result().traffic();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            // Six were under way at once, and none of them kept the next from being sent.
            assertThat(traffic.sent()).isGreaterThan(6);
            assertThat(traffic.deliveries()).isEqualTo(7 * traffic.sent());
            assertThat(traffic.stalls()).isZero();
        }
    }

    @Test
    void lossesAreSeen() throws Exception {
        try (Relay relay = FaultyRelay.dropping()) {
            Outcome outcome = load(relay, "--drain=0.1");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.result().faults()).isEqualTo(faults(FAULTY * CONNECTIONS, 0, 0));
            assertThat(outcome.run().output()).last().asString().contains("400 deliveries were lost");
        }
    }

    @Test
    void whatComesTwiceIsSeen() throws Exception {
        try (Relay relay = FaultyRelay.repeating()) {
            Outcome outcome = load(relay, "--loops=2");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.result().faults()).isEqualTo(faults(0, FAULTY * CONNECTIONS, 0));
        }
    }

    @Test
    void whatComesOutOfOrderIsSeen() throws Exception {
        try (Relay relay = FaultyRelay.swapping()) {
            Outcome outcome = load(relay);

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.result().faults()).isEqualTo(faults(0, 0, FAULTY * CONNECTIONS));
        }
    }

    @Test
    void closedConnectionsAreSeen() throws Exception {
        try (Relay relay = FaultyRelay.closing()) {
            Outcome outcome = load(relay, "--drain=0");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.result().turmoil().closedByServer()).isEqualTo(CONNECTIONS);
            assertThat(outcome.result().traffic().skipped()).isPositive();
            assertThat(outcome.run().output())
                    .anyMatch(line -> line.startsWith("latency") && line.contains("too good, for"));
            assertThat(outcome.result().traffic().sent()
                            + outcome.result().traffic().skipped())
                    .isEqualTo(SENT);
        }
    }

    @Test
    void stalledClosedLoopGoesOnAndSaysSo() throws Exception {
        try (Relay relay = FaultyRelay.dropping()) {
            Outcome outcome = LoadRun.load(
                    "ws://127.0.0.1:" + relay.port() + "/",
                    "--protocol=raw",
                    "--connections=2",
                    "--senders=1",
                    "--in-flight=1",
                    "--seconds=3.2",
                    "--warmup=0",
                    "--drain=0");

            assertThat(outcome.result().traffic().stalls()).isPositive();
            assertThat(outcome.result().traffic().sent()).isGreaterThan(5);
        }
    }

    @Test
    void whatOthersSayIsNotCounted() throws Exception {
        try (Relay relay = FaultyRelay.chatty()) {
            Outcome outcome = load(relay);

            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.result().faults()).isEqualTo(faults(0, 0, 0));
            assertThat(outcome.result().traffic().otherFrames()).isGreaterThanOrEqualTo((long) SENT * CONNECTIONS);
        }
    }

    @Test
    void severalMessagesInOneFrameAreSeveral() throws Exception {
        try (Relay relay = FaultyRelay.doubling()) {
            Outcome outcome = load(relay);

            assertThat(outcome.result().faults()).isEqualTo(faults(0, (long) SENT * CONNECTIONS, 0));
        }
    }

    @Test
    void messagesInPiecesAreWhole() throws Exception {
        try (Relay relay = FaultyRelay.tearing()) {
            // Pieces of several senders' messages would get between each other.
            Outcome outcome = load(relay, "--senders=1");

            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.result().faults()).isEqualTo(faults(0, 0, 0));
        }
    }

    @Test
    void largestMessagesFit() throws Exception {
        try (Relay relay = Relay.start(0)) {
            Outcome outcome = load(relay, "--size=65536", "--rate=100", "--connections=5");

            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.result().traffic().deliveries()).isEqualTo(20 * 5);
        }
    }

    @Test
    void idleConnectionsSayNothing() throws Exception {
        try (Relay relay = Relay.start(0)) {
            Outcome outcome = LoadRun.load(
                    "ws://127.0.0.1:" + relay.port() + "/",
                    "--protocol=raw",
                    "--idle",
                    "--connections=50",
                    "--seconds=0.2");

            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.result().opening().open()).isEqualTo(50);
            assertThat(outcome.result().traffic().sent()).isZero();
            assertThat(outcome.result().latency().maxMillis()).isZero();
            assertThat(outcome.result().turmoil().closedByServer()).isZero();
        }
    }

    @Test
    void everybodyComesBackAfterTheStorm() throws Exception {
        try (Relay relay = Relay.start(0)) {
            Outcome outcome = load(relay, "--storm", "--rate=200", "--seconds=0.8", "--warmup=0.2");

            Result.Turmoil turmoil = outcome.result().turmoil();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(turmoil.cut()).isEqualTo(CONNECTIONS - SENDERS);
            assertThat(turmoil.back()).isEqualTo(CONNECTIONS - SENDERS);
            assertThat(turmoil.untilBack().count()).isEqualTo(CONNECTIONS - SENDERS);
            assertThat(turmoil.deaf()).isZero();
        }
    }

    @Test
    void whoComesBackAndHearsNothingIsSeen() throws Exception {
        try (Relay relay = FaultyRelay.deafening()) {
            Outcome outcome = load(relay, "--storm", "--rate=200", "--seconds=2.5", "--warmup=0.2", "--drain=0.1");

            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.result().turmoil().deaf()).isEqualTo(CONNECTIONS - SENDERS);
            assertThat(outcome.run().output()).last().asString().contains("16 who came later heard nothing");
        }
    }

    @Test
    void serverThatEndsIsSeen() throws Exception {
        Process server = new ProcessBuilder("cat").start();
        try (Relay relay =
                FaultyRelay.doing(() -> server.destroyForcibly().onExit().join())) {
            Outcome outcome = load(relay, "--pid=" + server.pid());

            Result.ServerUse use = outcome.result().server().orElseThrow();
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(use.ended()).isTrue();
            assertThat(use.cpuPercent()).isNotNegative();
            assertThat(outcome.result().problems()).containsExactly("1 server process ended");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void whoLeavesIsReplaced() throws Exception {
        try (Relay relay = Relay.start(0)) {
            Outcome outcome = load(relay, "--churn=100");

            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.result().turmoil().replaced()).isPositive();
            assertThat(outcome.result().turmoil().closedByServer()).isZero();
        }
    }

    @Test
    void slowReadersAreCountedApart() throws Exception {
        try (Relay relay = Relay.start(0)) {
            Outcome outcome = load(relay, "--slow=25", "--slow-bytes=0", "--size=8000");

            Result result = outcome.result();
            int fast = CONNECTIONS - 5;
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(result.turmoil().slow()).isEqualTo(5);
            assertThat(result.faults().expected()).isEqualTo((long) SENT * fast);
            assertThat(result.traffic().deliveries() - result.turmoil().deliveriesToSlow())
                    .isEqualTo((long) SENT * fast);
            assertThat(result.turmoil().deliveriesToSlow()).isLessThan(SENT * 5L);
        }
    }

    @Test
    void whereNobodyListensIsOneLine() throws Exception {
        LoadRun run = LoadRun.of("--url", "ws://127.0.0.1:" + freePort(), "--connections=3");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).last().asString().contains("0 of 3 connections are open", "connect: refused × 3");
    }

    @Test
    void takenPortIsOneLine() throws Exception {
        try (Relay relay = Relay.start(0)) {
            LoadRun run = LoadRun.of("relay", "--port", Integer.toString(relay.port()));

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.errors()).singleElement().asString().contains("--port", "expected: a free port");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
