package chat.protocol;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Messages to JSON and back, by streaming, without trees and without reflection. May be used by any number of threads.
 *
 * <p>Reading is strict about JSON (RFC 8259, UTF-8 without a byte order mark, no key twice, nothing behind the object) and
 * lenient about content: fields the protocol does not know are skipped. What a message costs is bounded by its size,
 * {@link ProtocolLimits#JSON_DEPTH_MAX} and {@link ProtocolLimits#JSON_TOKENS_MAX}.
 *
 * <p>Jackson is imported here and in the two classes that hold its parser and generator, {@link JsonFields} and
 * {@link JsonWriter}; the rest of the program sees records.
 */
public final class JsonCodec {
    /** Longer strings end the reading; far above any frame. In characters. */
    private static final int STRING_LENGTH_MAX = 1 << 20;

    private static final int NAME_LENGTH_MAX = 256;

    private static final int NUMBER_LENGTH_MAX = 100;

    /** What most messages need, so that the buffer does not grow. */
    private static final int ENCODED_BYTES_EXPECTED = 512;

    private final JsonFactory json = JsonFactory.builder()
            // Buffers stay with the event loop that used them last.
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ProtocolLimits.JSON_DEPTH_MAX)
                    .maxTokenCount(ProtocolLimits.JSON_TOKENS_MAX)
                    .maxStringLength(STRING_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            // UTF-8 it is: no guessing of UTF-16 from zero bytes, no skipping of a byte order mark.
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    /**
     * Reads what a client said.
     *
     * @throws ProtocolException for whatever is not a message of the protocol; it knows the request's {@code id} and
     *     {@code cid} when these could be read, wherever they stand
     */
    public ClientMessage decode(byte[] utf8) throws ProtocolException {
        JsonFields fields = new JsonFields();
        try {
            read(utf8, fields);
            return JsonClientMessages.read(fields);
        } catch (ProtocolException e) {
            throw e.forRequest(fields.idIfReadable(), fields.cidIfReadable());
        }
    }

    /** As the server says it, in UTF-8. */
    public byte[] encode(ServerMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ENCODED_BYTES_EXPECTED);
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            JsonServerMessages.write(message, new JsonWriter(generator));
        }
        return bytes.toByteArray();
    }

    /** As a client would say it, in UTF-8; for tools and tests. */
    public byte[] encode(ClientMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ENCODED_BYTES_EXPECTED);
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            JsonClientWriter.write(message, new JsonWriter(generator));
        }
        return bytes.toByteArray();
    }

    private void read(byte[] utf8, JsonFields fields) throws ProtocolException {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), utf8)) {
            fields.read(parser);
        } catch (JacksonException e) {
            // Its text quotes the input, so it is dropped.
            throw new ProtocolException(ErrorCode.BAD_MESSAGE, null, ErrorCode.BAD_MESSAGE.sentence());
        }
    }
}
