package chat.server.transport;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for bytes that the way from the network to the rooms and back cannot take, led by the branches it reaches.
 * Runs for a minute under {@code mvn -Pfull verify}.
 */
class FramePathFuzz {
    @MethodSource("chat.server.transport.FramePath#seeds")
    @DictionaryEntries({
        "\\x81\\x80\\x00\\x00\\x00\\x00",
        "\\x01\\x81\\x00\\x00\\x00\\x00a",
        "\\x00\\x81\\x00\\x00\\x00\\x00a",
        "\\x80\\x81\\x00\\x00\\x00\\x00a",
        "\\xc1\\x87\\x00\\x00\\x00\\x00\\xf2\\x48\\xcd\\xc9\\xc9\\x07\\x00",
        "\\x88\\x82\\x00\\x00\\x00\\x00\\x03\\xe8",
        "\\x89\\xfd\\x00\\x00\\x00\\x00",
        "\\x81\\xfe\\x00\\x7e",
        "\\x81\\xfe\\xff\\xff",
        "\\x82\\xff\\x00\\x00\\x00\\x00\\x00\\x01\\x00\\x00",
        "{\"type\":\"hello\",\"name\":\"Ana\"}",
        "{\"type\":\"join\",\"room\":\"lobby\"}",
        "{\"type\":\"send\",\"room\":\"lobby\",\"cid\":\"c\",\"text\":\"a\"}",
        "\"replyTo\":1",
        "\"after\":1",
        "\"token\":",
        "\\ud83d\\ude42",
        "\\xed\\xa0\\x80",
        "\\xf4\\x8f\\xbf\\xbf"
    })
    @FuzzTest(maxDuration = "60s")
    void whateverComesIsAnsweredInSoundFrames(byte[] input) {
        FramePath.check(input);
    }
}
