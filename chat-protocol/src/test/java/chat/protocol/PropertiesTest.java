package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What holds for every input, tried with a thousand random ones. They are the same in every run; {@code -Dseed=…} makes
 * others, and a failure tells the seed that repeats it.
 */
class PropertiesTest {
    private static final int TRIES = 1_000;
    private static final long SEED = Long.getLong("seed", 1);

    private final JsonCodec codec = new JsonCodec();

    private interface Property {
        void check(RandomInput any) throws Exception;
    }

    private interface Parser<T> {
        T parse() throws ProtocolException;
    }

    private static void holdsForAll(Property property) {
        RandomInput any = new RandomInput(new Random(SEED));
        for (int i = 1; i <= TRIES; i++) {
            try {
                property.check(any);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("-Dseed=" + SEED + ", try " + i + ": " + e.getMessage(), e);
            }
        }
    }

    private static <T> Optional<T> ifTaken(Parser<T> parser) {
        try {
            return Optional.of(parser.parse());
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    @Test
    void aRoomsKeyIsItsOwnKey() {
        holdsForAll(any -> {
            String text = any.word();
            ifTaken(() -> RoomName.parse(text))
                    .ifPresent(room -> assertThat(ifTaken(() -> RoomName.parse(room.value())))
                            .contains(room));
        });
    }

    @Test
    void everyNameCanBeShownAndNumbered() {
        holdsForAll(any -> {
            String text = any.word();
            int number = any.number(Integer.MAX_VALUE);
            ifTaken(() -> UserName.parse(text)).ifPresent(name -> {
                assertThat(ifTaken(() -> UserName.parse(name.value()))).contains(name);
                assertThat(User.of(new UserId("u1"), name)
                                .initials()
                                .codePoints()
                                .count())
                        .isBetween(1L, 2L);
                UserName numbered = name.numbered(number);
                assertThat(ifTaken(() -> UserName.parse(numbered.value()))).contains(numbered);
            });
        });
    }

    @Test
    void whatIsLeftOfAPlainLineIsAText() {
        holdsForAll(any -> {
            String text = MessageText.stripped(any.string(300));
            if (!text.isEmpty()) {
                assertThat(ifTaken(() -> MessageText.parse(text))).contains(new MessageText(text));
            }
        });
    }

    @Test
    void whatIsSentIsReadAsItWasMeant() {
        holdsForAll(any -> {
            ClientMessage.Send send = any.send();
            assertThat(codec.decode(codec.encode(send))).isEqualTo(send);
        });
    }

    @Test
    void whatAClientSaysIsReadAsItWasMeantAndWrittenAsTheRecordSays() {
        holdsForAll(any -> {
            ClientMessage message = new RandomRecords(any).of(ClientMessage.class);
            byte[] json = codec.encode(message);
            assertThat(new String(json, UTF_8)).isEqualTo(PlainJson.write(PlainJson.treeOf(message)));
            assertThat(codec.decode(json)).isEqualTo(message);
        });
    }

    @Test
    void whatTheServerSaysIsWrittenAsTheRecordSays() {
        holdsForAll(any -> {
            ServerMessage message = new RandomRecords(any).of(ServerMessage.class);
            String json = new String(codec.encode(message), UTF_8);
            assertThat(json).isEqualTo(PlainJson.write(PlainJson.treeOf(message)));
            assertThat(PlainJson.read(json)).isEqualTo(PlainJson.treeOf(message));
        });
    }

    @Test
    void damagedMessagesAreReadOrRefused() {
        List<byte[]> whole = GoldenFilesTest.clientFiles().stream()
                .map(golden -> golden.json().getBytes(UTF_8))
                .toList();
        holdsForAll(any -> {
            byte[] input = any.damaged(any.oneOf(whole));
            ClientMessage message;
            try {
                message = codec.decode(input);
            } catch (ProtocolException e) {
                assertThat(codec.encode(e.toFailure())).isNotEmpty();
                return;
            }
            assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
        });
    }
}
