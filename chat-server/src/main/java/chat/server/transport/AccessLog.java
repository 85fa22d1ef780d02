package chat.server.transport;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request and each upgrade, to the logger {@code chat.access}: address, method, path, status, bytes of the
 * body, milliseconds. Never the query, which may hold secrets.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("chat.access");

    private final boolean enabled;

    AccessLog(boolean enabled) {
        this.enabled = enabled;
    }

    void log(Channel channel, Exchange exchange, int status, int bytes, long nowNanos) {
        if (enabled && LOG.isInfoEnabled()) {
            LOG.info(
                    "{} {} {} {} {} {} ms",
                    address(channel),
                    escape(exchange.method()),
                    escape(exchange.path()),
                    status,
                    bytes,
                    (nowNanos - exchange.startNanos()) / 1_000_000);
        }
    }

    private static String address(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        if (remote instanceof InetSocketAddress inet) {
            InetAddress address = inet.getAddress();
            return address == null ? "-" : address.getHostAddress();
        }
        return "-";
    }

    /** The same text with everything outside printable ASCII as {@code \xHH}, so that no client can forge a line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 0x7f && c != '\\') {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\x%02x", (int) c));
            }
        }
        return escaped.toString();
    }
}
