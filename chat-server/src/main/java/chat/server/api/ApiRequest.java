package chat.server.api;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;

/**
 * A whole request, as transport let it through: its origin is allowed, its body within bounds.
 *
 * @param path as it was sent, without the query
 * @param query as it was sent, without the question mark
 * @param headers the value of the header of a name; nothing when it is not there exactly once
 * @param body never changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ApiRequest(
        String method,
        String path,
        String query,
        Function<String, Optional<String>> headers,
        byte[] body,
        InetAddress from) {

    Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** Without what came with it, which may be secret. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
