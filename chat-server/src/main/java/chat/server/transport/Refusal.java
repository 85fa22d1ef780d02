package chat.server.transport;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;

/**
 * A request that is answered with an error. Expected from hostile or unlucky clients, hence without a stack trace, and its
 * text never repeats what the client said. It is a {@link DecoderException} so that Netty's decoders pass it on as it is.
 */
final class Refusal extends DecoderException {
    private final transient HttpResponseStatus status;
    private final transient Map<String, String> headers;
    private final boolean closing;

    private Refusal(HttpResponseStatus status, String reason, Map<String, String> headers, boolean closing) {
        super(reason);
        this.status = status;
        this.headers = headers;
        this.closing = closing;
    }

    /** The connection is fine and may carry the next request. */
    static Refusal of(HttpResponseStatus status, String reason) {
        return new Refusal(status, reason, Map.of(), false);
    }

    /** As {@link #of(HttpResponseStatus, String)}, with one more header in the answer. */
    static Refusal of(HttpResponseStatus status, String reason, String header, String value) {
        return new Refusal(status, reason, Map.of(header, value), false);
    }

    /** What follows on this connection cannot be trusted to be a request: one answer and a close. */
    static Refusal closing(HttpResponseStatus status, String reason) {
        return new Refusal(status, reason, Map.of(), true);
    }

    HttpResponseStatus status() {
        return status;
    }

    /** One line for a person. */
    String reason() {
        String reason = getMessage();
        return reason == null ? status.reasonPhrase() : reason;
    }

    Map<String, String> headers() {
        return headers;
    }

    boolean isClosing() {
        return closing;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
