package chat.server.transport;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** What every request has to keep to, whatever it is for: what the codec accepted and two readers could still differ on. */
final class RequestRules {
    private static final String HIXIE_KEY_1 = "sec-websocket-key1";
    private static final String HIXIE_KEY_2 = "sec-websocket-key2";

    private RequestRules() {}

    /** Refuses, and has the connection closed, unless the request is sound. */
    static void check(HttpRequest request) throws Refusal {
        checkDecoded(request.decoderResult(), request);
        checkVersion(request.protocolVersion());
        checkNoBody(request.headers());
        checkHost(request);
    }

    private static void checkDecoded(DecoderResult result, HttpRequest request) throws Refusal {
        if (result.isFailure()) {
            throw bad("Malformed request.");
        }
        if (result instanceof HttpMessageDecoderResult lengths) {
            int expected = request.method().name().length()
                    + request.uri().length()
                    + request.protocolVersion().text().length()
                    + 2;
            if (lengths.initialLineLength() != expected) {
                throw bad("The parts of a request line are separated by one space.");
            }
        }
    }

    private static void checkVersion(HttpVersion version) throws Refusal {
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw Refusal.closing(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "Only HTTP/1.1 and HTTP/1.0.");
        }
    }

    private static void checkNoBody(HttpHeaders headers) throws Refusal {
        // The old WebSocket keys announce a body of eight bytes.
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || headers.contains(HIXIE_KEY_1)
                || headers.contains(HIXIE_KEY_2)) {
            throw bad("No request here has a body.");
        }
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        if (lengths.size() > 1) {
            throw bad("Content-Length: at most once.");
        }
        if (!lengths.isEmpty() && !lengths.get(0).equals("0")) {
            throw Refusal.closing(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "No request here has a body.");
        }
    }

    private static void checkHost(HttpRequest request) throws Refusal {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        boolean mayMiss = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (hosts.size() > 1 || (hosts.isEmpty() && !mayMiss)) {
            throw bad("Host: exactly once.");
        }
        if (!hosts.isEmpty() && Authority.parse(hosts.get(0)).isEmpty()) {
            throw bad("Host: malformed.");
        }
    }

    private static Refusal bad(String reason) {
        return Refusal.closing(HttpResponseStatus.BAD_REQUEST, reason);
    }
}
