package chat.server.config;

import java.util.List;

/**
 * What is asked of a request before it becomes a WebSocket.
 *
 * @param allowOrigins origins of other sites whose pages may connect; {@code null} is that of a page opened from disk
 * @param headerBytesMax a request's header block
 * @param handshakeMillisMax a connection that has not upgraded, or finished a request, by then is closed
 */
public record Http(
        List<String> allowOrigins,
        int headerBytesMax,
        int handshakeMillisMax,
        boolean accessLog,
        MetricsAccess metrics) {
    public Http withAllowOrigins(List<String> value) {
        return new Http(value, headerBytesMax, handshakeMillisMax, accessLog, metrics);
    }

    public Http withHeaderBytesMax(int value) {
        return new Http(allowOrigins, value, handshakeMillisMax, accessLog, metrics);
    }

    public Http withMetrics(MetricsAccess value) {
        return new Http(allowOrigins, headerBytesMax, handshakeMillisMax, accessLog, value);
    }

    public Http withHandshakeMillisMax(int value) {
        return new Http(allowOrigins, headerBytesMax, value, accessLog, metrics);
    }
}
