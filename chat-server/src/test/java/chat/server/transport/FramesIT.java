package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.server.transport.RawClient.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, right and wrong. Whatever is wrong gets exactly one close frame with the right code, and then the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesIT {
    private static final int TEXT = 0x81;
    private static final int FIRST_TEXT = 0x01;
    private static final int MORE = 0x00;
    private static final int LAST = 0x80;
    private static final int PING = 0x89;
    private static final int LIMIT = 65_536;
    private static final int FRAGMENTS = 64;

    private final TestServer server;

    FramesIT() throws IOException {
        server = new TestServer(TestConfig.defaults().withMessages(LIMIT, FRAGMENTS));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RawClient open() throws IOException {
        return server.connect().open("/ws");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }

    private static byte[] letters(int count) {
        return "a".repeat(count).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void textIsSaidBackAndBothSidesClose() throws IOException {
        try (RawClient client = open()) {
            assertThat(client.text("olá").read().text()).isEqualTo("olá");
            assertThat(client.text("").read().text()).isEmpty();
            assertThat(client.close(1000, "bye").closeCodeAtTheEnd()).isEqualTo(1000);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            not masked                       | 1002 | 81 02 68 69
            RSV1 without compression         | 1002 | c1 82 00 00 00 00 68 69
            RSV2                             | 1002 | a1 82 00 00 00 00 68 69
            RSV3                             | 1002 | 91 82 00 00 00 00 68 69
            RSV1 on a ping                   | 1002 | c9 80 00 00 00 00
            RSV1 on a close                  | 1002 | c8 82 00 00 00 00 03 e8
            opcode 3                         | 1002 | 83 80 00 00 00 00
            opcode 7                         | 1002 | 87 80 00 00 00 00
            opcode 11                        | 1002 | 8b 80 00 00 00 00
            opcode 15                        | 1002 | 8f 80 00 00 00 00
            a fragmented ping                | 1002 | 09 80 00 00 00 00
            a fragmented close               | 1002 | 08 80 00 00 00 00
            a ping of 126 bytes              | 1002 | 89 fe 00 7e 00 00 00 00
            a continuation of nothing        | 1002 | 80 80 00 00 00 00
            text within a message            | 1002 | 01 80 00 00 00 00 81 80 00 00 00 00
            binary within a message          | 1002 | 01 80 00 00 00 00 82 80 00 00 00 00
            16 bits for a short length       | 1002 | 81 fe 00 7d
            64 bits for a short length       | 1002 | 81 ff 00 00 00 00 00 00 ff ff
            a negative length                | 1002 | 81 ff ff ff ff ff ff ff ff ff
            one byte above the limit         | 1009 | 81 ff 00 00 00 00 00 01 00 01
            a length of exabytes             | 1009 | 81 ff 7f ff ff ff ff ff ff ff
            a long continuation              | 1009 | 01 80 00 00 00 00 80 ff 00 00 00 00 00 01 00 01
            a close of one byte              | 1002 | 88 81 00 00 00 00 03
            a close with broken text         | 1007 | 88 83 00 00 00 00 03 e8 ff
            a close with half a character    | 1007 | 88 83 00 00 00 00 03 e8 c3
            invalid text                     | 1007 | 81 82 00 00 00 00 c3 28
            half a character                 | 1007 | 81 81 00 00 00 00 c3
            an overlong slash                | 1007 | 81 82 00 00 00 00 c0 af
            a surrogate                      | 1007 | 81 83 00 00 00 00 ed a0 80
            beyond Unicode                   | 1007 | 81 84 00 00 00 00 f4 90 80 80
            invalid text in a first fragment | 1007 | 01 81 00 00 00 00 ff
            invalid text in a later one      | 1007 | 01 81 00 00 00 00 c3 00 81 00 00 00 00 28
            half a character at the end      | 1007 | 01 81 00 00 00 00 e2 80 81 00 00 00 00 82
            binary                           | 1003 | 82 80 00 00 00 00
            fragmented binary                | 1003 | 02 81 00 00 00 00 ff 80 80 00 00 00 00
            """)
    void whatIsWrongIsClosedOnce(String what, int code, String hex) throws IOException {
        try (RawClient client = open()) {
            // More input after the mistake must neither be heard nor keep the code from arriving.
            client.send(bytes(hex)).send(letters(20_000));

            assertThat(client.closeCodeAtTheEnd()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
    void validCloseCodesAreEchoed(int code) throws IOException {
        try (RawClient client = open()) {
            assertThat(client.close(code, "because").closeCodeAtTheEnd()).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_768, 65_535})
    void otherCloseCodesAreMistakes(int code) throws IOException {
        try (RawClient client = open()) {
            assertThat(client.close(code, "").closeCodeAtTheEnd()).isEqualTo(1002);
        }
    }

    @Test
    void aCloseThatSaysNothingGetsOneThatSaysNothing() throws IOException {
        try (RawClient client = open()) {
            client.frame(0x88, new byte[0]);

            assertThat(client.read().payload()).isEmpty();
            assertThat(client.untilEnd()).isEmpty();
        }
    }

    @Test
    void pingsAreAnsweredWithTheirPayloadAlsoWithinAMessage() throws IOException {
        try (RawClient client = open()) {
            client.frame(FIRST_TEXT, letters(1))
                    .frame(PING, letters(125))
                    .frame(0x8a, letters(3))
                    .frame(LAST, letters(1));

            Frame pong = client.read();
            assertThat(pong.firstByte()).isEqualTo(0x8a);
            assertThat(pong.payload()).isEqualTo(letters(125));
            assertThat(client.read().text()).isEqualTo("aa");
        }
    }

    @Test
    void theLimitIsForWholeMessages() throws IOException {
        try (RawClient client = open()) {
            assertThat(client.frame(TEXT, letters(LIMIT)).read().payload()).hasSize(LIMIT);
            client.frame(FIRST_TEXT, letters(LIMIT - 1)).frame(LAST, letters(1));
            assertThat(client.read().payload()).hasSize(LIMIT);
            client.frame(FIRST_TEXT, letters(LIMIT)).frame(MORE, letters(1));
            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1009);
        }
    }

    @Test
    void fragmentsAreCounted() throws IOException {
        try (RawClient client = open()) {
            client.frame(FIRST_TEXT, letters(1));
            for (int i = 2; i < FRAGMENTS; i++) {
                client.frame(MORE, letters(1));
            }
            assertThat(client.frame(LAST, letters(1)).read().payload()).hasSize(FRAGMENTS);
            client.frame(FIRST_TEXT, letters(1));
            for (int i = 1; i <= FRAGMENTS; i++) {
                client.frame(MORE, new byte[0]);
            }
            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1008);
        }
    }

    @Test
    void invalidTextFailsBeforeTheMessageIsWhole() throws IOException {
        try (RawClient client = open()) {
            client.frame(FIRST_TEXT, letters(10)).frame(MORE, bytes("c3 28"));

            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1007);
        }
    }

    @Test
    void charactersMayBeCutAnywhere() throws IOException {
        byte[] utf8 = "añ€😀".getBytes(StandardCharsets.UTF_8);
        try (RawClient client = open()) {
            client.frame(FIRST_TEXT, new byte[0]);
            for (byte b : utf8) {
                client.frame(MORE, new byte[] {b});
            }
            assertThat(client.frame(LAST, new byte[0]).read().text()).isEqualTo("añ€😀");
        }
    }

    @Test
    void nothingIsHeardAfterAClose() throws IOException {
        try (RawClient client = open()) {
            client.text("before").close(1000, "").text("after");

            assertThat(client.read().text()).isEqualTo("before");
            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1000);
            assertThat(server.sessions.get(server.sessions.size() - 1).events).doesNotContain("after");
        }
    }

    @Test
    void aBugOfOursIsSaidToBeOne() throws IOException {
        try (RawClient client = open()) {
            assertThat(client.text("!bug").closeCodeAtTheEnd()).isEqualTo(1011);
        }
    }

    @Test
    void sessionsHearWhenTheConnectionIsGone() throws IOException {
        try (RawClient client = open()) {
            client.text("hi").read();
            EchoSession session = server.sessions.get(server.sessions.size() - 1);
            client.reset();

            await().until(() -> session.events.contains("closed"));
            assertThat(session.events).filteredOn("closed"::equals).hasSize(1);
        }
    }
}
