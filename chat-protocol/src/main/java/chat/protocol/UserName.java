package chat.protocol;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The name a user goes by: NFKC, single spaces, letters of one script, so that no name can pass for another.
 *
 * <p>Allowed are letters with their marks, digits, space and {@code . - _ ' ( )}; no colon, which ends a name on a plain
 * line. Scripts that are written together (Han with kana, hangul or bopomofo) count as one, as in UTS 39.
 *
 * @param value 2 to 32 code points, at least two of them letters
 */
public record UserName(String value) {
    private static final String RULE = "2 to 32 characters of one script, two of them letters; . - _ ' ( ) and space";

    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER = List.of(
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO));

    /** Checks that the value is normal already; clients' input goes through {@link #parse}. */
    public UserName {
        if (!isValid(value) || !normal(value).equals(value)) {
            throw new IllegalArgumentException("name: " + value + " (expected: " + RULE + ")");
        }
    }

    /** A client's input as a name. */
    public static UserName parse(String text) throws ProtocolException {
        if (text.length() <= 4 * ProtocolLimits.USER_NAME_CODE_POINTS_MAX) {
            String value = normal(text);
            if (isValid(value)) {
                return new UserName(value);
            }
        }
        throw new ProtocolException(ErrorCode.INVALID_NAME, "name", "name: " + RULE);
    }

    /** What two names have in common when people would take them for the same. */
    public String folded() {
        return fold(value);
    }

    /** What {@link #folded} would be, of what may be no name at all. */
    public static String fold(String value) {
        // Upper case first: it unfolds what lower case alone keeps apart, such as ß and ss, ς and σ.
        String folded = value.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    /** This name with a number behind it, shortened when that is needed. */
    public UserName numbered(int number) {
        String suffix = "-" + number;
        return new UserName(shortened(ProtocolLimits.USER_NAME_CODE_POINTS_MAX - suffix.length()) + suffix);
    }

    private String shortened(int codePointsMax) {
        if (value.codePointCount(0, value.length()) <= codePointsMax) {
            return value;
        }
        String start =
                value.substring(0, value.offsetByCodePoints(0, codePointsMax)).strip();
        if (letters(start) >= ProtocolLimits.USER_NAME_LETTERS_MIN) {
            return start;
        }
        // Its letters stand behind a long row of digits: without them it would be no name.
        return value.codePoints()
                .filter(Character::isLetter)
                .limit(codePointsMax)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static long letters(String value) {
        return value.codePoints().filter(Character::isLetter).count();
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll(" {2,}", " ");
    }

    private static boolean isValid(String value) {
        int length = value.codePointCount(0, value.length());
        return length >= ProtocolLimits.USER_NAME_CODE_POINTS_MIN
                && length <= ProtocolLimits.USER_NAME_CODE_POINTS_MAX
                && value.codePoints().allMatch(UserName::isAllowed)
                && !Characters.isMark(value.codePointAt(0))
                && letters(value) >= ProtocolLimits.USER_NAME_LETTERS_MIN
                && isOneScript(value);
    }

    private static boolean isAllowed(int c) {
        return Characters.isForNames(c) || " .-_'()".indexOf(c) >= 0;
    }

    private static boolean isOneScript(String value) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        value.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        return scripts.size() <= 1 || WRITTEN_TOGETHER.stream().anyMatch(together -> together.containsAll(scripts));
    }

    @Override
    public String toString() {
        return value;
    }
}
