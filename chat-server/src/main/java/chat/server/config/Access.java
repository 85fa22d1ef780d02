package chat.server.config;

import java.util.Optional;
import java.util.Set;

/**
 * Who may come in, and how.
 *
 * @param ways at least one
 * @param accountsMax accounts at once
 * @param accessTokenSeconds how long an access token is good for
 * @param deviceDays a device that was not used for so long is logged out
 * @param publicUrl where browsers find this server, as an origin; absent: nobody said
 * @param oidc present if {@link Way#OIDC} is one of the ways
 */
public record Access(
        Set<Way> ways,
        SignUp signUp,
        int accountsMax,
        int accessTokenSeconds,
        int deviceDays,
        Optional<String> publicUrl,
        Optional<Oidc> oidc) {
    /** Ways to come in. */
    public enum Way {
        /** With a name alone. */
        GUEST,
        /** With the name and password of an account that is kept here. */
        ACCOUNTS,
        /** By what an OpenID Connect provider says. */
        OIDC
    }

    /** Who may make an account, beside the operator. */
    public enum SignUp {
        /** Anybody. */
        OPEN,
        /** Whoever has an invitation. */
        INVITE,
        /** Nobody. */
        OFF
    }

    /** Whether people may come in this way. */
    public boolean has(Way way) {
        return ways.contains(way);
    }

    /** Whether there are accounts, by password or by a provider. */
    public boolean hasAccounts() {
        return has(Way.ACCOUNTS) || has(Way.OIDC);
    }

    /** Whether browsers reach this server over TLS. */
    public boolean isSecure() {
        return publicUrl.filter(url -> url.startsWith("https://")).isPresent();
    }

    public Access withWays(Set<Way> value) {
        return new Access(value, signUp, accountsMax, accessTokenSeconds, deviceDays, publicUrl, oidc);
    }

    public Access withSignUp(SignUp value) {
        return new Access(ways, value, accountsMax, accessTokenSeconds, deviceDays, publicUrl, oidc);
    }

    public Access withAccountsMax(int value) {
        return new Access(ways, signUp, value, accessTokenSeconds, deviceDays, publicUrl, oidc);
    }

    public Access withAccessTokenSeconds(int value) {
        return new Access(ways, signUp, accountsMax, value, deviceDays, publicUrl, oidc);
    }

    public Access withPublicUrl(Optional<String> value) {
        return new Access(ways, signUp, accountsMax, accessTokenSeconds, deviceDays, value, oidc);
    }

    public Access withOidc(Optional<Oidc> value) {
        return new Access(ways, signUp, accountsMax, accessTokenSeconds, deviceDays, publicUrl, value);
    }
}
