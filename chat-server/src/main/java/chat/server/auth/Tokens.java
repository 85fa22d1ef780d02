package chat.server.auth;

import java.time.InstantSource;

/** The kinds of tokens that are made here, all signed with one key; each begins with a word of its own. */
record Tokens(GuestTokens guests, AccessTokens access, RefreshTokens refresh) {
    static Tokens of(TokenKey key, InstantSource clock) {
        return new Tokens(new GuestTokens(key), new AccessTokens(key, clock), new RefreshTokens(key));
    }
}
