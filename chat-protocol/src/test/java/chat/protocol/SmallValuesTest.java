package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cid, user id, room title, visibility: one rule each. */
class SmallValuesTest {
    private static final String MOST = "a".repeat(ProtocolLimits.CID_LENGTH_MAX);

    @ParameterizedTest
    @ValueSource(strings = {"1", "6f1c2b1e-8c55-4a57-9d53-0c0d8a4f2b11", "A:b_c.D-9"})
    void aCidIsShortAndPlain(String text) throws Exception {
        assertThat(Cid.parse(text).value()).isEqualTo(text);
        assertThat(Cid.parse(MOST)).hasToString(MOST);
    }

    @Test
    void aCidHasNoOtherCharacters() {
        for (char c = 0; c < 0x300; c++) {
            boolean allowed = "0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz.-".indexOf(c) >= 0;
            assertThat(Cid.isValid("a" + c)).as("U+%04x", (int) c).isEqualTo(allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ã"})
    void anotherCidIsRefused(String text) {
        assertThatThrownBy(() -> Cid.parse(text)).isInstanceOf(ProtocolException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new Cid(text));
        assertThatThrownBy(() -> Cid.parse(MOST + "a")).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "u7k2m9q4x1", "0", "abcdefghijklmnopqrstuvwxyz012345"})
    void aUserIdIsLowerCase(String text) throws Exception {
        assertThat(UserId.parse(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "U", "u-1", "ú", "abcdefghijklmnopqrstuvwxyz0123456"})
    void anotherUserIdIsRefused(String text) {
        assertThatThrownBy(() -> UserId.parse(text)).isInstanceOf(ProtocolException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(text));
    }

    @ParameterizedTest
    @CsvSource({
        "Jazz & Blues, Jazz & Blues",
        "'  Jazz  ', Jazz",
        "Cafe\u0301, Café",
        "🎷, 🎷",
        "👩‍🎤, 👩‍🎤",
        "<b>, <b>"
    })
    void aTitleIsForPeople(String text, String title) throws Exception {
        assertThat(RoomTitle.parse(text)).isEqualTo(new RoomTitle(title));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\u00a0",
                "\u200b",
                "\u3164",
                "\ufe0f",
                "a\nb",
                "a\tb",
                "a\u202eb",
                "a\u2028b",
                "\ud800"
            })
    void aTitleIsOneVisibleLine(String text) {
        assertThatThrownBy(() -> RoomTitle.parse(text)).isInstanceOf(ProtocolException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomTitle(text));
    }

    @Test
    void aTitleIsShortAndEveryRoomNameIsOne() throws Exception {
        String most = "🎷".repeat(ProtocolLimits.ROOM_TITLE_CODE_POINTS_MAX);
        assertThat(RoomTitle.parse(most)).hasToString(most);
        assertThatThrownBy(() -> RoomTitle.parse(most + "a")).isInstanceOf(ProtocolException.class);
        RoomName room = new RoomName("a".repeat(ProtocolLimits.ROOM_NAME_CODE_POINTS_MAX));
        assertThat(RoomTitle.of(room)).hasToString(room.value());
    }

    @ParameterizedTest
    @EnumSource
    void aVisibilityIsReadAsItIsWritten(Visibility visibility) throws Exception {
        assertThat(Visibility.parse(visibility.wireName())).isEqualTo(visibility);
        assertThatThrownBy(() -> Visibility.parse(visibility.name())).isInstanceOf(ProtocolException.class);
    }
}
