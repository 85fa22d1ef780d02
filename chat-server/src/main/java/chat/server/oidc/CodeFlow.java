package chat.server.oidc;

import chat.server.auth.Denied;
import chat.server.auth.ExternalLogIn.Start;
import chat.server.auth.ExternalTokens.External;
import chat.server.auth.SignedText;
import chat.server.auth.Why;
import chat.server.config.Oidc;
import chat.server.config.Secret;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The authorization code flow with PKCE. What a browser has to bring back binds the answer to the browser that asked: state,
 * nonce and verifier, signed, for some minutes. Nothing of it is kept here. Blocks.
 */
final class CodeFlow {
    /** So long somebody may take to log in at the provider. */
    private static final long MEMO_SECONDS_MAX = TimeUnit.MINUTES.toSeconds(10);

    private static final String KIND = "o1";
    private static final int PARTS = 5;

    private final Oidc config;
    private final URI callback;
    private final SignedText signed;
    private final InstantSource clock;
    private final ProviderHttp http;

    CodeFlow(Oidc config, String callback, SignedText signed, InstantSource clock, ProviderHttp http) {
        this.config = config;
        this.callback = URI.create(callback);
        this.signed = signed;
        this.clock = clock;
        this.http = http;
    }

    private record Memo(State state, Nonce nonce, CodeVerifier verifier) {}

    Start begin(Provider provider) {
        Memo memo = new Memo(new State(), new Nonce(), new CodeVerifier());
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile"), clientId(), callback)
                .endpointURI(provider.authorizationEndpoint())
                .state(memo.state)
                .nonce(memo.nonce)
                .codeChallenge(memo.verifier, CodeChallengeMethod.S256)
                .build();
        return new Start(request.toURI().toString(), written(memo));
    }

    External finish(Provider provider, String query, String brought)
            throws GeneralException, KeySourceException, IOException {
        Memo memo = read(brought);
        AuthenticationSuccessResponse response = answer(query, memo);
        JWT idToken = exchange(provider, response, memo).getOIDCTokens().getIDToken();
        return provider.loggedIn(idToken, memo.nonce);
    }

    private AuthenticationSuccessResponse answer(String query, Memo memo) {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(URI.create(callback + "?" + query));
        } catch (ParseException | IllegalArgumentException e) {
            throw Denied.of(Why.PROVIDER_FAILED);
        }
        // Compared in constant time by the library. Of another provider, if it says so: it was mixed up.
        boolean ours = memo.state.equals(response.getState())
                && (response.getIssuer() == null || response.getIssuer().equals(new Issuer(config.issuer())));
        if (!ours || !response.indicatesSuccess()) {
            throw Denied.of(Why.PROVIDER_FAILED);
        }
        return response.toSuccessResponse();
    }

    private OIDCTokenResponse exchange(Provider provider, AuthenticationSuccessResponse response, Memo memo)
            throws GeneralException, IOException {
        if (response.getAuthorizationCode() == null) {
            throw Denied.of(Why.PROVIDER_FAILED);
        }
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(response.getAuthorizationCode(), callback, memo.verifier);
        TokenRequest request = config.clientSecret()
                .map(secret -> new TokenRequest.Builder(
                        provider.tokenEndpoint(), new ClientSecretBasic(clientId(), asSecret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(provider.tokenEndpoint(), clientId(), grant))
                .build();
        TokenResponse answer =
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send(http));
        if (!answer.indicatesSuccess()) {
            throw refused(answer.toErrorResponse());
        }
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }

    /** A code that is no good is the browser's matter; a server that the provider does not know is the operator's. */
    private static Denied refused(TokenErrorResponse answer) throws ProviderHttp.UnexpectedAnswer {
        if (OAuth2Error.INVALID_CLIENT.equals(answer.getErrorObject())
                || OAuth2Error.UNAUTHORIZED_CLIENT.equals(answer.getErrorObject())) {
            throw new ProviderHttp.UnexpectedAnswer("does not know this server by its client id and secret");
        }
        return Denied.of(Why.PROVIDER_FAILED);
    }

    private ClientID clientId() {
        return new ClientID(config.clientId());
    }

    private static com.nimbusds.oauth2.sdk.auth.Secret asSecret(Secret secret) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(secret.value());
    }

    private String written(Memo memo) {
        long until = TimeUnit.MILLISECONDS.toSeconds(clock.millis()) + MEMO_SECONDS_MAX;
        return signed.sign(String.join(
                ".", KIND, memo.state.getValue(), memo.nonce.getValue(), memo.verifier.getValue(), "" + until));
    }

    private Memo read(String brought) {
        String[] parts =
                signed.verify(brought).map(text -> text.split("\\.", -1)).orElse(new String[0]);
        boolean good = parts.length == PARTS
                && parts[0].equals(KIND)
                && TimeUnit.MILLISECONDS.toSeconds(clock.millis()) < Long.parseLong(parts[PARTS - 1]);
        if (!good) {
            throw Denied.of(Why.PROVIDER_FAILED);
        }
        return new Memo(new State(parts[1]), new Nonce(parts[2]), new CodeVerifier(parts[3]));
    }
}
