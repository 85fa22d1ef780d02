package chat.server.oidc;

import chat.server.config.Oidc;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out where a provider's endpoints and keys are, and asks again now and then. Blocks. */
final class Discovery {
    /** What it says seldom changes. */
    private static final long GOOD_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Oidc config;

    /** Guarded by this. */
    private Optional<Found> found = Optional.empty();

    private record Found(Provider provider, long until) {}

    Discovery(Oidc config) {
        this.config = config;
    }

    /** The provider as it describes itself; the known description goes on being used when there is no newer one to be had. */
    synchronized Provider provider() throws GeneralException, IOException {
        if (found.isPresent() && System.nanoTime() - found.get().until < 0) {
            return found.get().provider;
        }
        try {
            Provider provider = new Provider(config, discover());
            found = Optional.of(new Found(provider, System.nanoTime() + GOOD_NANOS));
            return provider;
        } catch (GeneralException | IOException e) {
            if (found.isEmpty()) {
                throw e;
            }
            found = Optional.of(new Found(found.get().provider, System.nanoTime() + TimeUnit.MINUTES.toNanos(1)));
            return found.get().provider;
        }
    }

    private OIDCProviderMetadata discover() throws GeneralException, IOException {
        OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(
                new Issuer(config.issuer()), Provider.CONNECT_MILLIS_MAX, Provider.READ_MILLIS_MAX);
        for (URI endpoint : new URI[] {
            metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI()
        }) {
            boolean secure = endpoint != null && "https".equals(endpoint.getScheme());
            if (endpoint == null || (!secure && config.issuer().startsWith("https:"))) {
                throw new GeneralException("an endpoint is missing, or not protected by TLS");
            }
        }
        return metadata;
    }
}
