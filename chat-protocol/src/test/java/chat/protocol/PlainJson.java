package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A second, slow and simple way from records to JSON and from JSON to maps, for the codec to be compared with. */
final class PlainJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PlainJson() {}

    /** A message as its record's components say it: {@code type}, then whatever is not null. */
    static Map<String, Object> treeOf(Object message) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", Records.typeOf(message.getClass()));
        tree.putAll(fields(message));
        return tree;
    }

    private static Map<String, Object> fields(Object record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Records.fields(record.getClass()).forEach(field -> {
            Object value = field.of(record);
            if (value != null) {
                tree.put(field.name(), value(value));
            }
        });
        return tree;
    }

    private static Object value(Object value) {
        if (value instanceof Enum<?> name) {
            return Records.wireName(name);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainJson::value).toList();
        }
        if (value instanceof ServerMessage message) {
            return treeOf(message);
        }
        if (value instanceof Record) {
            RecordComponent[] components = value.getClass().getRecordComponents();
            boolean wraps = components.length == 1 && components[0].getName().equals("value");
            return wraps ? Records.get(components[0], value) : fields(value);
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    /** A tree of maps, lists, strings, numbers and booleans as compact JSON. */
    static String write(Object tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(tree, generator);
        }
        return bytes.toString(UTF_8);
    }

    private static void write(Object tree, JsonGenerator out) {
        if (tree instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((name, value) -> {
                out.writeName((String) name);
                write(value, out);
            });
            out.writeEndObject();
        } else if (tree instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(item -> write(item, out));
            out.writeEndArray();
        } else if (tree instanceof String text) {
            out.writeString(text);
        } else if (tree instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (tree instanceof Double number) {
            out.writeNumber(number);
        } else {
            out.writeNumber((Long) tree);
        }
    }

    /** One JSON object as a map in the order of its keys. */
    static Map<String, Object> read(String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return readObject(parser);
        }
    }

    private static Map<String, Object> readObject(JsonParser parser) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            tree.put(name, readValue(parser));
        }
        return tree;
    }

    private static Object readValue(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(readValue(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            default -> throw new AssertionError("token: " + parser.currentToken());
        };
    }
}
