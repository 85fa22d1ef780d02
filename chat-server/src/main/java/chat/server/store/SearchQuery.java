package chat.server.store;

import chat.protocol.ErrorCode;
import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.Snippet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What somebody looks for: all of the terms.
 *
 * @param terms 1 to {@link ProtocolLimits#QUERY_WORDS_MAX} words in all
 */
public record SearchQuery(List<Term> terms) {

    /**
     * Words that stand one behind the other.
     *
     * @param words at least one, in the form of {@link SearchWords}
     * @param prefix the last word may go on
     */
    public record Term(List<String> words, boolean prefix) {
        /** Copies the words. */
        public Term {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("words: none (expected: at least one)");
            }
        }
    }

    /** Copies the terms and counts their words. */
    public SearchQuery {
        terms = List.copyOf(terms);
        int words = terms.stream().mapToInt(term -> term.words().size()).sum();
        if (words < 1 || words > ProtocolLimits.QUERY_WORDS_MAX) {
            throw new IllegalArgumentException("words: " + words + " (expected: 1 to 16)");
        }
    }

    /**
     * A client's input: words, {@code "phrases"} and {@code prefixes*}. Whatever else is in it only parts words; a quote
     * that is not closed lasts to the end; what is written in one piece ({@code well-known}, {@code 東京}) is a phrase.
     *
     * @throws ProtocolException when there is no word in it, or too much
     */
    public static SearchQuery parse(String typed) throws ProtocolException {
        if (typed.codePointCount(0, typed.length()) > ProtocolLimits.QUERY_CODE_POINTS_MAX) {
            throw refusal("query: at most 200 characters");
        }
        List<Term> terms = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= typed.length(); i++) {
            boolean quote = i < typed.length() && isQuote(typed.charAt(i));
            boolean ends = i == typed.length() || quote || (!quoted && Character.isWhitespace(typed.charAt(i)));
            if (ends) {
                addTerm(typed.substring(from, i), terms);
                from = i + 1;
            }
            quoted ^= quote;
        }
        int words = terms.stream().mapToInt(term -> term.words().size()).sum();
        if (words == 0) {
            throw refusal("query: at least one word of letters or digits");
        }
        if (words > ProtocolLimits.QUERY_WORDS_MAX) {
            throw refusal("query: at most 16 words");
        }
        return new SearchQuery(terms);
    }

    /**
     * Where a text has what is looked for, in UTF-16 code units: in order, not overlapping; none unless all terms are there.
     */
    public List<Snippet.Mark> marksIn(SearchWords text) {
        List<Snippet.Mark> hits = new ArrayList<>();
        for (Term term : terms) {
            int before = hits.size();
            for (int i = 0; i < text.size(); i++) {
                if (text.standAt(i, term)) {
                    hits.add(new Snippet.Mark(
                            text.from(i), text.to(i + term.words().size() - 1)));
                }
            }
            if (hits.size() == before) {
                return List.of();
            }
        }
        return merged(hits);
    }

    private static List<Snippet.Mark> merged(List<Snippet.Mark> hits) {
        hits.sort(Comparator.comparingInt(Snippet.Mark::from));
        List<Snippet.Mark> merged = new ArrayList<>();
        Snippet.Mark last = hits.get(0);
        for (Snippet.Mark hit : hits) {
            if (hit.from() < last.to()) {
                last = new Snippet.Mark(last.from(), Math.max(last.to(), hit.to()));
            } else {
                merged.add(last);
                last = hit;
            }
        }
        merged.add(last);
        return merged;
    }

    private static void addTerm(String piece, List<Term> terms) {
        SearchWords words = SearchWords.of(piece);
        if (words.size() == 0) {
            return;
        }
        int end = words.to(words.size() - 1);
        terms.add(new Term(words.words(), end < piece.length() && piece.charAt(end) == '*'));
    }

    /** Straight ones, and those that telephones make of them. */
    private static boolean isQuote(char c) {
        return c == '"' || c == '“' || c == '”' || c == '„';
    }

    private static ProtocolException refusal(String rule) {
        return new ProtocolException(ErrorCode.INVALID_FIELD, "query", rule);
    }
}
