package chat.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chat.protocol.GoldenFilesTest.Golden;
import chat.protocol.ServerMessage.Failure;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is thrown at the codec, it answers with an error of the protocol that repeats nothing of the input. */
class HostileJsonTest {
    /** Stands in the input, and so in no answer. */
    private static final String CANARY = "kanarienvogel";

    private static final String START = "{\"id\":1,\"type\":\"leave\",\"room\":\"" + CANARY + "\",\"new\":";

    private static final int MANY = 1_000_000;

    private final JsonCodec codec = new JsonCodec();

    private Failure refusal(byte[] input) {
        ProtocolException e = catchThrowableOfType(ProtocolException.class, () -> codec.decode(input));
        assertThat(e).as("refused").isNotNull().hasNoCause().hasNoSuppressedExceptions();
        assertThat(e.toString()).doesNotContain(CANARY);
        Failure failure = e.toFailure();
        assertThat(new String(codec.encode(failure), UTF_8)).doesNotContain(CANARY);
        return failure;
    }

    private Failure refusal(String json) {
        return refusal(json.getBytes(UTF_8));
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments("arrays nested", "[".repeat(100_000)),
                arguments("objects nested", "{\"a\":".repeat(100_000)),
                arguments("nested and closed", "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                arguments("a million keys", keys(MANY, "k") + "}"),
                arguments("a million keys below", "{\"a\":" + keys(MANY, "k") + "}}"),
                arguments("a million times one key", "0,\"k\":0".repeat(MANY) + "}"),
                arguments("a million entries", "[0" + ",0".repeat(MANY) + "]}"),
                arguments("a million digits", "1" + "0".repeat(MANY) + "}"),
                arguments("a million decimals", "0." + "1".repeat(MANY) + "}"),
                arguments("a million digits of exponent", "1e" + "9".repeat(MANY) + "}"),
                arguments("a long key", "0,\"" + "k".repeat(MANY) + "\":0}"),
                arguments("a string without end", "\"" + "x".repeat(MANY)),
                arguments("escapes without end", "\"" + "\\u0041".repeat(MANY)));
    }

    private static String keys(int count, String prefix) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + prefix + i + "\":0")
                .collect(Collectors.joining(",", "{\"" + prefix + "\":0,", "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void bombsAreBadMessages(String name, String bomb) {
        Failure failure = refusal(START + bomb);
        assertThat(failure.code()).isEqualTo(ErrorCode.BAD_MESSAGE);
        assertThat(failure.id()).isEqualTo(1);
    }

    @Test
    void aMillionKeysAreNotReadToTheirEnd() {
        // Were they, this would be invalidField, and id known.
        String json = keys(MANY, "k");
        assertThat(refusal(json.substring(0, json.length() - 1) + ",\"id\":1,\"type\":7}"))
                .isEqualTo(Failure.of(null, ErrorCode.BAD_MESSAGE));
    }

    @Test
    void theMostTokensAllowedAreRead() throws Exception {
        int others = 2 + 2 * 2 + 1 + 2;
        String most = "[" + "0,".repeat(ProtocolLimits.JSON_TOKENS_MAX - others - 1) + "0]";
        String json = "{\"type\":\"leave\",\"room\":\"lobby\",\"new\":";
        assertThat(codec.decode((json + most + "}").getBytes(UTF_8))).isInstanceOf(ClientMessage.Leave.class);
        assertThat(refusal(json + most.replace("[", "[0,") + "}").code()).isEqualTo(ErrorCode.BAD_MESSAGE);
    }

    @Test
    void theLongestMessageNeedsFewOfThem() {
        int longest = GoldenFilesTest.clientFiles().stream()
                .mapToInt(golden -> PlainJson.read(golden.json()).size())
                .max()
                .orElseThrow();
        // As ProtocolLimits says of JSON_TOKENS_MAX.
        assertThat(2 + 2 * longest).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void noEncodingIsGuessed(String charset) {
        byte[] input = "{\"type\":\"leave\",\"room\":\"lobby\"}".getBytes(Charset.forName(charset));
        assertThat(refusal(input).code()).isEqualTo(ErrorCode.BAD_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "fe",
                "80",
                "c3",
                "c328",
                "e282",
                "e28228",
                "f09f99",
                "f09f9928",
                "c080",
                "e08080",
                "eda080",
                "edb080",
                "f0808080",
                "f4908080",
                "f7bfbfbf",
                "f8888080 80",
                "00",
                "07"
            })
    void noBytesThatAreNotCleanTextReachAName(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        String raw = new String(bytes, ISO_8859_1);
        refusal(("{\"type\":\"hello\",\"name\":\"Ana" + raw + "\"}").getBytes(ISO_8859_1));
        refusal(("{\"type\":\"leave\",\"room\":\"" + raw + "a\"}").getBytes(ISO_8859_1));
        refusal(("{\"type\":\"send\",\"room\":\"a\",\"cid\":\"1\",\"text\":\"" + raw + "\"}").getBytes(ISO_8859_1));
        refusal(("{\"type\":\"hello\",\"token\":\"a" + raw + "\"}").getBytes(ISO_8859_1));
    }

    static Stream<Arguments> fields() {
        return GoldenFilesTest.clientFiles().stream()
                .flatMap(golden ->
                        PlainJson.read(golden.json()).keySet().stream().map(field -> arguments(golden, field)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fields")
    void aWrongJsonTypeIsAnErrorThatNamesTheField(Golden golden, String field) {
        for (Object other : ofAnotherTypeThan(PlainJson.read(golden.json()).get(field))) {
            Failure failure = refusal(with(golden, field, other));
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(failure.field()).isEqualTo(field);
            Object id = PlainJson.read(golden.json()).get("id");
            assertThat(failure.id()).isEqualTo(field.equals("id") ? null : id);
        }
    }

    private static List<Object> ofAnotherTypeThan(Object value) {
        if (value instanceof Long) {
            return List.of("1", true, 1.5, 1e3, (1L << 53) + 1, Long.MIN_VALUE, List.of(1L), Map.of(), CANARY);
        }
        if (value instanceof List) {
            return List.of(1L, true, "a", List.of(1L), List.of("u8", List.of("u9")), List.of(), Map.of("id", "u8"));
        }
        Object other = value instanceof Boolean ? "true" : true;
        return List.of(1L, 0L, other, 1.5, List.of("a"), Map.of("id", 5L, CANARY, CANARY));
    }

    /** Without its visibility a private room is another message, which needs a room. */
    static Stream<Arguments> fieldsThatMakeNoOtherMessage() throws Exception {
        return fields().filter(it ->
                !(((Golden) it.get()[0]).name().equals("createRoom-private") && it.get()[1].equals("visibility")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fieldsThatMakeNoOtherMessage")
    void aFieldThatIsMissingIsNamedUnlessItMayBe(Golden golden, String field) throws Exception {
        Map<String, Object> tree = new LinkedHashMap<>(PlainJson.read(golden.json()));
        ClientMessage whole = codec.decode(golden.json().getBytes(UTF_8));
        tree.remove(field);
        String json = PlainJson.write(tree);
        if (mayBeMissing(whole, field)) {
            assertThat(codec.decode(json.getBytes(UTF_8))).hasSameClassAs(whole);
        } else {
            Failure failure = refusal(json);
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(failure.field()).isEqualTo(field);
        }
    }

    private static boolean mayBeMissing(ClientMessage message, String field) {
        if (message instanceof ClientMessage.CreateRoom create
                && List.of("room", "cid").contains(field)) {
            boolean needed = create.visibility() == Visibility.PRIVATE ? field.equals("cid") : field.equals("room");
            return !needed;
        }
        boolean hasDefault = List.of("on", "visibility", "byAddress").contains(field)
                || (message instanceof RoomMessage.Invite && field.equals("role"));
        return hasDefault || Records.optionalFieldsOf(message.getClass()).contains(field);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fields")
    void aStringOfWrongLengthOrWithWhatIsNoCharacterIsAnErrorThatNamesTheField(Golden golden, String field) {
        if (!(PlainJson.read(golden.json()).get(field) instanceof String)) {
            return;
        }
        if (!List.of("topic", "description").contains(field)) {
            assertNamed(field, refusal(with(golden, field, "")));
        }
        for (String value : List.of("a".repeat(60_000), "\u0000", "ab\u0000", "ab\u001b[2J", "ab\u0085", "ab\u007f")) {
            assertNamed(field, refusal(with(golden, field, value)));
        }
        for (String escaped : List.of("\\ud800", "\\udc00", "ab\\udc00\\ud800", "\\ud800\\u0041b")) {
            String json = with(golden, field, CANARY).replace(CANARY, escaped);
            assertNamed(field, refusal(json));
        }
    }

    private static void assertNamed(String field, Failure failure) {
        assertThat(failure.field()).isEqualTo(field);
        assertThat(failure.code())
                .isIn(ErrorCode.INVALID_FIELD, ErrorCode.INVALID_NAME, ErrorCode.TOO_LARGE, ErrorCode.UNKNOWN_TYPE);
    }

    private static String with(Golden golden, String field, Object value) {
        Map<String, Object> tree = new LinkedHashMap<>(PlainJson.read(golden.json()));
        tree.put(field, value);
        return PlainJson.write(tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"history\",\"room\":\"a\",\"limit\":0}",
                "{\"type\":\"history\",\"room\":\"a\",\"limit\":301}",
                "{\"type\":\"rooms\",\"limit\":0}",
                "{\"type\":\"rooms\",\"limit\":201}",
                "{\"type\":\"members\",\"room\":\"a\",\"limit\":201}",
                "{\"type\":\"history\",\"room\":\"a\",\"before\":-1}",
                "{\"type\":\"history\",\"room\":\"a\",\"before\":1,\"after\":1}",
                "{\"type\":\"join\",\"room\":\"a\",\"after\":-1}",
                "{\"type\":\"send\",\"room\":\"a\",\"cid\":\"1\",\"text\":\"a\",\"replyTo\":0}",
                "{\"type\":\"createRoom\",\"room\":\"a\",\"visibility\":\"secret\"}",
                "{\"type\":\"members\",\"room\":\"a\",\"after\":\"Ana\"}",
                "{\"type\":\"rooms\",\"after\":\"a b\"}",
                "{\"type\":\"unread\",\"after\":\"a b\"}",
                "{\"type\":\"unread\",\"limit\":201}",
                "{\"type\":\"history\",\"room\":\"a\",\"around\":0}",
                "{\"type\":\"history\",\"room\":\"a\",\"thread\":0}",
                "{\"type\":\"history\",\"room\":\"a\",\"around\":5,\"before\":9}",
                "{\"type\":\"history\",\"room\":\"a\",\"around\":5,\"after\":1}",
                "{\"type\":\"history\",\"room\":\"a\",\"around\":5,\"thread\":1}",
                "{\"type\":\"edit\",\"room\":\"a\",\"cid\":\"1\",\"target\":0,\"text\":\"a\"}",
                "{\"type\":\"edit\",\"room\":\"a\",\"cid\":\"1\",\"target\":1,\"text\":\"\"}",
                "{\"type\":\"delete\",\"room\":\"a\",\"cid\":\"1\",\"target\":-1}",
                "{\"type\":\"react\",\"room\":\"a\",\"cid\":\"1\",\"target\":1,\"emoji\":\"ok\"}",
                "{\"type\":\"setTopic\",\"room\":\"a\",\"cid\":\"1\",\"topic\":\"a\\nb\"}",
                "{\"type\":\"read\",\"room\":\"a\",\"seq\":-1}",
                "{\"type\":\"versions\",\"room\":\"a\",\"target\":0}",
                "{\"type\":\"search\",\"query\":\"a\",\"limit\":51}",
                "{\"type\":\"search\",\"query\":\"a\",\"from\":\"Ana\"}",
                "{\"type\":\"search\",\"query\":\"a\",\"room\":\"a b\"}",
                "{\"type\":\"search\",\"query\":\"a\\nb\"}",
                "{\"type\":\"createRoom\",\"cid\":\"1\",\"visibility\":\"direct\"}",
                "{\"type\":\"join\",\"room\":\"~p1\"}",
                "{\"type\":\"setRoom\",\"room\":\"a\",\"cid\":\"1\"}",
                "{\"type\":\"setRoom\",\"room\":\"a\",\"cid\":\"1\",\"posting\":\"none\"}",
                "{\"type\":\"setRoom\",\"room\":\"a\",\"cid\":\"1\",\"slowSeconds\":3601}",
                "{\"type\":\"setRoom\",\"room\":\"a\",\"cid\":\"1\",\"slowSeconds\":-1}",
                "{\"type\":\"setRole\",\"room\":\"a\",\"cid\":\"1\",\"user\":\"u1\",\"role\":\"admin\"}",
                "{\"type\":\"setRole\",\"room\":\"a\",\"cid\":\"1\",\"user\":\"Ana\",\"role\":\"owner\"}",
                "{\"type\":\"direct\",\"users\":[]}",
                "{\"type\":\"direct\",\"users\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}",
                "{\"type\":\"direct\",\"users\":[\"Ana\"]}",
                "{\"type\":\"restrict\",\"room\":\"a\",\"user\":\"u1\",\"kind\":\"gag\"}",
                "{\"type\":\"restrict\",\"room\":\"a\",\"user\":\"u1\",\"kind\":\"ban\",\"seconds\":0}",
                "{\"type\":\"restrict\",\"room\":\"a\",\"user\":\"u1\",\"kind\":\"ban\",\"seconds\":31536001}",
                "{\"type\":\"restrictions\",\"room\":\"a\",\"limit\":201}",
                "{\"type\":\"reports\",\"room\":\"a\",\"limit\":201}",
                "{\"type\":\"reports\",\"room\":\"a\",\"after\":-1}",
                "{\"type\":\"report\",\"room\":\"a\",\"target\":0,\"reason\":\"a\"}",
                "{\"type\":\"resolveReport\",\"room\":\"a\",\"report\":1,\"outcome\":\"open\"}",
                "{\"type\":\"myRooms\",\"limit\":201}",
                "{\"type\":\"findUsers\",\"query\":\"a\",\"limit\":51}",
                "{\"type\":\"findUsers\",\"query\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
            })
    void numbersAndNamesHaveBounds(String json) {
        assertThat(refusal(json).code()).isEqualTo(ErrorCode.INVALID_FIELD);
    }

    @Test
    void aTextOfTheLargestSizeIsReadAndOneMoreIsTooLarge() throws Exception {
        String start = "{\"type\":\"send\",\"room\":\"a\",\"cid\":\"1\",\"text\":\"";
        String most = "🙂".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX);
        ClientMessage read = codec.decode((start + most + "\"}").getBytes(UTF_8));
        assertThat(read)
                .isEqualTo(new ClientMessage.Send(null, new RoomName("a"), new Cid("1"), new MessageText(most), null));
        Failure failure = refusal(start + most + "x\"}");
        assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(failure.cid()).isEqualTo(new Cid("1"));
    }
}
