package chat.protocol;

import java.util.regex.Pattern;

/**
 * What somebody reacts with: one emoji, in whatever sequence of code points it takes. Two that look the same but are written
 * otherwise are two.
 *
 * @param value 1 to {@link ProtocolLimits#EMOJI_CODE_POINTS_MAX} code points in the form of Unicode's UTS #51, so that it is
 *     no way to post a text; emoji that this program has not heard of yet are taken
 */
public record Emoji(String value) {
    private static final String RULE = "one emoji, at most 16 code points";

    /** The emoji among the older symbols, which are as many as there will ever be. */
    private static final String OF_OLD = "©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏩-⏳⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫"
            + "⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽✂✅✈-✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓-❕❗❣❤➕-➗➡➰➿⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙🀄🃏🅰🅱🅾🅿🆎🆑-🆚🈁🈂🈚🈯🈲-🈺🉐🉑";

    /** Those and the planes' part where all others are, the assigned and the coming; not the skin tones 1F3FB to 1F3FF. */
    private static final String PICTOGRAPH = "[" + OF_OLD + "\\x{1F300}-\\x{1F3FA}\\x{1F400}-\\x{1FAFF}]";

    /** A pictograph, with a skin tone or shown in color. */
    private static final String ELEMENT = PICTOGRAPH + "[\\x{1F3FB}-\\x{1F3FF}\\uFE0F]?";

    private static final String KEYCAP = "[0-9#*]\\uFE0F?\\u20E3";

    private static final String FLAG_OF_COUNTRY = "[\\x{1F1E6}-\\x{1F1FF}]{2}";

    /** A black flag and the region's code in tags. */
    private static final String FLAG_OF_REGION =
            "\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{3,6}\\x{E007F}";

    private static final Pattern ONE = Pattern.compile(
            String.join("|", ELEMENT + "(?:\\u200D" + ELEMENT + ")*", KEYCAP, FLAG_OF_COUNTRY, FLAG_OF_REGION));

    /** Checks the value; clients' input goes through {@link #parse}. */
    public Emoji {
        if (!isValid(value)) {
            throw new IllegalArgumentException("emoji: " + value.length() + " characters (expected: " + RULE + ")");
        }
    }

    /** A client's input as an emoji. */
    public static Emoji parse(String value) throws ProtocolException {
        if (!isValid(value)) {
            throw new ProtocolException(ErrorCode.INVALID_FIELD, "emoji", "emoji: " + RULE);
        }
        return new Emoji(value);
    }

    private static boolean isValid(String value) {
        return value.length() <= 2 * ProtocolLimits.EMOJI_CODE_POINTS_MAX
                && value.codePointCount(0, value.length()) <= ProtocolLimits.EMOJI_CODE_POINTS_MAX
                && ONE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
