package chat.server.store;

import java.util.List;

/**
 * What somebody looks for: all of the terms.
 *
 * @param terms 1 to {@link chat.protocol.ProtocolLimits#QUERY_WORDS_MAX} words in all
 */
public record SearchQuery(List<Term> terms) {

    /**
     * Words that stand one behind the other.
     *
     * @param words at least one, in the form of {@link SearchWords}
     * @param prefix the last word may go on
     */
    public record Term(List<String> words, boolean prefix) {}
}
