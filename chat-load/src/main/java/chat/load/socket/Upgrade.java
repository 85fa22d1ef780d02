package chat.load.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The request that turns a connection into a WebSocket, and what the answer must be.
 *
 * @param host for the {@code Host} header
 * @param path with its query, percent-encoded
 * @param subprotocol the one that is offered, and must be taken
 * @param compression offers permessage-deflate without contexts, so that one inflater serves all connections
 */
public record Upgrade(String host, String path, Optional<String> subprotocol, boolean compression) {
    /** The key of RFC 6455's own example, so that the right answer is known. Keys guard against caches, of which there are none. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String NO_CONTEXTS =
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private static final Pattern SMALL_WINDOW = Pattern.compile("client_max_window_bits\\s*=\\s*\"?(8|9|1[0-4])\\b");

    /** A longer head of an answer is refused. */
    static final int HEAD_BYTES_MAX = 16_384;

    byte[] request() {
        StringBuilder request = new StringBuilder("GET ")
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host);
        request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13");
        request.append("\r\nSec-WebSocket-Key: ").append(KEY);
        subprotocol.ifPresent(
                name -> request.append("\r\nSec-WebSocket-Protocol: ").append(name));
        if (compression) {
            request.append("\r\nSec-WebSocket-Extensions: ").append(NO_CONTEXTS);
        }
        return request.append("\r\n\r\n").toString().getBytes(US_ASCII);
    }

    /**
     * What is wrong with an answer, or empty when the connection is a WebSocket now.
     *
     * @param head the status line and the headers
     */
    Optional<String> objection(String head) {
        if (!head.startsWith("HTTP/1.1 101")) {
            String[] status = head.lines().findFirst().orElse("").split(" ", 3);
            boolean isStatus = status.length > 1 && status[1].matches("[1-9][0-9]{2}");
            return Optional.of(isStatus ? "upgrade: " + status[1] : "upgrade: not HTTP");
        }
        if (!header(head, "Sec-WebSocket-Accept").equals(ACCEPT)) {
            return Optional.of("upgrade: wrong Sec-WebSocket-Accept");
        }
        if (!header(head, "Sec-WebSocket-Protocol").equals(subprotocol.orElse(""))) {
            return Optional.of("upgrade: not the subprotocol");
        }
        boolean taken = isCompressed(head);
        if (taken != compression) {
            return Optional.of(taken ? "upgrade: compression nobody asked for" : "upgrade: no compression");
        }
        if (taken && !header(head, "Sec-WebSocket-Extensions").contains("server_no_context_takeover")) {
            return Optional.of("upgrade: compression with context");
        }
        return Optional.empty();
    }

    /** Whether we may compress what we send; a small window is more than Java's deflater can keep to. */
    boolean mayDeflate(String head) {
        String extensions = header(head, "Sec-WebSocket-Extensions");
        return compression && !SMALL_WINDOW.matcher(extensions).find();
    }

    private static boolean isCompressed(String head) {
        return header(head, "Sec-WebSocket-Extensions").toLowerCase(Locale.ROOT).contains("permessage-deflate");
    }

    /** All values of a header, with commas; empty when it is not there. */
    private static String header(String head, String name) {
        StringBuilder values = new StringBuilder();
        head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .forEach(value -> values.append(values.isEmpty() ? "" : ", ").append(value));
        return values.toString();
    }
}
