package chat.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.protocol.UserId;
import chat.protocol.UserName;
import java.util.Base64;
import java.util.Optional;

/**
 * Tokens by which a guest is the same user again, also after a restart: nothing is stored but the {@link TokenKey}.
 *
 * <pre>
 *   g1 . u2h8k… . QW5h . 7wQ…
 *   │    │        │      └ HMAC-SHA256 of all before the last dot, base64url without padding
 *   │    │        └ the name, UTF-8, base64url without padding
 *   │    └ the user's id
 *   └ kind and version: a guest's token, first form
 * </pre>
 *
 * <p>A token has no end: it is worth an identity and nothing else. At most 251 characters of {@code A-Z a-z 0-9 - _ .}.
 * Any thread; one or two microseconds, no disk.
 */
public final class GuestTokens {
    private static final String VERSION = "g1";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SignedText signed;

    /** Tokens signed with this key; those signed with another one mean nothing here. */
    public GuestTokens(TokenKey key) {
        this.signed = new SignedText(key);
    }

    /** The token of this guest; the same for the same id and name. */
    public String issue(UserId id, UserName name) {
        return signed.sign(VERSION
                + '.'
                + id.value()
                + '.'
                + ENCODER.encodeToString(name.value().getBytes(UTF_8)));
    }

    /**
     * Whose token this is.
     *
     * @param token a client's input, anything at all
     * @return empty unless the token was issued with this key and is unchanged
     */
    public Optional<Guest> verify(String token) {
        return signed.verify(token).flatMap(GuestTokens::read);
    }

    /** What was signed may still be of another kind, or its name refused by now. */
    private static Optional<Guest> read(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            UserName name = new UserName(new String(DECODER.decode(parts[2]), UTF_8));
            return Optional.of(new Guest(new UserId(parts[1]), name));
        } catch (IllegalArgumentException refusedByNow) {
            return Optional.empty();
        }
    }
}
