package chat.server.oidc;

import chat.server.oidc.ProviderHttp.UnexpectedAnswer;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** What is wrong with a provider, on one line. Never its own words: it may repeat what it was sent. */
final class Trouble {
    private Trouble() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnexpectedAnswer) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof HttpTimeoutException || cause instanceof ConnectException) {
                return "cannot be connected to";
            }
            if (cause instanceof SSLException) {
                return "has no certificate that is trusted here";
            }
        }
        return "failed: " + failure.getClass().getSimpleName();
    }
}
