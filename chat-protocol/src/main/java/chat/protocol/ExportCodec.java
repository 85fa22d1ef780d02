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

/**
 * The lines of an exported room to JSON and back: one object each, events in the form that clients get them. What the line
 * of an event has beyond that, clients would ignore. May be used by any number of threads.
 */
public final class ExportCodec {
    /** A line, without its end: far more than the longest event needs. */
    public static final int LINE_BYTES_MAX = 1 << 20;

    private static final int NAME_LENGTH_MAX = 256;
    private static final int NUMBER_LENGTH_MAX = 100;

    /** A message may name 20 × 100 users under its emoji. */
    private static final int TOKENS_MAX = 16_384;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ProtocolLimits.JSON_DEPTH_MAX)
                    .maxTokenCount(TOKENS_MAX)
                    .maxStringLength(LINE_BYTES_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    /** The line, in UTF-8, without its end. */
    public byte[] encode(ExportLine line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            JsonExportLines.write(line, new JsonWriter(generator));
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a line.
     *
     * @throws ProtocolException for whatever is no such line; it says what would be right
     */
    public ExportLine decode(byte[] utf8) throws ProtocolException {
        JsonFields fields = new JsonFields();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), utf8)) {
            fields.readNested(parser);
        } catch (JacksonException e) {
            throw new ProtocolException(ErrorCode.BAD_MESSAGE, null, "a line is one JSON object");
        }
        return JsonExportLines.read(fields);
    }
}
