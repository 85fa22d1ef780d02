package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.protocol.ServerMessage.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codec takes, what it refuses and how it says so. The form of each message stands in the golden files. */
class JsonCodecTest {
    private final JsonCodec codec = new JsonCodec();

    private ClientMessage decode(String json) throws ProtocolException {
        return codec.decode(json.getBytes(UTF_8));
    }

    private Failure refusal(String json) {
        return refusal(json.getBytes(UTF_8));
    }

    private Failure refusal(byte[] input) {
        ProtocolException e = catchThrowableOfType(ProtocolException.class, () -> codec.decode(input));
        assertThat(e).as("refused").isNotNull().hasNoCause();
        assertThat(e.getStackTrace()).isEmpty();
        return e.toFailure();
    }

    @Test
    void typeMayStandAnywhere() throws Exception {
        assertThat(decode("{\"room\":\"Lobby\",\"id\":7,\"type\":\"leave\"}"))
                .isEqualTo(new ClientMessage.Leave(7L, RoomName.LOBBY));
    }

    @Test
    void nullIsTheSameAsAbsent() throws Exception {
        assertThat(decode("{\"type\":\"join\",\"id\":null,\"room\":\"lobby\",\"after\":null,\"epoch\":null}"))
                .isEqualTo(new ClientMessage.Join(null, RoomName.LOBBY, null, null));
        assertThat(refusal("{\"type\":\"join\",\"room\":null}").field()).isEqualTo("room");
        assertThat(refusal("{\"type\":null}").field()).isEqualTo("type");
    }

    @Test
    void unknownFieldsAreSkippedAtAnyDepthAllowed() throws Exception {
        assertThat(decode(
                        "{\"type\":\"leave\",\"new\":{\"room\":\"x\",\"type\":[1.5e3,{\"a\":[true,null]}]},\"b\":-0.1,"
                                + "\"text\":9,\"room\":\"lobby\"}"))
                .isEqualTo(new ClientMessage.Leave(null, RoomName.LOBBY));
        assertThat(decode("{\"type\":\"leave\",\"room\":\"lobby\",\"x\":" + "[".repeat(15) + "]".repeat(15) + "}"))
                .isInstanceOf(ClientMessage.Leave.class);
        assertThat(refusal("{\"type\":\"leave\",\"room\":\"lobby\",\"x\":" + "[".repeat(16) + "]".repeat(16) + "}")
                        .code())
                .isEqualTo(ErrorCode.BAD_MESSAGE);
    }

    @Test
    void unknownTypeIsSaidToBeUnknown() {
        Failure failure = refusal("{\"type\":\"launch\",\"id\":3}");
        assertThat(failure.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
        assertThat(failure.id()).isEqualTo(3);
        assertThat(failure.message()).doesNotContain("launch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"hello\"",
                "[]",
                "{",
                "{\"type\":\"leave\"",
                "{\"type\":\"leave\",}",
                "{type:\"leave\"}",
                "{'type':'leave'}",
                "{\"type\":\"leave\",\"room\":\"lobby\"}x",
                "{\"type\":\"leave\",\"room\":\"lobby\"}{}",
                "{\"type\":\"leave\",\"room\":\"lobby\"},",
                "{\"type\":\"leave\",\"room\":\"lobby\"/* why */}",
                "{\"type\":\"leave\",\"room\":\"lobby\"}// why",
                "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":NaN}",
                "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":Infinity}",
                "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":0x1f}",
                "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":01}",
                "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":+1}",
                "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":.5}",
                "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":1.}",
                "{\"type\":\"leave\",\"room\":\"a\tb\"}",
                "{\"type\":\"leave\",\"room\":\"a\\xb\"}",
                "{\"type\":\"leave\",\"room\":\"a\\ud8\"}",
                "\uFEFF{\"type\":\"leave\",\"room\":\"lobby\"}",
            })
    void whatIsNotOneJsonObjectIsABadMessage(String json) {
        assertThat(refusal(json).code()).isEqualTo(ErrorCode.BAD_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"leave\",\"room\":\"lobby\",\"room\":\"lobby\",\"id\":5}",
                "{\"type\":\"leave\",\"type\":\"leave\",\"room\":\"lobby\",\"id\":5}",
                "{\"id\":5,\"type\":\"leave\",\"room\":\"lobby\",\"id\":6}",
                "{\"type\":\"leave\",\"room\":null,\"room\":\"lobby\",\"id\":5}",
                "{\"type\":\"leave\",\"new\":1,\"room\":\"lobby\",\"new\":2,\"id\":5}",
            })
    void noKeyMayStandTwice(String json) {
        assertThat(refusal(json))
                .isEqualTo(new Failure(
                        5L, ErrorCode.BAD_MESSAGE, "no key may stand twice in an object", null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "-0, true",
        "9007199254740992, true",
        "-9007199254740992, true",
        "9007199254740993, false",
        "-9007199254740993, false",
        "99999999999999999999999999999999999999, false",
        "1.0, false",
        "1e3, false",
        "true, false",
        "'\"7\"', false",
        "[7], false",
        "{}, false",
    })
    void idIsAnIntegerThatEveryClientCanCountTo(String id, boolean taken) throws Exception {
        String json = "{\"type\":\"leave\",\"room\":\"lobby\",\"id\":" + id + "}";
        if (taken) {
            assertThat(decode(json).id()).isEqualTo(Long.parseLong(id));
        } else {
            Failure failure = refusal(json);
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(failure.field()).isEqualTo("id");
            assertThat(failure.id()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "null, true"})
    void reactionsAndPinsArePutThereUnlessToldOtherwise(String on, boolean meant) throws Exception {
        String pin = "{\"type\":\"pin\",\"room\":\"lobby\",\"cid\":\"1\",\"target\":7";
        assertThat(decode(pin + ",\"on\":" + on + "}"))
                .isEqualTo(new ClientMessage.Pin(null, RoomName.LOBBY, new Cid("1"), 7, meant));
        assertThat(decode(pin + "}")).isEqualTo(new ClientMessage.Pin(null, RoomName.LOBBY, new Cid("1"), 7, true));
        String react = pin.replace("\"pin\"", "\"react\"") + ",\"emoji\":\"👍\"";
        assertThat(decode(react + ",\"on\":" + on + "}"))
                .isEqualTo(new ClientMessage.React(null, RoomName.LOBBY, new Cid("1"), 7, new Emoji("👍"), meant));
        assertThat(((ClientMessage.React) decode(react + "}")).on()).isTrue();
    }

    @Test
    void whatIsNotSaidOfPeopleIsAsItIsAsARule() throws Exception {
        UserId bia = new UserId("u8");
        assertThat(decode("{\"type\":\"invite\",\"room\":\"a\",\"cid\":\"1\",\"user\":\"u8\"}"))
                .isEqualTo(new RoomMessage.Invite(null, new RoomName("a"), new Cid("1"), bia, Role.MEMBER));
        assertThat(decode("{\"type\":\"restrict\",\"room\":\"a\",\"user\":\"u8\",\"kind\":\"mute\"}"))
                .isEqualTo(new RoomMessage.Restrict(
                        null, new RoomName("a"), bia, RestrictionKind.MUTE, true, null, false, null));
        assertThat(decode("{\"type\":\"block\",\"user\":\"u8\"}")).isEqualTo(new RoomMessage.Block(null, bia, true));
    }

    @Test
    void aPrivateRoomNeedsNoNameAndAPublicOneNoCid() throws Exception {
        assertThat(decode("{\"type\":\"createRoom\",\"cid\":\"1\",\"visibility\":\"private\"}"))
                .isEqualTo(new ClientMessage.CreateRoom(null, null, new Cid("1"), null, null, Visibility.PRIVATE));
        assertThat(refusal("{\"type\":\"createRoom\",\"room\":\"a\",\"visibility\":\"private\"}")
                        .field())
                .isEqualTo("cid");
        assertThat(refusal("{\"type\":\"createRoom\",\"cid\":\"1\"}").field()).isEqualTo("room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "[]", "{}"})
    void aFlagIsTrueOrFalse(String on) {
        Failure failure = refusal("{\"type\":\"pin\",\"room\":\"lobby\",\"cid\":\"1\",\"target\":7,\"on\":" + on + "}");
        assertThat(failure.message()).isEqualTo("on: must be true or false");
        assertThat(failure.cid()).isEqualTo(new Cid("1"));
    }

    @Test
    void aPlaceMayBeNothingForReadingOnly() throws Exception {
        assertThat(decode("{\"type\":\"read\",\"room\":\"lobby\",\"seq\":0}"))
                .isEqualTo(new ClientMessage.Read(null, RoomName.LOBBY, 0));
        assertThat(refusal("{\"type\":\"read\",\"room\":\"lobby\"}").message()).isEqualTo("seq: is missing");
        assertThat(refusal("{\"type\":\"read\",\"room\":\"lobby\",\"seq\":null}")
                        .message())
                .isEqualTo("seq: is missing");
    }

    @Test
    void whatIsSearchedForIsShort() throws Exception {
        String most = "🎷".repeat(ProtocolLimits.QUERY_CODE_POINTS_MAX);
        assertThat(((ClientMessage.Search) decode("{\"type\":\"search\",\"query\":\"" + most + "\"}")).query())
                .isEqualTo(most);
        assertThat(refusal("{\"type\":\"search\",\"query\":\"" + most + "a\"}").field())
                .isEqualTo("query");
    }

    @Test
    void anErrorKnowsItsRequestEvenWhenIdAndCidStandBehindTheMistake() {
        assertThat(refusal("{\"type\":\"send\",\"room\":[\"a\"],\"text\":\"x\",\"cid\":\"c-1\",\"id\":12}"))
                .isEqualTo(new Failure(
                        12L, ErrorCode.INVALID_FIELD, "room: must be a string", "room", new Cid("c-1"), null, null));
        assertThat(refusal("{\"id\":12,\"cid\":\"c-1\",\"type\":\"send\",").id())
                .isEqualTo(12);
    }

    @Test
    void serverMessagesStartWithTheirTypeAndLeaveOutWhatIsAbsent() {
        assertThat(new String(codec.encode(new ServerMessage.Live(RoomName.LOBBY)), UTF_8))
                .isEqualTo("{\"type\":\"live\",\"room\":\"lobby\"}");
        assertThat(new String(codec.encode(Failure.of(null, ErrorCode.HELLO_FIRST)), UTF_8))
                .isEqualTo("{\"type\":\"error\",\"code\":\"helloFirst\",\"message\":\"Say hello first.\"}");
    }
}
