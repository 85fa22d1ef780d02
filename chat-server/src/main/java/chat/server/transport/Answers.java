package chat.server.transport;

import chat.server.api.ApiResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes HTTP responses, and gives each of them the headers that all have. */
final class Answers {
    static final String TEXT = "text/plain; charset=utf-8";

    /** {@code 'self'} covers WebSockets to the same origin in browsers that follow CSP 3. */
    static final String POLICY = policy("'self'");

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Answers() {}

    /** A short text for people. */
    static FullHttpResponse text(HttpResponseStatus status, String line) {
        return of(status, TEXT, Unpooled.copiedBuffer(line + "\n", StandardCharsets.UTF_8));
    }

    /** Takes over the body. */
    static FullHttpResponse of(HttpResponseStatus status, String contentType, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        return response;
    }

    static FullHttpResponse of(Refusal refusal) {
        FullHttpResponse response = text(refusal.status(), refusal.reason());
        refusal.headers().forEach((name, value) -> response.headers().set(name, value));
        return response;
    }

    /** What the API says is for whoever asked, and nobody keeps it. */
    static FullHttpResponse of(ApiResponse answer) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.body()));
        response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        answer.headers().forEach(header -> response.headers().add(header.name(), header.value()));
        return response;
    }

    /** For the page: older browsers need the WebSocket's own address spelled out. */
    static String pagePolicy(Authority host) {
        String name = host.host().indexOf(':') < 0 ? host.host() : "[" + host.host() + "]";
        String authority = host.port() < 0 ? name : name + ":" + host.port();
        return policy("'self' ws://" + authority + " wss://" + authority);
    }

    /** Headers of every answer but 101, whatever it says. A policy that is there already stays. */
    static void complete(FullHttpResponse response, boolean keepAlive, InstantSource clock) {
        HttpHeaders headers = response.headers();
        if (!headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
            headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
        }
        headers.set("x-content-type-options", "nosniff")
                .set("referrer-policy", "no-referrer")
                .set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY")
                .set("cross-origin-opener-policy", "same-origin")
                .set(HttpHeaderNames.DATE, HTTP_DATE.format(clock.instant()))
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        if (!response.status().equals(HttpResponseStatus.NOT_MODIFIED)) {
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        }
        if (response.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.CONNECTION, keepAlive ? "upgrade, keep-alive" : "upgrade, close");
        }
    }

    private static String policy(String connectSources) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
                + connectSources
                + "; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
    }
}
