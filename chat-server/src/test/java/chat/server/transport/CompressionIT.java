package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.transport.RawClient.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate: everything that RFC 7692 allows works, and nothing inflates beyond the limit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressionIT {
    private static final int COMPRESSED_TEXT = 0xc1;
    private static final int FIRST_COMPRESSED_TEXT = 0x41;
    private static final int MORE = 0x00;
    private static final int LAST = 0x80;
    private static final int LIMIT = 65_536;

    private final TestServer server;

    CompressionIT() throws IOException {
        server = new TestServer(TestConfig.defaults());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RawClient open() throws IOException {
        return server.connect().open("/ws", "Sec-WebSocket-Extensions: permessage-deflate");
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] out = new byte[text.length() + 64];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }

    private static String inflated(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        byte[] input = Arrays.copyOf(payload, payload.length + 4);
        input[input.length - 2] = (byte) 0xff;
        input[input.length - 1] = (byte) 0xff;
        inflater.setInput(input);
        byte[] out = new byte[LIMIT];
        int length = inflater.inflate(out);
        inflater.end();
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    @Test
    void compressedAndPlainMessagesMix() throws IOException {
        try (RawClient client = open()) {
            assertThat(client.frame(COMPRESSED_TEXT, deflated("olá")).read().text())
                    .isEqualTo("olá");
            assertThat(client.text("plain").read().text()).isEqualTo("plain");
            assertThat(client.frame(COMPRESSED_TEXT, deflated("olá")).read().text())
                    .isEqualTo("olá");
        }
    }

    @Test
    void longAnswersAreCompressed() throws IOException, DataFormatException {
        String text = "never odd or even, ".repeat(1_000);
        try (RawClient client = open()) {
            Frame answer = client.text(text).read();

            assertThat(answer.firstByte()).isEqualTo(COMPRESSED_TEXT);
            assertThat(answer.payload().length).isLessThan(1_000);
            assertThat(inflated(answer.payload())).isEqualTo(text);
        }
        try (RawClient without = server.connect().open("/ws")) {
            assertThat(without.text(text).read().text()).isEqualTo(text);
        }
    }

    /** The examples of RFC 7692 section 7.2.3, and the rest of what is legal. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            fixed codes             | f2 48 cd c9 c9 07 00                               | Hello
            a stored block          | 00 05 00 fa ff 48 65 6c 6c 6f 00                   | Hello
            a final block           | f3 48 cd c9 c9 07 00 00                            | Hello
            two blocks              | f2 48 05 00 00 00 ff ff ca c9 c9 07 00             | Hello
            final blocks in between | f3 48 cd c9 c9 07 00 f3 48 cd c9 c9 07 00 00       | HelloHello
            nothing                 | 00                                                 | ''
            nothing, no byte at all | -                                                  | ''
            """)
    void everyWayToCompressIsUnderstood(String what, String hex, String text) throws IOException {
        byte[] payload = hex == null ? new byte[0] : HexFormat.ofDelimiter(" ").parseHex(hex);
        try (RawClient client = open()) {
            assertThat(client.frame(COMPRESSED_TEXT, payload).read().text()).isEqualTo(text);
            assertThat(client.frame(COMPRESSED_TEXT, deflated("next")).read().text())
                    .isEqualTo("next");
        }
    }

    @Test
    void aCompressedMessageMayComeInFragmentsThatInflateToNothing() throws IOException {
        byte[] payload = deflated("Hello");
        try (RawClient client = open()) {
            client.frame(FIRST_COMPRESSED_TEXT, new byte[0]);
            for (byte b : payload) {
                client.frame(MORE, new byte[] {b});
            }
            assertThat(client.frame(LAST, new byte[0]).read().text()).isEqualTo("Hello");
        }
    }

    @Test
    void interleavedMessagesOfTwoConnectionsDoNotMix() throws IOException {
        byte[] one = deflated("one".repeat(50));
        byte[] two = deflated("two".repeat(50));
        try (RawClient first = open();
                RawClient second = open();
                RawClient third = open()) {
            first.frame(FIRST_COMPRESSED_TEXT, Arrays.copyOf(one, 4));
            second.frame(FIRST_COMPRESSED_TEXT, Arrays.copyOf(two, 4));
            assertThat(third.frame(COMPRESSED_TEXT, deflated("three")).read().text())
                    .isEqualTo("three");
            first.frame(LAST, Arrays.copyOfRange(one, 4, one.length));
            second.frame(LAST, Arrays.copyOfRange(two, 4, two.length));

            assertThat(first.read().text()).isEqualTo("one".repeat(50));
            assertThat(second.read().text()).isEqualTo("two".repeat(50));
        }
    }

    @Test
    void theLimitIsForWhatItInflatesTo() throws IOException, DataFormatException {
        try (RawClient client = open()) {
            Frame answer =
                    client.frame(COMPRESSED_TEXT, deflated("a".repeat(LIMIT))).read();
            assertThat(inflated(answer.payload())).hasSize(LIMIT);
            client.frame(COMPRESSED_TEXT, deflated("a".repeat(LIMIT + 1)));
            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aBombIsDisarmed(int fragments) throws IOException {
        byte[] bomb = bomb(60 << 20);
        assertThat(bomb.length).isLessThan(LIMIT);
        try (RawClient client = open()) {
            if (fragments == 1) {
                client.frame(COMPRESSED_TEXT, bomb);
            } else {
                int third = bomb.length / 3;
                client.frame(FIRST_COMPRESSED_TEXT, Arrays.copyOf(bomb, third))
                        .frame(MORE, Arrays.copyOfRange(bomb, third, 2 * third))
                        .frame(LAST, Arrays.copyOfRange(bomb, 2 * third, bomb.length));
            }
            assertThat(client.closeCodeAtTheEnd()).isEqualTo(1009);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            not deflate           | 1002 | c1 84 00 00 00 00 ff ff ff ff
            invalid text          | 1007 | c1 83 00 00 00 00 fb 0f 00
            RSV1 on a later frame | 1002 | 41 81 00 00 00 00 f2 c0 80 00 00 00 00
            RSV1 on a ping        | 1002 | c9 80 00 00 00 00
            RSV1 and RSV2         | 1002 | e1 80 00 00 00 00
            compressed binary     | 1003 | c2 81 00 00 00 00 00
            """)
    void whatIsWrongIsClosedOnce(String what, int code, String hex) throws IOException {
        try (RawClient client = open()) {
            client.send(HexFormat.ofDelimiter(" ").parseHex(hex));

            assertThat(client.closeCodeAtTheEnd()).isEqualTo(code);
        }
    }

    /** Zeros, which deflate to a thousandth. */
    private static byte[] bomb(int size) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[size]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        int written;
        do {
            written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, written);
        } while (written == buffer.length);
        deflater.end();
        return out.toByteArray();
    }
}
