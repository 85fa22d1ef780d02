package chat.load;

import java.util.Random;

/**
 * Texts like those of a chat: a few words, some of which are common and most of which are rare (Zipf's law), so that an index
 * of them is as large and as uneven as a real one. Used by one thread.
 */
final class Words {
    /** How many different words there are. */
    static final int VOCABULARY = 50_000;

    private static final int COMMON = 100;
    private static final int WORDS_MIN = 3;
    private static final int WORDS_MAX = 20;
    private static final String[] SYLLABLES = {
        "ca", "sa", "me", "ro", "ção", "li", "tu", "do", "pe", "ma", "no", "vi", "ra", "te", "bo", "ju", "fé", "gi",
        "lu", "ão"
    };

    private final Random random;

    Words(Random random) {
        this.random = random;
    }

    /** 3 to 20 words, about 70 characters. */
    String text() {
        int words = WORDS_MIN + random.nextInt(WORDS_MAX - WORDS_MIN + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(word());
        }
        return text.toString();
    }

    /** A word, as often as it occurs in texts. */
    String word() {
        return word(Town.rank(VOCABULARY, random));
    }

    /** One of the hundred words that occur most: each in one of two to one of a hundred texts. */
    String commonWord() {
        return word(1 + random.nextInt(COMMON));
    }

    /** A word that occurs seldom: in about one of thirty thousand texts. */
    String rareWord() {
        return word(VOCABULARY / 2 + random.nextInt(VOCABULARY / 2));
    }

    /** The word of this rank, from 1 for the most common one. */
    private static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }
}
