package chat.server.store;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The words of a text in the form in which they are searched for, the same for all stores: decomposed (NFKD), without
 * accents, in lower case, {@code ß} as {@code ss} and the like. A word is a run of letters and digits; where scripts
 * put no blanks between words (Han, kana, Thai, Lao, Khmer, Burmese), each letter is a word, so that a phrase of them finds
 * what stands anywhere.
 *
 * <p>Immutable. Words hold letters, digits and marks, never blanks, quotes or other syntax.
 */
public final class SearchWords {
    /** A word, in UTF-16 code units; what is longer is known by its start. */
    public static final int WORD_LENGTH_MAX = 64;

    /** Words of a text. Only texts with characters that decompose into many have more; what is behind is not found. */
    public static final int WORDS_MAX = 8_000;

    private static final int WORDS_EXPECTED = 16;

    /** The words, a blank behind each. */
    private final StringBuilder joined;

    private int[] starts = new int[WORDS_EXPECTED];
    private int[] froms = new int[WORDS_EXPECTED];
    private int[] tos = new int[WORDS_EXPECTED];
    private int size;

    // Only while the text is read.
    private boolean inWord;
    private boolean single;

    private SearchWords(int length) {
        joined = new StringBuilder(length + 1);
    }

    /** The words of a text of any length, in their order. */
    public static SearchWords of(String text) {
        SearchWords words = new SearchWords(text.length());
        int i = 0;
        while (i < text.length() && (words.size < WORDS_MAX || words.inWord)) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            words.takeFolded(Folding.of(c), i, next);
            i = next;
        }
        words.endWord();
        return words;
    }

    private void takeFolded(String folded, int from, int to) {
        if (inWord && folded.isEmpty()) {
            // An accent belongs to the word it stands in.
            tos[size - 1] = to;
        }
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (c == ' ') {
                endWord();
            } else if (Folding.isSpelling(c)) {
                goOn(c, to);
            } else {
                takeLetter(c, from, to);
            }
        }
    }

    private void takeLetter(int c, int from, int to) {
        boolean alone = standsAlone(c);
        if (inWord && (alone || single)) {
            endWord();
        }
        if (!inWord) {
            if (size == WORDS_MAX) {
                return;
            }
            startWord(from);
            single = alone;
        }
        goOn(c, to);
    }

    private void startWord(int from) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            froms = Arrays.copyOf(froms, 2 * size);
            tos = Arrays.copyOf(tos, 2 * size);
        }
        starts[size] = joined.length();
        froms[size] = from;
        size++;
        inWord = true;
    }

    private void goOn(int c, int to) {
        if (!inWord) {
            return;
        }
        tos[size - 1] = to;
        // As if every character took two units: otherwise one that fits could follow one that did not.
        if (joined.length() - starts[size - 1] + 2 <= WORD_LENGTH_MAX) {
            joined.appendCodePoint(c);
        }
    }

    private void endWord() {
        if (inWord) {
            joined.append(' ');
            inWord = false;
        }
    }

    private static boolean standsAlone(int c) {
        if (c < 0x0e00) {
            return false;
        }
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> !Character.isDigit(c);
            default -> false;
        };
    }

    /** How many words there are. */
    public int size() {
        return size;
    }

    /** The word at this place, counted from 0. */
    public String word(int index) {
        return joined.substring(starts[index], end(index));
    }

    /** All words in their order. */
    public List<String> words() {
        return IntStream.range(0, size).mapToObj(this::word).toList();
    }

    /** All words in their order, one blank between them: what an index is given. */
    public String joined() {
        return size == 0 ? "" : joined.substring(0, joined.length() - 1);
    }

    /** Where in the text the word begins, in UTF-16 code units. */
    public int from(int index) {
        return froms[index];
    }

    /** Where in the text the word ends, in UTF-16 code units: behind its last accent. */
    public int to(int index) {
        return tos[index];
    }

    /** Whether the words from this place on are those of the term. */
    boolean standAt(int index, SearchQuery.Term term) {
        int last = term.words().size() - 1;
        if (index + last >= size) {
            return false;
        }
        for (int i = 0; i <= last; i++) {
            if (!isWord(index + i, term.words().get(i), term.prefix() && i == last)) {
                return false;
            }
        }
        return true;
    }

    private boolean isWord(int index, String word, boolean prefix) {
        int start = starts[index];
        int length = end(index) - start;
        if (prefix ? length < word.length() : length != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (joined.charAt(start + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int end(int index) {
        return (index + 1 < size ? starts[index + 1] : joined.length()) - 1;
    }
}
