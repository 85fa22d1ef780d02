package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A description and a reason: what people write about rooms and about each other. */
class DescriptionTest {
    private static final int MOST = ProtocolLimits.DESCRIPTION_CODE_POINTS_MAX;

    @ParameterizedTest
    @CsvSource({"'a\r\nb\rc\nd', 'a\nb\nc\nd'", "'\n  Jazz\n\nBlues ', 'Jazz\n\nBlues'", "Cafe\u0301, Café"})
    void aDescriptionHasLines(String text, String description) throws Exception {
        assertThat(Description.parse(text))
                .isEqualTo(new Description(description))
                .hasToString(description);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\u200b", "\u3164\n\ufe0f"})
    void whatShowsNothingIsNoDescription(String text) throws Exception {
        assertThat(Description.parse(text)).isEqualTo(Description.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb", "a\u0000", "a\u001b[2Jb", "a\u0085b", "a\u202eb", "a\u2028b", "\ud800", "a\udc00"})
    void whatCouldTurnALineAroundIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "🎷"})
    void itsLengthIsCountedInCodePoints(String character) throws Exception {
        String most = character.repeat(MOST);
        assertThat(Description.parse("\n" + most)).hasToString(most);
        assertRefused(most + "a");
        assertThatThrownBy(() -> Description.parse(" ".repeat(4 * MOST + 1))).isInstanceOf(ProtocolException.class);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> Description.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(e.toFailure().field()).isEqualTo("description");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> new Description(text));
    }

    @Test
    void aReasonIsOneLineThatSaysSomething() throws Exception {
        String most = "🎷".repeat(ProtocolLimits.REASON_CODE_POINTS_MAX);
        assertThat(Reason.parse("  spam ")).isEqualTo(new Reason("spam")).hasToString("spam");
        assertThat(Reason.parse(most)).hasToString(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u200b", "a\nb", "a\tb", "a\u202eb", "\ud800"})
    void anotherReasonIsRefused(String text) {
        assertThatThrownBy(() -> Reason.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(e.toFailure().field()).isEqualTo("reason");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> new Reason(text));
    }

    @Test
    void aReasonIsShort() {
        int max = ProtocolLimits.REASON_CODE_POINTS_MAX;
        assertThatThrownBy(() -> Reason.parse("a".repeat(max + 1))).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> Reason.parse(" ".repeat(4 * max + 1))).isInstanceOf(ProtocolException.class);
    }
}
