package chat.server.store;

import chat.protocol.ProtocolLimits;
import chat.protocol.Snippet;
import java.util.List;

/** Makes the short piece of a text that shows what was found in it. */
public final class Snippets {
    private static final String CUT = "…";

    /** How much is shown before the first hit, in UTF-16 code units, where there is so much. */
    private static final int BEFORE = 40;

    /** How far to go for a cut between words, in UTF-16 code units; beyond that a word is cut. */
    private static final int CUT_SEARCH_MAX = 30;

    private Snippets() {}

    /** The text around the first hits, on one line; its start when there is none. */
    public static Snippet of(String text, SearchQuery query) {
        String line = onOneLine(text);
        List<Snippet.Mark> hits = query.marksIn(SearchWords.of(line));
        if (line.length() <= ProtocolLimits.SNIPPET_LENGTH_MAX) {
            return new Snippet(line, hits);
        }
        int hit = hits.isEmpty() ? 0 : hits.get(0).from();
        int start = start(line, hit);
        int end = end(line, start);
        String head = start > 0 ? CUT : "";
        String tail = end < line.length() ? CUT : "";
        int shift = head.length() - start;
        List<Snippet.Mark> marks = hits.stream()
                .filter(mark -> mark.from() < end)
                .map(mark -> new Snippet.Mark(mark.from() + shift, Math.min(mark.to(), end) + shift))
                .toList();
        return new Snippet(head + line.substring(start, end) + tail, marks);
    }

    /** Blanks, tabs and line ends in a row become one blank. */
    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c)) {
                line.append(c);
            } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
        int length = line.length();
        line.setLength(length > 0 && line.charAt(length - 1) == ' ' ? length - 1 : length);
        return line.toString();
    }

    /** Before the hit and not behind it; earlier when the line's end is near. */
    private static int start(String line, int hit) {
        int wished = Math.min(hit - BEFORE, line.length() - ProtocolLimits.SNIPPET_LENGTH_MAX + CUT.length());
        if (wished <= 0) {
            return 0;
        }
        int latest = Math.min(hit, wished + CUT_SEARCH_MAX);
        for (int i = wished; i <= latest; i++) {
            if (line.charAt(i - 1) == ' ' && isBetweenCharacters(line, i)) {
                return i;
            }
        }
        for (int i = wished; i < hit; i++) {
            if (isBetweenCharacters(line, i)) {
                return i;
            }
        }
        return hit;
    }

    private static int end(String line, int start) {
        int room = ProtocolLimits.SNIPPET_LENGTH_MAX - (start > 0 ? CUT.length() : 0);
        if (line.length() - start <= room) {
            return line.length();
        }
        int wished = start + room - CUT.length();
        for (int i = wished; i >= wished - CUT_SEARCH_MAX; i--) {
            if (line.charAt(i) == ' ' && isBetweenCharacters(line, i)) {
                return i;
            }
        }
        for (int i = wished; i > start; i--) {
            if (isBetweenCharacters(line, i)) {
                return i;
            }
        }
        // One character with more marks than a snippet can hold.
        return Character.isLowSurrogate(line.charAt(wished)) ? wished - 1 : wished;
    }

    /** Whether a line may be cut here without taking what looks like one character apart. */
    private static boolean isBetweenCharacters(String line, int index) {
        int before = line.codePointBefore(index);
        int behind = line.codePointAt(index);
        if (Character.isSurrogatePair(line.charAt(index - 1), line.charAt(index)) || isJoiner(before)) {
            return false;
        }
        return !isJoiner(behind) && !isPartOfTheOneBefore(behind) && !(isFlagLetter(behind) && isOddFlag(line, index));
    }

    private static boolean isPartOfTheOneBefore(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                // Skin tones, tags of flags, vowels and finals of Hangul in loose parts.
                || (c >= 0x1f3fb && c <= 0x1f3ff)
                || (c >= 0xe0020 && c <= 0xe007f)
                || (c >= 0x1160 && c <= 0x11ff);
    }

    private static boolean isJoiner(int c) {
        return c == 0x200d || c == 0x200c;
    }

    /** Two of these are a flag. */
    private static boolean isFlagLetter(int c) {
        return c >= 0x1f1e6 && c <= 0x1f1ff;
    }

    private static boolean isOddFlag(String line, int index) {
        int letters = 0;
        for (int i = index; i > 0 && isFlagLetter(line.codePointBefore(i)); i -= 2) {
            letters++;
        }
        return letters % 2 == 1;
    }
}
