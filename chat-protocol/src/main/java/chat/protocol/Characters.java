package chat.protocol;

/** Which characters may go where. */
final class Characters {
    private Characters() {}

    /** Neither a control nor half of a surrogate pair nor a direction override that could turn a line around. */
    static boolean isPrintable(int c) {
        return !isControl(c) && !isSurrogate(c) && !isDirectionOverride(c) && c != 0x2028 && c != 0x2029;
    }

    /** C0, DEL and C1: what a terminal would obey. */
    static boolean isControl(int c) {
        return c < 0x20 || (c >= 0x7f && c < 0xa0);
    }

    /** Half of a pair, which is no character and cannot be written as UTF-8. */
    static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** A letter, a digit, or a mark upon a letter, that can be seen: what names are made of. */
    static boolean isForNames(int c) {
        return (Character.isLetterOrDigit(c) || isMark(c)) && !isUnseen(c);
    }

    /** Stands upon the character before it, and may therefore not be the first one. */
    static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether there is something to see: neither space nor format character. */
    static boolean isVisible(int c) {
        return isPrintable(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.FORMAT
                && !isUnseen(c);
    }

    /**
     * Letters and marks that show nothing (Unicode's Default_Ignorable_Code_Point, as far as it is letters and marks), so
     * that two names with and without them look the same; and hangul in loose parts, which also hide.
     */
    private static boolean isUnseen(int c) {
        return c == 0x034f
                || isBetween(c, 0x1100, 0x11ff)
                || isBetween(c, 0x17b4, 0x17b5)
                || isBetween(c, 0x180b, 0x180f)
                || c == 0x3164
                || isBetween(c, 0xa960, 0xa97f)
                || isBetween(c, 0xd7b0, 0xd7ff)
                || isBetween(c, 0xfe00, 0xfe0f)
                || c == 0xffa0
                || isBetween(c, 0xe0100, 0xe01ef);
    }

    private static boolean isBetween(int c, int first, int last) {
        return c >= first && c <= last;
    }

    private static boolean isDirectionOverride(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
