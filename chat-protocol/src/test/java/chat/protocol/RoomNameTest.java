package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
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

    @Test
    void theKeyTellsWhoMayFindTheRoom() throws Exception {
        String behind = "abcdefghijklmnopqrstuvwx7";
        assertThat(RoomName.parse("~p" + behind).visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(RoomName.parse("~d" + behind).visibility()).isEqualTo(Visibility.DIRECT);
        assertThat(RoomName.parse("p" + behind).visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(RoomName.LOBBY.isPublic()).isTrue();
        assertThat(new RoomName("~p" + behind).isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "~p",
                "~lobby",
                "a~b",
                "~pabcdefghijklmnopqrstuvwx",
                "~pabcdefghijklmnopqrstuvwx77",
                "~pabcdefghijklmnopqrstuvwx8",
                "~pabcdefghijklmnopqrstuvwx1",
                "~pABCDEFGHIJKLMNOPQRSTUVWX7",
                "~Pabcdefghijklmnopqrstuvwx7",
                "~xabcdefghijklmnopqrstuvwx7",
                "\uff5epabcdefghijklmnopqrstuvwx7",
                "~p\uff41bcdefghijklmnopqrstuvwx7",
            })
    void keysOfTheServerHaveOneSpelling(String text) {
        assertRefused(text);
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomName(text));
    }

    @Test
    void everyBitOfAHiddenKeyCounts() {
        Set<RoomName> keys = new HashSet<>();
        byte[] bytes = new byte[RoomName.HIDDEN_BYTES];
        keys.add(RoomName.ofPrivate(bytes));
        for (int bit = 3; bit < 8 * bytes.length; bit++) {
            byte[] other = bytes.clone();
            other[bit / 8] ^= (byte) (1 << (7 - bit % 8));
            keys.add(RoomName.ofPrivate(other));
        }
        assertThat(keys).hasSize(126).allMatch(key -> key.visibility() == Visibility.PRIVATE);
        assertThat(RoomName.ofDirect(bytes).value()).isEqualTo("~d" + "a".repeat(25));
        assertThatIllegalArgumentException().isThrownBy(() -> RoomName.ofPrivate(new byte[15]));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> RoomName.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(e.toFailure().field()).isEqualTo("room");
        });
    }
}
