package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {
    @ParameterizedTest
    @CsvSource({
        "lobby, lobby",
        "Lobby, lobby",
        "CAFÉ, café",
        "Cafe\u0301, café",
        "ＪＡＺＺ, jazz",
        "a-b_c.d-9, a-b_c.d-9",
        "日本語, 日本語",
        "İstanbul, i\u0307stanbul",
        "7, 7",
        "Ω, ω",
        "ﬁ, fi",
        "नमस्ते, नमस्ते",
    })
    void aRoomHasOneKeyHoweverItIsWritten(String text, String key) throws Exception {
        RoomName room = RoomName.parse(text);
        assertThat(room.value()).isEqualTo(key);
        assertThat(RoomName.parse(room.value())).isEqualTo(room);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                " lobby",
                "a/b",
                "a:b",
                "a#b",
                "<b>",
                "a\n",
                "a\u0000",
                "a\u0085",
                "a\u200b",
                "a\u034fb",
                "a\ufe0f",
                "\u1160",
                "\u0301a",
                "a\u202e",
                "a🙂",
                "a\ud800",
            })
    void otherCharactersAreRefused(String text) {
        assertRefused(text);
    }

    @Test
    void theLengthIsCountedInCodePointsOfTheKey() throws Exception {
        String most = "a".repeat(ProtocolLimits.ROOM_NAME_CODE_POINTS_MAX);
        assertThat(RoomName.parse(most).value()).isEqualTo(most);
        assertRefused(most + "a");
        String astral = "𐐨".repeat(ProtocolLimits.ROOM_NAME_CODE_POINTS_MAX);
        assertThat(RoomName.parse(astral).value()).isEqualTo(astral);
        assertRefused(astral + "𐐨");
        assertRefused("ﷺ".repeat(ProtocolLimits.ROOM_NAME_CODE_POINTS_MAX));
        assertRefused("a".repeat(1_000_000));
    }

    @Test
    void theConstructorTakesKeysOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomName("Lobby"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomName(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomName("cafe\u0301"));
    }

    @Test
    void roomsAreOrderedByTheirKeys() {
        assertThat(new RoomName("a")).isLessThan(new RoomName("b"));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> RoomName.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(e.toFailure().field()).isEqualTo("room");
        });
    }
}
