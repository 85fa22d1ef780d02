package chat.server.transport;

import chat.server.api.Api;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.regex.Pattern;

/** What every request has to keep to, whatever it is for: what the codec accepted and two readers could still differ on. */
final class RequestRules {
    /** No sign, no spaces, no leading zeros. */
    private static final Pattern LENGTH = Pattern.compile("[1-9][0-9]*");

    private static final int LENGTH_DIGITS_MAX = 9;
    private static final String HIXIE_KEY_1 = "sec-websocket-key1";
    private static final String HIXIE_KEY_2 = "sec-websocket-key2";

    private RequestRules() {}

    /** Refuses, and has the connection closed, unless the request is sound; {@link #bodyLength} looks at its body. */
    static void check(HttpRequest request) throws Refusal {
        checkDecoded(request.decoderResult(), request);
        checkVersion(request.protocolVersion());
        checkFraming(request.headers());
        checkHost(request);
    }

    /**
     * How many bytes of a body follow.
     *
     * @param takesBody whether what is asked for takes one at all
     */
    static int bodyLength(HttpHeaders headers, boolean takesBody) throws Refusal {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH, "0");
        if (length.equals("0")) {
            return 0;
        }
        if (!takesBody) {
            throw Refusal.closing(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "This request has no body.");
        }
        if (!LENGTH.matcher(length).matches()) {
            throw bad("Content-Length: a whole number.");
        }
        if (length.length() > LENGTH_DIGITS_MAX || Integer.parseInt(length) > Api.BODY_BYTES_MAX) {
            throw Refusal.closing(
                    HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                    "A body has at most " + Api.BODY_BYTES_MAX + " bytes.");
        }
        if (headers.contains(HttpHeaderNames.EXPECT)) {
            throw Refusal.closing(HttpResponseStatus.EXPECTATION_FAILED, "Send the body at once.");
        }
        return Integer.parseInt(length);
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

    /** What follows a request has a length that every reader agrees on. */
    private static void checkFraming(HttpHeaders headers) throws Refusal {
        // The old WebSocket keys announce a body of eight bytes.
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || headers.contains(HIXIE_KEY_1)
                || headers.contains(HIXIE_KEY_2)) {
            throw bad("A body comes with a Content-Length.");
        }
        if (headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1) {
            throw bad("Content-Length: at most once.");
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
