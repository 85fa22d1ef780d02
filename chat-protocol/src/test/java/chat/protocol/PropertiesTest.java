package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every input, tried with some hundreds of random ones. */
class PropertiesTest {
    private final JsonCodec codec = new JsonCodec();

    private static <T> Optional<T> ifTaken(Parser<T> parser) {
        try {
            return Optional.of(parser.parse());
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    private interface Parser<T> {
        T parse() throws ProtocolException;
    }

    @Property
    void aRoomsKeyIsItsOwnKey(@ForAll("words") String text) {
        ifTaken(() -> RoomName.parse(text))
                .ifPresent(room ->
                        assertThat(ifTaken(() -> RoomName.parse(room.value()))).contains(room));
    }

    @Property
    void everyNameCanBeShownAndNumbered(@ForAll("words") String text, @ForAll int number) {
        ifTaken(() -> UserName.parse(text)).ifPresent(name -> {
            assertThat(ifTaken(() -> UserName.parse(name.value()))).contains(name);
            assertThat(User.of(new UserId("u1"), name).initials().codePoints().count())
                    .isBetween(1L, 2L);
            UserName numbered = name.numbered(number & Integer.MAX_VALUE);
            assertThat(ifTaken(() -> UserName.parse(numbered.value()))).contains(numbered);
        });
    }

    @Property
    void whatIsLeftOfAPlainLineIsAText(@ForAll String typed) {
        String text = MessageText.stripped(typed);
        if (!text.isEmpty()) {
            assertThat(ifTaken(() -> MessageText.parse(text))).contains(new MessageText(text));
        }
    }

    @Property
    void whatIsSentIsReadAsItWasMeant(@ForAll("sends") ClientMessage.Send send) throws Exception {
        assertThat(codec.decode(codec.encode(send))).isEqualTo(send);
    }

    @Property
    void whatIsPostedIsWrittenAsTheRecordSays(@ForAll("sends") ClientMessage.Send send, @ForAll long at) {
        Author author = new Author(new UserId("u1"), new UserName("Ana"));
        RoomEvent.Posted posted =
                new RoomEvent.Posted(send.room(), 1, at, author, send.cid(), send.text(), send.replyTo());
        String json = new String(codec.encode(posted), UTF_8);
        assertThat(json).isEqualTo(PlainJson.write(PlainJson.treeOf(posted)));
        assertThat(PlainJson.read(json)).isEqualTo(PlainJson.treeOf(posted));
    }

    @Property
    void damagedMessagesAreReadOrRefused(@ForAll("damaged") byte[] input) throws Exception {
        ClientMessage message;
        try {
            message = codec.decode(input);
        } catch (ProtocolException e) {
            assertThat(codec.encode(e.toFailure())).isNotEmpty();
            return;
        }
        assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
    }

    /** Letters, marks and signs that names are made of, with some that they are not. */
    @Provide
    Arbitrary<String> words() {
        Arbitrary<Character> latin = Arbitraries.chars().alpha().numeric().with(" .-_'()İıßﬁ\u0301\u030a\u00c5Åſ");
        Arbitrary<Character> other =
                Arbitraries.chars().range('\u0370', '\u06ff').range('\u0900', '\u11ff');
        Arbitrary<Character> kana =
                Arbitraries.chars().range('\u3040', '\u30ff').range('\uac00', '\ud7af');
        return Arbitraries.oneOf(
                latin.list().ofMaxSize(40).map(PropertiesTest::join),
                other.list().ofMaxSize(6).map(PropertiesTest::join),
                kana.list().ofMaxSize(40).map(PropertiesTest::join),
                Arbitraries.strings().ofMaxLength(6));
    }

    private static String join(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }

    @Provide
    Arbitrary<ClientMessage.Send> sends() {
        Arbitrary<MessageText> texts = Arbitraries.strings()
                .ofMaxLength(300)
                .map(MessageText::stripped)
                .filter(text -> !text.isEmpty())
                .map(MessageText::new);
        Arbitrary<Long> numbers = Arbitraries.longs().between(1, 1L << 53).injectNull(0.3);
        Arbitrary<Cid> cids = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("._:-")
                .ofMinLength(1)
                .ofMaxLength(ProtocolLimits.CID_LENGTH_MAX)
                .map(Cid::new);
        return Combinators.combine(numbers, cids, texts, numbers)
                .as((id, cid, text, replyTo) -> new ClientMessage.Send(id, RoomName.LOBBY, cid, text, replyTo));
    }

    /** Golden messages with one byte overwritten. */
    @Provide
    Arbitrary<byte[]> damaged() {
        List<byte[]> whole = GoldenFilesTest.clientFiles().stream()
                .map(golden -> golden.json().getBytes(UTF_8))
                .toList();
        Arbitrary<Byte> bytes = Arbitraries.oneOf(
                Arbitraries.bytes(),
                Arbitraries.of('"', '\\', '{', '}', '[', ':', ',', '0', 'e', '-', '.', 'n', ' ')
                        .map(c -> (byte) c.charValue()));
        return Combinators.combine(Arbitraries.of(whole), Arbitraries.integers().greaterOrEqual(0), bytes)
                .as((input, at, replacement) -> {
                    byte[] damaged = input.clone();
                    damaged[at % damaged.length] = replacement;
                    return damaged;
                });
    }
}
