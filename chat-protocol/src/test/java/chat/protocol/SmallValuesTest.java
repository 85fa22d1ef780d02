package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
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
    @EnumSource(names = "DIRECT", mode = EnumSource.Mode.EXCLUDE)
    void aVisibilityIsReadAsItIsWritten(Visibility visibility) throws Exception {
        assertThat(Visibility.parse(visibility.wireName())).isEqualTo(visibility);
        assertThatThrownBy(() -> Visibility.parse(visibility.name())).isInstanceOf(ProtocolException.class);
    }

    @Test
    void nobodyWishesForADirectRoomAsAnother() {
        assertThatThrownBy(() -> Visibility.parse("direct")).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRoleIsReadAsItIsWritten(Role role) throws Exception {
        assertThat(Role.parse(role.wireName())).isEqualTo(role);
        assertThatThrownBy(() -> Role.parse(role.name())).isInstanceOf(ProtocolException.class);
        assertThat(role.outranks(role)).isFalse();
        assertThat(Role.OWNER.outranks(role)).isEqualTo(role != Role.OWNER);
    }

    @ParameterizedTest
    @EnumSource
    void whoMayPostIsReadAsItIsWritten(Posting posting) throws Exception {
        assertThat(Posting.parse(posting.wireName())).isEqualTo(posting);
        assertThatThrownBy(() -> Posting.parse(posting.name())).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aRestrictionIsReadAsItIsWritten(RestrictionKind kind) throws Exception {
        assertThat(RestrictionKind.parse(kind.wireName())).isEqualTo(kind);
        assertThatThrownBy(() -> RestrictionKind.parse(kind.name())).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfAReportIsReadAsItIsWritten(ReportOutcome outcome) throws Exception {
        assertThat(ReportOutcome.parse(outcome.wireName())).isEqualTo(outcome);
        assertThatThrownBy(() -> ReportOutcome.parse(outcome.name())).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aMessageCallsOnlySoMany() {
        List<UserId> most = Stream.iterate(0, i -> i + 1)
                .limit(ProtocolLimits.MENTIONS_MAX)
                .map(i -> new UserId("u" + i))
                .toList();
        assertThat(new Mentions(most, false).includes(most.get(49))).isTrue();
        assertThat(new Mentions(most, false).includes(new UserId("u50"))).isFalse();
        assertThat(new Mentions(List.of(), true).includes(new UserId("u50"))).isTrue();
        List<UserId> more =
                Stream.concat(most.stream(), Stream.of(new UserId("u50"))).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new Mentions(more, false));
    }

    @Test
    void aChangeOfTheRoomLeavesTheRestAsItIs() {
        RoomSettings all = new RoomSettings(new RoomTitle("Jazz"), new Description("a\nb"), Posting.STAFF, true, 30);
        SettingsChange nothing = new SettingsChange(null, null, null, null, null);
        assertThat(nothing.of(all)).isEqualTo(all);
        assertThat(nothing.acts()).isEmpty();

        SettingsChange slow = new SettingsChange(null, null, null, null, 0);
        assertThat(slow.of(all))
                .isEqualTo(new RoomSettings(new RoomTitle("Jazz"), new Description("a\nb"), Posting.STAFF, true, 0));
        assertThat(slow.acts()).containsExactly(Act.SET_SLOW_MODE);

        SettingsChange rest = new SettingsChange(new RoomTitle("Blues"), Description.NONE, Posting.ALL, false, null);
        assertThat(rest.of(all))
                .isEqualTo(new RoomSettings(new RoomTitle("Blues"), Description.NONE, Posting.ALL, false, 30));
        assertThat(rest.acts()).containsExactly(Act.CHANGE_ROOM);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, ProtocolLimits.SLOW_SECONDS_MAX + 1})
    void nobodyWaitsLongerThanAnHour(int seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RoomSettings(new RoomTitle("Jazz"), Description.NONE, Posting.ALL, false, seconds));
    }
}
