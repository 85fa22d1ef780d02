package chat.server.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A little of what {@code FramePathFuzz} does for a minute, and the same in every run unless {@code -Dseed=} says otherwise. */
class FramePathTest {
    private static final int TRIES = 1_000;
    private static final long SEED = Long.getLong("seed", 1);

    @ParameterizedTest
    @MethodSource("chat.server.transport.FramePath#seeds")
    void conversationsHold(byte[] conversation) {
        FramePath.check(conversation);
    }

    @Test
    void aConversationGoesAllTheWayToTheRoomAndBack() {
        byte[] chat = FramePath.seeds().findFirst().orElseThrow();
        assertThat(new String(FramePath.check(chat), ISO_8859_1))
                .containsSubsequence("\"welcome\"", "\"joined\"", "\"live\"", "\"posted\"", "\"closing\"");
    }

    @Test
    void damagedConversationsHold() {
        List<byte[]> conversations = FramePath.seeds().toList();
        Random random = new Random(SEED);
        for (int i = 1; i <= TRIES; i++) {
            byte[] damaged =
                    conversations.get(random.nextInt(conversations.size())).clone();
            for (int errors = 1 + random.nextInt(4); errors > 0; errors--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                FramePath.check(damaged);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("-Dseed=" + SEED + ", try " + i + ": " + e.getMessage(), e);
            }
        }
    }
}
