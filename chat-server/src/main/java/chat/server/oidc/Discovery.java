package chat.server.oidc;

import chat.server.config.Oidc;
import chat.server.oidc.ProviderHttp.UnexpectedAnswer;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds out where a provider's endpoints and keys are, and asks again now and then. Blocks, at most one caller at a time once
 * something is known; whoever comes meanwhile goes by what is.
 */
final class Discovery {
    /** What it says seldom changes. */
    private static final long GOOD_NANOS = TimeUnit.HOURS.toNanos(1);

    /** So long it is not asked again when it could not be: those who wait in line do not wait for it one after the other. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PAUSE_WHEN_KNOWN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int OK = 200;

    private final Oidc config;
    private final ProviderHttp http;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Unknown();

    /** What is known of the provider. */
    private sealed interface Known {}

    private record Unknown() implements Known {}

    private record Failed(String why, long until) implements Known {}

    private record Found(Provider provider, long until) implements Known {}

    Discovery(Oidc config, ProviderHttp http) {
        this.config = config;
        this.http = http;
    }

    /** The provider as it describes itself; a known description goes on being used when there is no newer one to be had. */
    Provider provider() throws IOException {
        if (known instanceof Found found && (isBefore(found.until) || asking.isLocked())) {
            return found.provider;
        }
        asking.lock();
        try {
            return asked();
        } finally {
            asking.unlock();
        }
    }

    private Provider asked() throws IOException {
        if (known instanceof Found found && isBefore(found.until)) {
            return found.provider;
        }
        if (known instanceof Failed failed && isBefore(failed.until)) {
            throw new UnexpectedAnswer(failed.why);
        }
        try {
            Provider provider = new Provider(config, discover(), http);
            known = new Found(provider, System.nanoTime() + GOOD_NANOS);
            return provider;
        } catch (IOException e) {
            if (known instanceof Found found) {
                known = new Found(found.provider, System.nanoTime() + PAUSE_WHEN_KNOWN_NANOS);
                return found.provider;
            }
            known = new Failed(Trouble.of(e), System.nanoTime() + PAUSE_NANOS);
            throw e;
        }
    }

    private static boolean isBefore(long nanos) {
        return System.nanoTime() - nanos < 0;
    }

    private OIDCProviderMetadata discover() throws IOException {
        HTTPResponse response = new OIDCProviderConfigurationRequest(new Issuer(config.issuer()))
                .toHTTPRequest()
                .send(http);
        if (response.getStatusCode() != OK) {
            throw new UnexpectedAnswer("answers " + response.getStatusCode());
        }
        OIDCProviderMetadata metadata = parsed(response);
        if (!config.issuer().equals(metadata.getIssuer().getValue())) {
            throw new UnexpectedAnswer("calls itself otherwise");
        }
        check("authorization_endpoint", metadata.getAuthorizationEndpointURI());
        check("token_endpoint", metadata.getTokenEndpointURI());
        check("jwks_uri", metadata.getJWKSetURI());
        return metadata;
    }

    private static OIDCProviderMetadata parsed(HTTPResponse response) throws UnexpectedAnswer {
        try {
            return OIDCProviderMetadata.parse(response.getBody());
        } catch (ParseException e) {
            throw new UnexpectedAnswer("does not describe itself as OpenID Connect asks");
        }
    }

    /** What begins with TLS goes on with it. */
    private void check(String name, URI endpoint) throws UnexpectedAnswer {
        String scheme = endpoint == null ? "" : String.valueOf(endpoint.getScheme());
        boolean plain = scheme.equals("http") && config.issuer().startsWith("http:");
        if (!scheme.equals("https") && !plain) {
            throw new UnexpectedAnswer("has no " + name + " that is protected by TLS");
        }
    }
}
