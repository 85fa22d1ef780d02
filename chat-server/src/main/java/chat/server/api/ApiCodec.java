package chat.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON: bodies in, answers out. Any thread. */
final class ApiCodec {
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .changeDefaultPropertyInclusion(with -> with.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    /** Loads the classes that a codec is made of. */
    static void load() {
        new ApiCodec().encode(new Loaded(true));
    }

    private record Loaded(boolean loaded) {}

    /** Absent components are left out. */
    byte[] encode(Record answer) {
        return json.writeValueAsBytes(answer);
    }

    /** The fields of a flat object; nothing: it is none. */
    Optional<ApiBody> decode(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (!node.isObject()) {
                return Optional.empty();
            }
            Map<String, Object> fields = new HashMap<>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                value(field.getValue()).ifPresent(value -> fields.put(field.getKey(), value));
                if (field.getValue().isContainer()) {
                    return Optional.empty();
                }
            }
            return Optional.of(new ApiBody(fields));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> value(JsonNode node) {
        if (node.isString()) {
            return Optional.of(node.stringValue());
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(node.longValue());
        }
        // A null is as good as nothing; a number that nobody asks for is of no type that somebody does.
        return node.isNull() ? Optional.empty() : Optional.of(node);
    }
}
