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

    private static boolean isDirectionOverride(int c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
