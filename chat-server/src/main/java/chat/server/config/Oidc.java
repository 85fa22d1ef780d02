package chat.server.config;

import java.util.List;
import java.util.Optional;

/**
 * An OpenID Connect provider.
 *
 * @param issuer its address, by which discovery finds everything else
 * @param clientId who this server is to it
 * @param clientSecret absent: a public client, which PKCE alone protects
 * @param name what people call it
 * @param audience what bearer tokens of programs must be meant for; absent: the client id
 * @param nameClaim which claim is a person's name here
 * @param algorithms by which its tokens may be signed, as JOSE names them; none of them symmetric
 * @param skewSeconds how far its clock and ours may be apart
 */
public record Oidc(
        String issuer,
        String clientId,
        Optional<Secret> clientSecret,
        String name,
        Optional<String> audience,
        String nameClaim,
        List<Algorithm> algorithms,
        int skewSeconds) {

    /** Ways to sign with a key that the provider alone has. */
    public enum Algorithm {
        RS256,
        RS384,
        RS512,
        PS256,
        PS384,
        PS512,
        ES256,
        ES384,
        ES512
    }

    /** What bearer tokens must be meant for. */
    public String bearerAudience() {
        return audience.orElse(clientId);
    }
}
