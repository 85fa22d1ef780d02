package chat.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolLimits;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {
    private static List<String> words(String text) {
        return SearchWords.of(text).words();
    }

    @Test
    void wordsAreRunsOfLettersAndDigits() {
        assertThat(words("Hello, world! It's 3.5 (km/h) foo_bar\n\tlast"))
                .containsExactly("hello", "world", "it", "s", "3", "5", "km", "h", "foo", "bar", "last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "!?.,;\"'*()-+:", "😀🎉❤️", "\u200b\u00ad\u0301", "\ud800"})
    void textWithoutLettersHasNoWords(String text) {
        assertThat(words(text)).isEmpty();
        assertThat(SearchWords.of(text).joined()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "olá, ola",
        "OLÁ, ola",
        "São, sao",
        "naïve, naive",
        "Ångström, angstrom",
        "Ελλάδα, ελλαδα",
        "Ёлка, елка",
        "Straße, strasse",
        "STRASSE, strasse",
        "STRAẞE, strasse",
        "İstanbul, istanbul",
        "ISTANBUL, istanbul",
        "ıstanbul, istanbul",
        "ΟΔΟΣ, οδοσ",
        "οδος, οδοσ",
        "Łódź, lodz",
        "København, kobenhavn",
        "Ægir, aegir",
        "Œuvre, oeuvre",
        "Đorđe, dorde",
        "Þór, thor",
        "ﬁn, fin",
        "ｆｕｌｌ, full",
        "𝒃old, bold",
        "x²y, x2y",
        "Ⅷ, viii",
        "ſoft, soft",
        "ǆ, dz",
        "שָׁלוֹם, שלום",
        "مُحَمَّد, محمد",
        "أحمد, احمد",
    })
    void waysToWriteTheSameWordMeet(String text, String word) {
        assertThat(words(text)).containsExactly(word);
        assertThat(words(Normalizer.normalize(text, Normalizer.Form.NFD))).containsExactly(word);
    }

    @Test
    void marksThatSpellTellWordsApart() {
        assertThat(words("कि")).isNotEqualTo(words("का"));
        assertThat(words("が")).isNotEqualTo(words("か"));
        assertThat(words("กิน")).isNotEqualTo(words("กน"));
        assertThat(words("हिन्दी भाषा")).hasSize(2);
    }

    @Test
    void everyLetterOfAScriptWithoutBlanksIsAWord() {
        assertThat(words("東京タワーへ go2東京")).containsExactly("東", "京", "タ", "ワ", "ー", "へ", "go2", "東", "京");
        assertThat(words("がﾊﾟ")).containsExactly("か\u3099", "ハ\u309a");
        assertThat(words("สวัสดี")).hasSize(4);
        assertThat(words("한국어 말")).hasSize(2);
        assertThat(words("𠀀𠀁")).containsExactly("𠀀", "𠀁");
    }

    @Test
    void invisibleCharactersPartNoWord() {
        assertThat(words("soft\u00adhyphen me\u200dnu \u200emarked\u200f zero\u200bwidth"))
                .containsExactly("softhyphen", "menu", "marked", "zero", "width");
    }

    @Test
    void placesAreThoseInTheTextAsItWas() {
        String text = "«𝒃olá\u0301», ½ STRAßE 東京";
        SearchWords words = SearchWords.of(text);

        assertThat(words.words()).containsExactly("bola", "1", "2", "strasse", "東", "京");
        assertThat(places(text, words)).containsExactly("𝒃olá\u0301", "½", "½", "STRAßE", "東", "京");
        assertThat(words.joined()).isEqualTo("bola 1 2 strasse 東 京");
    }

    private static List<String> places(String text, SearchWords words) {
        return IntStream.range(0, words.size())
                .mapToObj(i -> text.substring(words.from(i), words.to(i)))
                .toList();
    }

    @Test
    void longWordIsKnownByItsStart() {
        SearchWords words = SearchWords.of("x".repeat(1_000) + " y");

        assertThat(words.size()).isEqualTo(2);
        assertThat(words.word(0)).matches("x{63,64}").hasSizeLessThanOrEqualTo(SearchWords.WORD_LENGTH_MAX);
        assertThat(words.to(0)).isEqualTo(1_000);
        assertThat(words.word(1)).isEqualTo("y");
    }

    @Test
    void startOfALongWordHasNoHole() {
        String start = "x".repeat(63);

        assertThat(words(start + "𐐀x")).isEqualTo(words(start + "𐐀"));
        assertThat(words(start + "𐐀x").get(0)).startsWith(start);
    }

    @Test
    void wordsAreBounded() {
        String text = "\ufdfa".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX);

        SearchWords words = SearchWords.of(text);

        assertThat(words.size()).isEqualTo(SearchWords.WORDS_MAX);
        assertThat(SearchWords.of("東".repeat(SearchWords.WORDS_MAX)).size()).isEqualTo(SearchWords.WORDS_MAX);
    }

    @Test
    void anyTextGivesOrderedPlacesAndCleanWords() {
        Random random = new Random(20260402);
        for (int round = 0; round < 2_000; round++) {
            String text = randomText(random);
            SearchWords words = SearchWords.of(text);
            for (int i = 0; i < words.size(); i++) {
                assertThat(words.word(i))
                        .isNotEmpty()
                        .doesNotContainAnyWhitespaces()
                        .doesNotContain("\"", "'", "*");
                assertThat(words.word(i).length()).isLessThanOrEqualTo(SearchWords.WORD_LENGTH_MAX);
                assertThat(words.from(i))
                        .isLessThan(words.to(i))
                        .isGreaterThanOrEqualTo(i == 0 ? 0 : words.from(i - 1));
                assertThat(words.to(i)).isLessThanOrEqualTo(text.length());
                // A word found is a word that can be searched for.
                assertThat(words(words.word(i))).containsExactly(words.word(i));
            }
        }
    }

    /** Any code points, half of them from the blocks where words are made. */
    static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            int c = random.nextBoolean() ? random.nextInt(0x3100) : random.nextInt(Character.MAX_CODE_POINT + 1);
            text.appendCodePoint(random.nextInt(6) == 0 ? ' ' : c);
        }
        return text.toString();
    }
}
