package chat.server.auth;

import chat.protocol.UserName;
import java.text.Normalizer;
import java.util.Locale;

/** A password as somebody typed it, in the form that is hashed: the same however a keyboard composes its letters. */
public final class Password {
    /** In code points. Longer than eight is what keeps guessers out; rules about kinds of characters do not. */
    static final int LENGTH_MIN = 8;

    static final int LENGTH_MAX = 256;

    private final String value;

    private Password(String value) {
        this.value = value;
    }

    /**
     * One that somebody wants to have.
     *
     * @param field in which it was said
     * @throws Denied {@link Why#BAD_PASSWORD}
     */
    public static Password wished(String text, String field, UserName name) {
        Password password = claimed(text, field);
        int length = password.value.codePointCount(0, password.value.length());
        boolean isName =
                password.value.toLowerCase(Locale.ROOT).equals(name.value().toLowerCase(Locale.ROOT));
        if (length < LENGTH_MIN || isName) {
            throw Denied.field(Why.BAD_PASSWORD, field);
        }
        return password;
    }

    /**
     * One that somebody says to have.
     *
     * @throws Denied {@link Why#BAD_PASSWORD}: no password is so long
     */
    public static Password claimed(String text, String field) {
        // Before it is looked at any closer: composing can make it shorter, but not by that much.
        if (text.length() > 4 * LENGTH_MAX) {
            throw Denied.field(Why.BAD_PASSWORD, field);
        }
        String value = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (value.codePointCount(0, value.length()) > LENGTH_MAX) {
            throw Denied.field(Why.BAD_PASSWORD, field);
        }
        return new Password(value);
    }

    String value() {
        return value;
    }

    @Override
    public String toString() {
        return "(not shown)";
    }
}
