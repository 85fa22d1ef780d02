package chat.server.auth;

import chat.protocol.UserId;
import java.time.InstantSource;

/**
 * Tokens by which a device of an account shows who it is, for some minutes: nothing is stored but the {@link TokenKey}.
 *
 * <pre>
 *   a1 . u2h8k… . k3vz… . 1790000000 . 7wQ…
 *   │    │        │       │            └ HMAC-SHA256 of all before the last dot, base64url without padding
 *   │    │        │       └ good before then, epoch seconds
 *   │    │        └ the device
 *   │    └ the user's id
 *   └ kind and version
 * </pre>
 *
 * <p>What it says was true when it was made: whether the device is still logged in, the store knows. At most 150 characters.
 * Any thread; one or two microseconds, no disk.
 */
final class AccessTokens {
    static final String PREFIX = "a1.";
    private static final int PARTS = 4;

    private final SignedText signed;
    private final InstantSource clock;

    AccessTokens(TokenKey key, InstantSource clock) {
        this.signed = new SignedText(key);
        this.clock = clock;
    }

    /** What a token says. */
    sealed interface Claim {}

    /** This device, and it is still good. */
    record Good(UserId user, String device) implements Claim {}

    /** It was good once. */
    record Expired() implements Claim {}

    /** Nothing: it was not made here. */
    record Forged() implements Claim {}

    String issue(UserId user, String device, int seconds) {
        return signed.sign(PREFIX + user + "." + device + "." + (clock.millis() / 1_000 + seconds));
    }

    /** @param token a client's input, anything at all */
    Claim verify(String token) {
        return signed.verify(token).map(this::read).orElseGet(Forged::new);
    }

    private Claim read(String text) {
        String[] parts = text.split("\\.", -1);
        if (!text.startsWith(PREFIX) || parts.length != PARTS) {
            return new Forged();
        }
        return clock.millis() / 1_000 < Long.parseLong(parts[3])
                ? new Good(new UserId(parts[1]), parts[2])
                : new Expired();
    }
}
