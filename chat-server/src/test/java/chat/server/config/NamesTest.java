package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final List<String> NAMES = List.of("--port", "--host", "--rooms-max", "--heartbeat-millis");

    @ParameterizedTest
    @CsvSource({
        "--prot, --port",
        "--por, --port",
        "--portt, --port",
        "--hots, --host",
        "--room-max, --rooms-max",
        "--heartbeat-seconds, --heartbeat-millis"
    })
    void slipIsRecognised(String typed, String meant) {
        assertThat(Names.nearest(typed, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--x", "--completely-different", "--rooms-max-per-connection"})
    void somethingElseIsNotGuessedAt(String typed) {
        assertThat(Names.nearest(typed, NAMES)).isEmpty();
    }

    @Test
    void hugeNameCostsNothing() {
        assertThat(Names.nearest("-".repeat(1_000_000), NAMES)).isEmpty();
    }
}
