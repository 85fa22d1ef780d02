package chat.server.room;

import chat.protocol.MessageText;
import chat.protocol.ProtocolLimits;
import chat.protocol.UserName;
import chat.server.store.Draft;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind each {@code @} of a text and may be a name: for each of them the words that follow, folded, the longest
 * row of them first. A text without one costs a look at its characters.
 */
final class Calls {
    /** Further ones are not looked at. */
    static final int CALLS_MAX = 100;

    /** What may be a name, of all of them together: each is folded and looked up. */
    static final int NAMES_MAX = 200;

    private Calls() {}

    static List<List<String>> in(Draft draft) {
        if (draft instanceof Draft.Post post) {
            return in(post.text());
        }
        return draft instanceof Draft.Edit edit ? in(edit.text()) : List.of();
    }

    static List<List<String>> in(MessageText message) {
        String text = message.value();
        int at = text.indexOf('@');
        if (at < 0) {
            return List.of();
        }
        List<List<String>> calls = new ArrayList<>();
        int left = NAMES_MAX;
        for (; at >= 0 && calls.size() < CALLS_MAX && left > 0; at = text.indexOf('@', at + 1)) {
            // Not in ana@example.org.
            if (at == 0 || !isWord(text.codePointBefore(at))) {
                List<String> names = namesAt(text, at + 1, left);
                if (!names.isEmpty()) {
                    calls.add(names);
                    left -= names.size();
                }
            }
        }
        return calls;
    }

    private static List<String> namesAt(String text, int start, int max) {
        List<String> names = new ArrayList<>();
        int end = start;
        int letters = 0;
        int codePointsMax = ProtocolLimits.USER_NAME_CODE_POINTS_MAX;
        for (int i = 0; i < codePointsMax && end < text.length() && names.size() < max; i++) {
            int c = text.codePointAt(end);
            if (!isWord(c) && " .-_'()".indexOf(c) < 0) {
                break;
            }
            end += Character.charCount(c);
            letters += Character.isLetter(c) ? 1 : 0;
            boolean wordEnds = end == text.length() || !isWord(text.codePointAt(end));
            if (c != ' ' && wordEnds && letters >= ProtocolLimits.USER_NAME_LETTERS_MIN) {
                names.add(0, UserName.fold(text.substring(start, end)));
            }
        }
        return names;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }
}
