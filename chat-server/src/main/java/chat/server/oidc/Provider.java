package chat.server.oidc;

import chat.protocol.ProtocolLimits;
import chat.server.auth.Denied;
import chat.server.auth.ExternalTokens.External;
import chat.server.auth.Why;
import chat.server.config.Oidc;
import chat.server.store.ExternalId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A provider as it described itself, and its keys, which are fetched when they are needed, kept for five minutes, and
 * fetched anew when a token names one that is not among them, at most twice in 30 s. Blocks.
 */
final class Provider {
    private static final long OUTAGE_MILLIS_MAX = TimeUnit.HOURS.toMillis(1);
    private static final int SUBJECT_LENGTH_MAX = 255;

    private final Oidc config;
    private final OIDCProviderMetadata metadata;
    private final JWSKeySelector<SecurityContext> keys;

    Provider(Oidc config, OIDCProviderMetadata metadata, ProviderHttp http) throws MalformedURLException {
        this.config = config;
        this.metadata = metadata;
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(), http)
                .refreshAheadCache(false)
                .retrying(true)
                .outageTolerant(OUTAGE_MILLIS_MAX)
                .build();
        Set<JWSAlgorithm> algorithms = config.algorithms().stream()
                .map(algorithm -> JWSAlgorithm.parse(algorithm.name()))
                .collect(Collectors.toSet());
        this.keys = new JWSVerificationKeySelector<>(algorithms, source);
    }

    URI authorizationEndpoint() {
        return metadata.getAuthorizationEndpointURI();
    }

    URI tokenEndpoint() {
        return metadata.getTokenEndpointURI();
    }

    /**
     * Whose token this is: signed by the provider in one of the allowed ways, meant for us, and still good.
     *
     * @param token a client's input, anything at all
     */
    External bearer(String token) throws KeySourceException {
        if (token.length() > ProtocolLimits.TOKEN_LENGTH_MAX) {
            throw Denied.of(Why.BAD_TOKEN);
        }
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                Set.of(config.bearerAudience()),
                new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
                Set.of("sub", "exp"),
                Set.of());
        claims.setMaxClockSkew(config.skewSeconds());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(keys);
        processor.setJWTClaimsSetVerifier(claims);
        try {
            return person(processor.process(token, null));
        } catch (KeySourceException e) {
            throw e;
        } catch (ExpiredJWTException e) {
            throw Denied.of(Why.TOKEN_EXPIRED);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw Denied.of(Why.BAD_TOKEN);
        }
    }

    /** Whom the provider says to have logged in, in answer to the question with this nonce. */
    External loggedIn(JWT idToken, Nonce nonce) throws KeySourceException {
        IDTokenValidator validator =
                new IDTokenValidator(new Issuer(config.issuer()), new ClientID(config.clientId()), keys, null);
        validator.setMaxClockSkew(config.skewSeconds());
        try {
            return person(validator.validate(idToken, nonce).toJWTClaimsSet());
        } catch (KeySourceException e) {
            throw e;
        } catch (BadJOSEException | JOSEException | com.nimbusds.oauth2.sdk.ParseException | ParseException e) {
            throw Denied.of(Why.PROVIDER_FAILED);
        }
    }

    private External person(JWTClaimsSet claims) throws ParseException {
        String subject = claims.getSubject();
        if (subject == null || subject.isEmpty() || subject.length() > SUBJECT_LENGTH_MAX) {
            throw new ParseException("sub: too long, or none", 0);
        }
        String name =
                text(claims, config.nameClaim()).or(() -> text(claims, "name")).orElse(subject);
        return new External(
                new ExternalId(config.issuer(), subject),
                name,
                claims.getExpirationTime().toInstant().toEpochMilli()
                        + TimeUnit.SECONDS.toMillis(config.skewSeconds()));
    }

    private static Optional<String> text(JWTClaimsSet claims, String claim) {
        return Optional.ofNullable(claims.getClaim(claim))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isBlank());
    }
}
