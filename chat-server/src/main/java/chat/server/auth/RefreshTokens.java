package chat.server.auth;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens by which a device stays logged in; each gives way to the next when it is used. A token names the device and its
 * generation, and is signed. The store keeps only these two numbers, which are worth nothing without the
 * {@link TokenKey}, and can tell a token that was used before from one that never was.
 *
 * <pre>
 *   r1 . k3vz… . 17 . 7wQ…
 *   │    │       │    └ HMAC-SHA256 of all before the last dot, base64url without padding
 *   │    │       └ the generation
 *   │    └ the device, 128 random bits
 *   └ kind and version
 * </pre>
 */
final class RefreshTokens {
    private static final Pattern TEXT = Pattern.compile("r1\\.([a-z0-9]{1,32})\\.([0-9]{1,18})");
    private static final int DEVICE_BITS = 128;
    private static final int RADIX = 36;

    private final SignedText signed;
    private final SecureRandom random = new SecureRandom();

    RefreshTokens(TokenKey key) {
        this.signed = new SignedText(key);
    }

    /** What a token says; it was made here. */
    record Claim(String device, long generation) {}

    /** The id of a device that nobody had before. */
    String newDevice() {
        return new BigInteger(DEVICE_BITS, random).toString(RADIX);
    }

    String issue(String device, long generation) {
        return signed.sign("r1." + device + "." + generation);
    }

    /** @param token a client's input, anything at all */
    Optional<Claim> verify(String token) {
        return signed.verify(token)
                .map(TEXT::matcher)
                .filter(Matcher::matches)
                .map(text -> new Claim(text.group(1), Long.parseLong(text.group(2))));
    }
}
