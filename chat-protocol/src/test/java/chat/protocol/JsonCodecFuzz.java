package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for input that the codec neither reads nor refuses, led by the branches it reaches. Runs for a minute under
 * {@code mvn -Pfull verify}; the golden files are where it starts from.
 */
class JsonCodecFuzz {
    private static final JsonCodec CODEC = new JsonCodec();

    static Stream<byte[]> seeds() {
        return GoldenFilesTest.clientFiles().stream()
                .map(golden -> golden.json().getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "\"type\":",
        "\"id\":",
        "\"room\":",
        "\"name\":",
        "\"token\":",
        "\"after\":",
        "\"before\":",
        "\"epoch\":",
        "\"cid\":",
        "\"text\":",
        "\"replyTo\":",
        "\"limit\":",
        "\"title\":",
        "\"visibility\":",
        "\"target\":",
        "\"emoji\":",
        "\"on\":",
        "\"topic\":",
        "\"seq\":",
        "\"query\":",
        "\"from\":",
        "\"cursor\":",
        "\"around\":",
        "\"thread\":",
        "\"user\":",
        "\"users\":",
        "\"role\":",
        "\"description\":",
        "\"posting\":",
        "\"archived\":",
        "\"slowSeconds\":",
        "\"kind\":",
        "\"seconds\":",
        "\"byAddress\":",
        "\"reason\":",
        "\"report\":",
        "\"outcome\":",
        "\"hello\"",
        "\"join\"",
        "\"leave\"",
        "\"send\"",
        "\"history\"",
        "\"rooms\"",
        "\"members\"",
        "\"typing\"",
        "\"createRoom\"",
        "\"edit\"",
        "\"delete\"",
        "\"react\"",
        "\"pin\"",
        "\"setTopic\"",
        "\"read\"",
        "\"unread\"",
        "\"search\"",
        "\"versions\"",
        "\"pins\"",
        "\"invite\"",
        "\"removeMember\"",
        "\"setRole\"",
        "\"setRoom\"",
        "\"direct\"",
        "\"deleteRoom\"",
        "\"kick\"",
        "\"restrict\"",
        "\"restrictions\"",
        "\"report\"",
        "\"reports\"",
        "\"resolveReport\"",
        "\"block\"",
        "\"blocks\"",
        "\"myRooms\"",
        "\"findUsers\"",
        "~p",
        "~d",
        "\\ud83d",
        "\\ude42",
        "\\u200d",
        "\\ufe0f",
        "\\u20e3",
        "true",
        "false",
        "\\u0000",
        "9007199254740993",
        "null",
        "1e5",
        "\\xef\\xbb\\xbf"
    })
    @FuzzTest(maxDuration = "60s")
    void whateverIsSaidIsReadOrRefused(byte[] input) throws ProtocolException {
        ClientMessage message;
        try {
            message = CODEC.decode(input);
        } catch (ProtocolException e) {
            CODEC.encode(e.toFailure());
            return;
        }
        ClientMessage again = CODEC.decode(CODEC.encode(message));
        if (!again.equals(message)) {
            throw new AssertionError("message: " + again + " (expected: " + message + ")");
        }
    }
}
