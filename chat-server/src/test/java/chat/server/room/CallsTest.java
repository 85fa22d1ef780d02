package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.MessageText;
import chat.protocol.ProtocolLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a text may be a name. */
class CallsTest {
    private static List<List<String>> in(String text) {
        return Calls.in(new MessageText(text));
    }

    @Test
    void longestRowOfWordsComesFirst() {
        assertThat(in("olá @Ana Maria Braga!")).containsExactly(List.of("ana maria braga", "ana maria", "ana"));
    }

    @Test
    void whatHasTooFewLettersIsNoName() {
        assertThat(in("@1 2 3 @. @x @- a")).isEmpty();
        assertThat(in("@x y")).containsExactly(List.of("x y"));
    }

    @Test
    void addressOfMailCallsNobody() {
        assertThat(in("ana@example.org")).isEmpty();
    }

    @Test
    void oneMessageCostsSoManyNamesAtMost() {
        String text = "@a b c d e f g h i j k l m n o p ".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX / 40);

        List<List<String>> calls = in(text);

        assertThat(calls.stream().mapToInt(List::size).sum()).isEqualTo(Calls.NAMES_MAX);
    }

    @Test
    void asManyAreCalledAsMayBe() {
        assertThat(in("@Ana ".repeat(2 * Calls.CALLS_MAX))).hasSize(Calls.CALLS_MAX);
        assertThat(Calls.CALLS_MAX).isGreaterThanOrEqualTo(ProtocolLimits.MENTIONS_MAX);
    }
}
