package chat.server.auth;

/**
 * Somebody is logged in.
 *
 * @param accessToken shows it for {@code expiresInSeconds}; a secret
 * @param refreshToken good for the next one, once; a secret
 */
public record Grant(Account account, String accessToken, int expiresInSeconds, String refreshToken) {
    @Override
    public String toString() {
        return "Grant of " + account.id();
    }
}
