package chat.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * A text with its HMAC behind the last dot. Each kind of token begins with a word of its own, so that none passes for
 * another. Any thread; one or two microseconds.
 */
public final class SignedText {
    /** More than any token that is made here has. */
    private static final int LENGTH_MAX = 512;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final TokenKey key;

    /** Signed with this key. */
    public SignedText(TokenKey key) {
        this.key = key;
    }

    /** @param text ASCII */
    public String sign(String text) {
        return text + '.' + signature(text);
    }

    /**
     * What was signed.
     *
     * @param token a client's input, anything at all
     * @return nothing unless it was signed with this key and is unchanged
     */
    public Optional<String> verify(String token) {
        int end = token.lastIndexOf('.');
        if (end < 0 || token.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        // The characters are signed and compared, not what they decode to: base64 has several spellings of a value.
        // What is not ASCII becomes '?', which no token has.
        String text = token.substring(0, end);
        byte[] claimed = token.substring(end + 1).getBytes(US_ASCII);
        return MessageDigest.isEqual(signature(text).getBytes(US_ASCII), claimed)
                ? Optional.of(text)
                : Optional.empty();
    }

    private String signature(String text) {
        return ENCODER.encodeToString(key.sign(text.getBytes(US_ASCII)));
    }
}
