package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is stopped while everybody talks. */
class DrainIT {
    private static final int CONNECTIONS = 200;
    private static final int TALKERS = 10;
    private static final int ACKS_BEFORE_THE_STOP = 300;

    private final List<Chatter> chatters = new ArrayList<>();

    @TempDir
    private Path dataDir;

    @AfterEach
    void close() {
        chatters.forEach(Chatter::close);
    }

    /** Everybody in the lobby, some of them talking, and so much acknowledged; returns the newest position that was. */
    private long chat(int port, int connections) {
        for (int i = 0; i < connections; i++) {
            chatters.add(Chatter.enter(port, i));
        }
        List<Chatter> talkers = chatters.subList(0, TALKERS);
        chatters.subList(TALKERS, connections).forEach(Chatter::startReading);
        talkers.forEach(Chatter::startTalking);
        await().atMost(TextSocket.DEADLINE)
                .until(() -> talkers.stream()
                                .mapToInt(talker -> talker.acked().size())
                                .sum()
                        > ACKS_BEFORE_THE_STOP);
        return talkers.stream()
                .flatMap(talker -> talker.acked().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }

    private void assertEverybodyWasToldAndHasReadUntil(long last) throws InterruptedException {
        for (Chatter chatter : chatters) {
            assertThat(chatter.closeCode()).isEqualTo(1012);
            List<Long> read = chatter.read();
            assertThat(read).hasSizeGreaterThanOrEqualTo((int) last);
            assertThat(read)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, read.size()).boxed().toList());
        }
    }

    @Test
    void sigtermUnderLoadTellsEverybodyAndEveryoneHasReadWhatWasAcknowledged() throws Exception {
        Map<String, String> variables =
                Map.of("CHAT_HOST", "127.0.0.1", "CHAT_PORT", "0", "CHAT_DATA_DIR", dataDir.toString());
        try (ChildProcess child = ChildProcess.start(Main.class, List.of(), variables, "--no-rate-limit")) {
            int port = Integer.parseInt(child.awaitLine("The page is at http://127\\.0\\.0\\.1:(\\d+)/")
                    .group(1));
            long last = chat(port, CONNECTIONS);

            child.signal("TERM");

            assertThat(child.status()).isZero();
            assertEverybodyWasToldAndHasReadUntil(last);
            assertThat(child.err()).as("upgrades and no complaint").allMatch(line -> line.contains(" INFO "));
        }
    }

    @Test
    void stopUnderLoadIsQuietAndLeavesNoBufferBehind() throws Exception {
        try (LogRecorder log = LogRecorder.record()) {
            TestServer server =
                    TestServer.start(config -> config.withSessions(sessions -> sessions.withRateLimit(false)));
            long last;
            try (server) {
                last = chat(server.port(), 2 * TALKERS);
            }
            assertEverybodyWasToldAndHasReadUntil(last);
            assertThat(log.lines()).noneMatch(line -> line.matches("(?s)(WARN|ERROR) .*"));
        }
    }
}
