package chat.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What there is over plain HTTP: the page and its files, a greeting for machines, and two questions about our health. */
final class Routes {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";
    private static final String NOT_BUILT =
            "The page is not part of this build. The server itself works; connect to /ws with a WebSocket.";

    private static final ByteBuf GREETING =
            LastingBytes.of("{\"message\":\"Bem-vindo ao servidor WebSocket\"}".getBytes(StandardCharsets.UTF_8));

    private final StaticFiles files;
    private final Readiness readiness;
    private final MetricsPage metrics;

    Routes(StaticFiles files, Readiness readiness, MetricsPage metrics) {
        this.files = files;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** The answer to a request that takes too long for an event loop; nothing where {@link #answer} has one at once. */
    Optional<CompletionStage<FullHttpResponse>> later(HttpRequest request, RequestTarget target, InetAddress from) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return reads && target.path().equals("/metrics") ? metrics.answer(request.headers(), from) : Optional.empty();
    }

    /** The answer to a request that wants no WebSocket. A {@code HEAD} is answered as a {@code GET}; the codec drops the body. */
    FullHttpResponse answer(HttpRequest request, RequestTarget target) throws Refusal {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            throw Refusal.of(
                    HttpResponseStatus.METHOD_NOT_ALLOWED,
                    "Only GET and HEAD.",
                    HttpHeaderNames.ALLOW.toString(),
                    "GET, HEAD");
        }
        return switch (target.path()) {
            case "/" -> home(request.headers());
            // What keeps the page for later asks for it by its name, and is no less strict with it then.
            case "/index.html" -> page(request.headers());
            case "/healthz" -> Answers.text(HttpResponseStatus.OK, "alive");
            case "/readyz" ->
                readiness.isReady()
                        ? Answers.text(HttpResponseStatus.OK, "ready")
                        : Answers.text(HttpResponseStatus.SERVICE_UNAVAILABLE, "not ready");
            default ->
                files.find(target.path())
                        .map(file -> file.answer(request.headers()))
                        .orElseThrow(() -> Refusal.of(HttpResponseStatus.NOT_FOUND, "There is nothing here."));
        };
    }

    private FullHttpResponse home(HttpHeaders request) {
        Preferences accept = Preferences.of(request.getAll(HttpHeaderNames.ACCEPT));
        FullHttpResponse response = accept.weightOfType(HTML) > accept.weightOfType(JSON)
                ? page(request)
                : Answers.of(HttpResponseStatus.OK, JSON, GREETING.retainedDuplicate());
        String vary = response.headers().get(HttpHeaderNames.VARY);
        response.headers().set(HttpHeaderNames.VARY, vary == null ? "accept" : "accept, " + vary);
        return response;
    }

    private FullHttpResponse page(HttpHeaders request) {
        FullHttpResponse response = files.index()
                .map(index -> index.answer(request))
                .orElseGet(() -> Answers.text(HttpResponseStatus.NOT_FOUND, NOT_BUILT));
        Optional.ofNullable(request.get(HttpHeaderNames.HOST))
                .flatMap(Authority::parse)
                .ifPresent(host ->
                        response.headers().set(HttpHeaderNames.CONTENT_SECURITY_POLICY, Answers.pagePolicy(host)));
        return response;
    }
}
