package chat.load.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON files: what {@link Result} says, by the same names. */
public final class ResultFile {
    /** A run of an hour has a quarter of that. */
    private static final long BYTES_MAX = 16 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private ResultFile() {}

    /** The text of such a file. */
    public static String json(Result result) {
        return MAPPER.writeValueAsString(result) + "\n";
    }

    /** Reads one that {@link #json} made; the message of an error is one line for a person. */
    public static Result read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": no file (expected: what run --json wrote)");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException(file + ": " + Files.size(file) + " bytes (expected: at most " + BYTES_MAX + ")");
        }
        try {
            Result result = MAPPER.readValue(Files.readString(file), Result.class);
            if (result.format() == Result.FORMAT) {
                return result;
            }
        } catch (JacksonException | IOException notOne) {
            // Said below: where in the file it is not one is of no use to whoever took the wrong file.
        }
        throw new IOException(file + ": no result of this version (expected: what run --json wrote)");
    }
}
