package chat.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.Snippet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnippetsTest {
    private static Snippet snippet(String typed, String text) throws ProtocolException {
        return Snippets.of(text, SearchQuery.parse(typed));
    }

    private static List<String> marked(Snippet snippet) {
        return snippet.marks().stream()
                .map(mark -> snippet.text().substring(mark.from(), mark.to()))
                .toList();
    }

    @Test
    void shortTextIsShownWhole() throws ProtocolException {
        Snippet snippet = snippet("ola", "Olá mundo, OLA!");

        assertThat(snippet.text()).isEqualTo("Olá mundo, OLA!");
        assertThat(snippet.marks()).containsExactly(new Snippet.Mark(0, 3), new Snippet.Mark(11, 14));
    }

    @Test
    void snippetIsOneLine() throws ProtocolException {
        Snippet snippet = snippet("c", "\n a\t\tb \n\n c\u2028d\n");

        assertThat(snippet.text()).isEqualTo("a b c d");
        assertThat(marked(snippet)).containsExactly("c");
    }

    @Test
    void longTextIsCutBetweenWordsAroundTheFirstHit() throws ProtocolException {
        String text = "word ".repeat(100) + "needle " + "word ".repeat(100) + "needle";

        Snippet snippet = snippet("needle", text);

        assertThat(snippet.text()).matches("…(word )+needle( word)+…").hasSizeBetween(140, 160);
        assertThat(marked(snippet)).containsExactly("needle");
    }

    @Test
    void hitNearTheStartOrEndNeedsOneCut() throws ProtocolException {
        assertThat(snippet("needle", "a needle " + "word ".repeat(100)).text()).matches("a needle( word)+…");
        assertThat(snippet("needle", "word ".repeat(100) + "needle a").text())
                .matches("…(word )+needle a")
                .hasSizeBetween(150, 160);
    }

    @Test
    void marksBehindTheCutAreLeftOut() throws ProtocolException {
        Snippet snippet = snippet("needle", "needle " + "word ".repeat(28) + "needle needle needle");

        assertThat(snippet.text()).endsWith("needle…");
        assertThat(marked(snippet)).hasSizeBetween(2, 3).containsOnly("needle");
    }

    @Test
    void wordThatIsTooLongIsCutAndMarkedAsFarAsItIsShown() throws ProtocolException {
        Snippet snippet = snippet("xx*", "x".repeat(1_000));

        assertThat(snippet.text()).isEqualTo("x".repeat(159) + "…");
        assertThat(snippet.marks()).containsExactly(new Snippet.Mark(0, 159));
    }

    @Test
    void textWithoutBlanksIsCutBetweenCharacters() throws ProtocolException {
        String family = "👩‍👩‍👧";
        Snippet snippet = snippet("京", family.repeat(100) + "京" + family.repeat(100));

        assertThat(snippet.text()).matches("…(" + family + ")+京(" + family + ")+…");
        assertThat(marked(snippet)).containsExactly("京");
    }

    @Test
    void flagsSkinsAndAccentsStayWhole() throws ProtocolException {
        for (String unit : List.of("🇧🇷", "👍🏽", "e\u0301\u0323", "1️⃣", "가", "कि")) {
            for (int shift = 0; shift < 6; shift++) {
                String text = "-".repeat(shift) + unit.repeat(200) + "京" + "-".repeat(shift) + unit.repeat(200);

                assertThat(snippet("京", text).text())
                        .matches("…(-*|(" + unit + ")*)(" + unit + ")*京-*(" + unit + ")*…");
            }
        }
    }

    @Test
    void characterThatIsTooLongIsCutAllTheSame() throws ProtocolException {
        Snippet snippet = snippet("a", "a" + "\u0301".repeat(500));

        assertThat(snippet.text())
                .hasSizeLessThanOrEqualTo(ProtocolLimits.SNIPPET_LENGTH_MAX)
                .startsWith("a\u0301");
        assertThat(snippet.marks()).containsExactly(new Snippet.Mark(0, 159));
    }

    @Test
    void textWithoutAHitIsShownFromItsStart() throws ProtocolException {
        assertThat(snippet("needle", "word ".repeat(100)).text())
                .startsWith("word word")
                .endsWith("word…");
        assertThat(snippet("needle", "word").marks()).isEmpty();
    }

    @Test
    void anySnippetIsCleanAndItsMarksAreHits() throws ProtocolException {
        Random random = new Random(20260403);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < random.nextInt(500)) {
                text.append(SearchWordsTest.randomText(random).replaceAll("\\p{Cs}", ""))
                        .append(random.nextBoolean() ? " needle " : "");
            }
            Snippet snippet = snippet("needle", text.toString());

            assertThat(snippet.text().length()).isLessThanOrEqualTo(ProtocolLimits.SNIPPET_LENGTH_MAX);
            assertThat(snippet.text()).doesNotContain("\n", "\t").doesNotContainPattern("\\p{Cs}");
            assertThat(snippet.marks().isEmpty()).isEqualTo(!text.toString().contains(" needle "));
            int end = 0;
            for (Snippet.Mark mark : snippet.marks()) {
                assertThat(mark.from()).isGreaterThanOrEqualTo(end).isLessThan(mark.to());
                end = mark.to();
                assertThat(SearchWords.of(snippet.text().substring(mark.from(), end))
                                .joined())
                        .isEqualTo("needle");
            }
            assertThat(end).isLessThanOrEqualTo(snippet.text().length());
        }
    }
}
