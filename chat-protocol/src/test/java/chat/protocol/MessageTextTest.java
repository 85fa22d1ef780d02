package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {
    private static final int MOST = ProtocolLimits.TEXT_CODE_POINTS_MAX;

    static IntStream controls() {
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7f, 0xa0))
                .filter(c -> c != '\t' && c != '\n' && c != '\r');
    }

    @ParameterizedTest
    @MethodSource("controls")
    void noControlReachesATerminal(int control) {
        String text = "a" + (char) control + "b";
        assertRefused(ErrorCode.INVALID_FIELD, text);
        assertThat(MessageText.stripped(text)).isEqualTo("ab");
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageText(text));
    }

    @Test
    void tabAndNewlineAreText() throws Exception {
        assertThat(MessageText.parse("a\tb\n\nc").value()).isEqualTo("a\tb\n\nc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\rb"})
    void everyLineEndBecomesANewline(String text) throws Exception {
        assertThat(MessageText.parse(text).value()).isEqualTo("a\nb");
        assertThat(MessageText.stripped(text)).isEqualTo("a\nb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "👩‍👩‍👧", "שלום", "e\u0301", " ", "\u00a0", "\u2028", "\uffff"})
    void textIsDataAndStaysAsItIs(String text) throws Exception {
        assertThat(MessageText.parse(text).value()).isEqualTo(text);
        assertThat(MessageText.stripped(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ã", "🙂"})
    void theLengthIsCountedInCodePoints(String character) throws Exception {
        String most = character.repeat(MOST);
        assertThat(MessageText.parse(most).value()).isEqualTo(most);
        assertRefused(ErrorCode.TOO_LARGE, most + "x");
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageText(most + "x"));
    }

    @Test
    void aLineEndOfTwoCharactersCountsOnce() throws Exception {
        assertThat(MessageText.parse("\r\n".repeat(MOST)).value()).hasSize(MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "\ud83d\ud83d\ude42", "\ude42\ud83d"})
    void halfAPairIsNoCharacter(String text) {
        assertRefused(ErrorCode.INVALID_FIELD, text);
    }

    @Test
    void anEmptyTextIsRefused() {
        assertRefused(ErrorCode.INVALID_FIELD, "");
    }

    @ParameterizedTest
    @CsvSource({
        "'a\n', a",
        "'a\r\n', a",
        "'a\r', a",
        "'a\n\n', 'a\n'",
        "'\n', ''",
        "'', ''",
        "'\u001b[31mred\u0007\n', '[31mred'",
        "'a\ud800b', ab",
    })
    void aPlainLineLosesItsLineEndAndWhatIsNotText(String typed, String text) {
        assertThat(MessageText.stripped(typed)).isEqualTo(text);
    }

    private static void assertRefused(ErrorCode code, String text) {
        assertThatThrownBy(() -> MessageText.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.toFailure().field()).isEqualTo("text");
        });
    }
}
