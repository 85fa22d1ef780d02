package chat.protocol;

import java.util.List;

/**
 * A short piece of a text with what was searched for.
 *
 * @param text one line of at most {@link ProtocolLimits#SNIPPET_LENGTH_MAX} UTF-16 code units, {@code …} where it was cut
 * @param marks the hits in it, in order, not overlapping
 */
public record Snippet(String text, List<Mark> marks) {

    /**
     * Where a hit stands.
     *
     * @param from its first UTF-16 code unit
     * @param to the one behind its last
     */
    public record Mark(int from, int to) {}
}
