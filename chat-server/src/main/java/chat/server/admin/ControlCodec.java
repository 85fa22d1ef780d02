package chat.server.admin;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The lines between a command and the server: one JSON object each. */
final class ControlCodec {
    /** A request or a reply, without its end. */
    static final int LINE_BYTES_MAX = 1 << 16;

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    byte[] encode(Object message) {
        return json.writeValueAsBytes(message);
    }

    <T> T decode(byte[] line, Class<T> type) throws IOException {
        try {
            return json.readValue(line, type);
        } catch (JacksonException e) {
            throw new IOException("line: no " + type.getSimpleName() + " (expected: JSON of this version)", e);
        }
    }
}
