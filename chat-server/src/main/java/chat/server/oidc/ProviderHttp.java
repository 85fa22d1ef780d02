package chat.server.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to a provider, each with a bound on its time from beginning to end and on the size of its answer, whatever the
 * provider does. It is sent nowhere else. Blocks. Messages of exceptions hold nothing that the provider said.
 */
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {
    static final int ANSWER_BYTES_MAX = 256 * 1024;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final int OK = 200;

    /** Those that the client sets itself, and does not let others set. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection");

    private final Duration limit;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param limit what a request takes at most */
    ProviderHttp(Duration limit) {
        this.limit = limit;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.getURI());
        asked.getHeaderMap().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        Optional<String> body = Optional.ofNullable(asked.getBody());
        HttpRequest.BodyPublisher publisher = body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
        return response(
                exchange(request.method(asked.getMethod().name(), publisher).build()));
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<byte[]> response =
                exchange(HttpRequest.newBuilder(URI.create(url.toString())).build());
        if (response.statusCode() != OK) {
            throw new UnexpectedAnswer("answers " + response.statusCode());
        }
        String type = response.headers().firstValue("content-type").orElse("application/json");
        return new Resource(new String(response.body(), StandardCharsets.UTF_8), type);
    }

    private static HTTPResponse response(HttpResponse<byte[]> from) throws IOException {
        HTTPResponse response = new HTTPResponse(from.statusCode());
        try {
            Optional<String> type = from.headers().firstValue("content-type");
            if (type.isPresent()) {
                response.setContentType(type.get());
            }
        } catch (ParseException e) {
            throw new UnexpectedAnswer("answers with a malformed content type");
        }
        response.setBody(new String(from.body(), StandardCharsets.UTF_8));
        return response;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(request, head -> new BoundedBody(ANSWER_BYTES_MAX));
        try {
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException failed ? failed : new IOException("request failed", cause);
        } catch (TimeoutException e) {
            throw new UnexpectedAnswer("does not answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            // Ends the connection, should the answer not be here.
            exchange.cancel(true);
        }
    }

    /** An answer that is no good, in words of ours. */
    static final class UnexpectedAnswer extends IOException {
        private static final long serialVersionUID = 1;

        UnexpectedAnswer(String message) {
            super(message);
        }
    }
}
