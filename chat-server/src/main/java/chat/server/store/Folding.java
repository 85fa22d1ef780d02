package chat.server.store;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/** What is left of a character when case, accents and other ways of writing the same are taken away. */
final class Folding {
    /** Latin, Greek, Cyrillic and Armenian: looked up, not computed. */
    private static final String[] TABLE = new String[0x590];

    static {
        for (int c = 0; c < TABLE.length; c++) {
            TABLE[c] = compute(c);
        }
    }

    private Folding() {}

    /**
     * A character's folded form: letters, digits and the marks that spell, and a blank for each character that ends a
     * word. Empty for what is skipped: accents, and format characters such as soft hyphens.
     */
    static String of(int codePoint) {
        return codePoint < TABLE.length ? TABLE[codePoint] : compute(codePoint);
    }

    private static String compute(int codePoint) {
        if (isSurrogate(codePoint)) {
            return " ";
        }
        String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(parts.length());
        parts.codePoints().forEach(part -> fold(part, folded));
        return folded.toString();
    }

    private static void fold(int c, StringBuilder folded) {
        if (Character.isLetterOrDigit(c) || Character.isIdeographic(c)) {
            // By way of the upper case: ς, σ and Σ meet there, and so do ı and I.
            int lower = Character.toLowerCase(Character.toUpperCase(c));
            String spelled = spelledOut(lower);
            if (spelled.isEmpty()) {
                folded.appendCodePoint(lower);
            } else {
                folded.append(spelled);
            }
        } else if (isSpelling(c)) {
            folded.appendCodePoint(c);
        } else if (!isSkipped(c)) {
            folded.append(' ');
        }
    }

    /** Letters that Unicode does not take apart, as people without them on their keyboards write them. */
    private static String spelledOut(int lower) {
        return switch (lower) {
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> "o";
            case 'đ', 'ð' -> "d";
            case 'ł' -> "l";
            case 'ħ' -> "h";
            case 'þ' -> "th";
            default -> "";
        };
    }

    /** Whether a mark tells words apart, as vowel signs of Indic scripts do and accents do not. */
    static boolean isSpelling(int c) {
        if (c < TABLE.length) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.COMBINING_SPACING_MARK -> true;
            case Character.NON_SPACING_MARK -> isVoicing(c) || !isAccentOf(UnicodeScript.of(c));
            default -> false;
        };
    }

    /** Turns か into が. */
    private static boolean isVoicing(int c) {
        return c == 0x3099 || c == 0x309a;
    }

    private static boolean isAccentOf(UnicodeScript script) {
        return switch (script) {
            case INHERITED, COMMON, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC, SYRIAC -> true;
            default -> false;
        };
    }

    private static boolean isSkipped(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            // The zero width space is there to part words.
            case Character.FORMAT -> c != 0x200b;
            default -> false;
        };
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
