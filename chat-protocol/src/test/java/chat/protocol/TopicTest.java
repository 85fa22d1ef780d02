package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    private static final int MOST = ProtocolLimits.TOPIC_CODE_POINTS_MAX;

    @ParameterizedTest
    @CsvSource({
        "Ensaio às 20h, Ensaio às 20h",
        "'  Jazz  ', Jazz",
        "Cafe\u0301, Café",
        "👩‍🎤 <b>&, 👩‍🎤 <b>&",
        "שלום, שלום",
    })
    void aTopicIsOneLineForPeople(String text, String topic) throws Exception {
        assertThat(Topic.parse(text)).isEqualTo(new Topic(topic)).hasToString(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u3000 ", "\u200b", "\u3164", "\ufe0f"})
    void whatShowsNothingIsNoTopic(String text) throws Exception {
        assertThat(Topic.parse(text)).isEqualTo(Topic.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\tb", "a\rb", "a\u0000", "a\u001b[2Jb", "a\u0085b", "a\u202eb", "a\u2066b", "a\u2028b"
            })
    @ValueSource(strings = {"\ud800", "a\udc00"})
    void whatWouldNotStayOnItsLineIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ã", "🎷"})
    void theLengthIsCountedInCodePoints(String character) throws Exception {
        String most = character.repeat(MOST);
        assertThat(Topic.parse(most)).hasToString(most);
        assertThat(Topic.parse("  " + most)).hasToString(most);
        assertRefused(most + "a");
    }

    @Test
    void whatIsFarTooLongIsRefusedWithoutALook() {
        assertThatThrownBy(() -> Topic.parse(" ".repeat(4 * MOST + 1))).isInstanceOf(ProtocolException.class);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> Topic.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(e.toFailure().field()).isEqualTo("topic");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> new Topic(text));
    }
}
