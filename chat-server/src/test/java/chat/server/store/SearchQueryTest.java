package chat.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.Snippet;
import chat.server.store.SearchQuery.Term;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
    private static Term term(String... words) {
        return new Term(List.of(words), false);
    }

    private static Term prefix(String... words) {
        return new Term(List.of(words), true);
    }

    private static List<Term> parsed(String typed) throws ProtocolException {
        return SearchQuery.parse(typed).terms();
    }

    private static List<String> marked(String typed, String text) throws ProtocolException {
        List<Snippet.Mark> marks = SearchQuery.parse(typed).marksIn(SearchWords.of(text));
        return marks.stream()
                .map(mark -> text.substring(mark.from(), mark.to()))
                .toList();
    }

    @Test
    void queryIsWordsPhrasesAndPrefixes() throws ProtocolException {
        assertThat(parsed("Olá  \"Bom dia\" mund*\tfim"))
                .containsExactly(term("ola"), term("bom", "dia"), prefix("mund"), term("fim"));
    }

    @Test
    void quotesMayStayOpenOrBeCurly() throws ProtocolException {
        assertThat(parsed("a \"b c")).containsExactly(term("a"), term("b", "c"));
        assertThat(parsed("“b c” „d e“ f")).containsExactly(term("b", "c"), term("d", "e"), term("f"));
        assertThat(parsed("a\"b\"c")).containsExactly(term("a"), term("b"), term("c"));
        assertThat(parsed("\"\" \"*\" x \"")).containsExactly(term("x"));
    }

    @Test
    void whatIsWrittenInOnePieceIsAPhrase() throws ProtocolException {
        assertThat(parsed("well-known foo.bar* don't 東京"))
                .containsExactly(term("well", "known"), prefix("foo", "bar"), term("don", "t"), term("東", "京"));
    }

    @Test
    void starCountsBehindAWordOnly() throws ProtocolException {
        assertThat(parsed("*a b* \"c d*\" e *")).containsExactly(term("a"), prefix("b"), prefix("c", "d"), term("e"));
    }

    @Test
    void wordsOfOtherLanguagesForQueriesAreWordsHere() throws ProtocolException {
        assertThat(parsed("NEAR(a b) OR x AND -y +z title:w ^v"))
                .containsExactly(
                        term("near", "a"),
                        term("b"),
                        term("or"),
                        term("x"),
                        term("and"),
                        term("y"),
                        term("z"),
                        term("title", "w"),
                        term("v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "\"\"", "*", "\" * \"", "!?(", "😀", "\u0301\u200b"})
    void queryWithoutAWordIsRefused(String typed) {
        assertThatThrownBy(() -> SearchQuery.parse(typed))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("query: at least one word of letters or digits");
    }

    @Test
    void queryOfTooManyWordsIsRefused() throws ProtocolException {
        String most = "a ".repeat(ProtocolLimits.QUERY_WORDS_MAX);
        assertThat(parsed(most)).hasSize(16);

        assertThatThrownBy(() -> SearchQuery.parse(most + "b"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("query: at most 16 words");
        assertThatThrownBy(() -> SearchQuery.parse("\"" + most + "b\""))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("query: at most 16 words");
    }

    @Test
    void queryThatIsTooLongIsRefused() throws ProtocolException {
        String most = "𝒃".repeat(ProtocolLimits.QUERY_CODE_POINTS_MAX);
        assertThat(parsed(most)).hasSize(1);

        assertThatThrownBy(() -> SearchQuery.parse(most + " "))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("query: at most 200 characters");
    }

    @Test
    void allTermsMustBeThere() throws ProtocolException {
        assertThat(marked("ola mundo", "Mundo, olá!")).containsExactly("Mundo", "olá");
        assertThat(marked("ola mundo", "olá")).isEmpty();
        assertThat(marked("mund", "mundo")).isEmpty();
        assertThat(marked("mundo", "mund")).isEmpty();
    }

    @Test
    void phraseStandsInOnePlace() throws ProtocolException {
        assertThat(marked("\"b c\"", "b a c b, c")).containsExactly("b, c");
        assertThat(marked("\"b c\"", "c b")).isEmpty();
        assertThat(marked("\"b c\"", "b")).isEmpty();
        assertThat(marked("京都", "東京都庁")).containsExactly("京都");
        assertThat(marked("京都", "都京")).isEmpty();
    }

    @Test
    void prefixMarksTheWholeWord() throws ProtocolException {
        assertThat(marked("str*", "Str straße stadt")).containsExactly("Str", "straße");
        assertThat(marked("\"an der str*\"", "an der Straße")).containsExactly("an der Straße");
        assertThat(marked("\"an* der\"", "an der, andere der")).containsExactly("an der");
    }

    @Test
    void marksThatOverlapBecomeOne() throws ProtocolException {
        assertThat(marked("\"a b\" \"b c\"", "a b c a")).containsExactly("a b c");
        assertThat(marked("\"a a\"", "a a a")).containsExactly("a a a");
        assertThat(marked("1 2", "½")).containsExactly("½");
    }

    @Test
    void recordsHoldWhatTheySay() {
        assertThatThrownBy(() -> new SearchQuery(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Term(List.of(), true)).isInstanceOf(IllegalArgumentException.class);
    }
}
