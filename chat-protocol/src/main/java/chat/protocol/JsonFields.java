package chat.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one JSON object as they were found, before anybody knows what message they make: {@code type} may stand
 * anywhere. A field that is null counts as absent.
 */
final class JsonFields {
    /** Integers up to here mean the same in every JSON implementation. */
    static final long INTEGER_MAX = 1L << 53;

    /** The digits of {@link #INTEGER_MAX} and a sign: longer ones are not even looked at. */
    private static final int INTEGER_LENGTH_MAX = 17;

    /** What a field can hold beside a String, a Long and a Boolean. */
    private enum Other {
        NULL,
        UNFIT
    }

    private final Map<String, Object> values = new HashMap<>();

    /** Reads to the end of the input, so that {@code id} is found even when another field is refused. */
    void read(JsonParser parser) throws ProtocolException {
        readMessage(parser, false);
    }

    /** As {@link #read}; the fields of objects in the message are known as {@code outer.inner}. */
    void readNested(JsonParser parser) throws ProtocolException {
        readMessage(parser, true);
    }

    private void readMessage(JsonParser parser, boolean nested) throws ProtocolException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw bad("a message is one JSON object");
        }
        boolean repeated = readObject(parser, "", nested);
        if (parser.nextToken() != null) {
            throw bad("nothing may stand behind the JSON object");
        }
        if (repeated) {
            throw bad("no key may stand twice in an object");
        }
    }

    /** Returns whether a key stood twice. */
    private boolean readObject(JsonParser parser, String prefix, boolean nested) {
        boolean repeated = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String key = prefix + name;
            JsonToken token = parser.nextToken();
            if (nested && token == JsonToken.START_OBJECT) {
                repeated |= readObject(parser, key + ".", true);
            } else {
                repeated |= values.putIfAbsent(key, value(parser, token)) != null;
            }
        }
        return repeated;
    }

    private static Object value(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getStringLength() <= INTEGER_LENGTH_MAX) {
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token == JsonToken.START_ARRAY) {
            return strings(parser);
        }
        parser.skipChildren();
        return token == JsonToken.VALUE_NULL ? Other.NULL : Other.UNFIT;
    }

    /** A list of strings; anything else in it makes it unfit. Its length is bounded by that of the message. */
    private static Object strings(JsonParser parser) {
        List<String> strings = new ArrayList<>();
        boolean unfit = false;
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item == JsonToken.VALUE_STRING) {
                strings.add(parser.getString());
            } else {
                parser.skipChildren();
                unfit = true;
            }
        }
        return unfit ? Other.UNFIT : strings;
    }

    /** A list of strings, or null when the field is absent. */
    @Nullable
    List<String> texts(String name) throws ProtocolException {
        Object value = values.get(name);
        if (value == null || value == Other.NULL) {
            return null;
        }
        if (!(value instanceof List<?> list)) {
            throw invalid(name, "must be a list of strings");
        }
        return list.stream().map(String.class::cast).toList();
    }

    /** A string, or null when the field is absent. */
    @Nullable
    String text(String name) throws ProtocolException {
        Object value = values.get(name);
        if (value == null || value == Other.NULL) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw invalid(name, "must be a string");
    }

    /** A string that must be there. */
    String requiredText(String name) throws ProtocolException {
        String text = text(name);
        if (text == null) {
            throw invalid(name, "is missing");
        }
        return text;
    }

    /** An integer within these bounds, both included, or null when the field is absent. */
    @Nullable
    Long integer(String name, long min, long max) throws ProtocolException {
        Object value = values.get(name);
        if (value == null || value == Other.NULL) {
            return null;
        }
        if (value instanceof Long number && number >= min && number <= max) {
            return number;
        }
        throw invalid(name, "must be an integer from " + min + " to " + max);
    }

    /** An integer that must be there. */
    long requiredInteger(String name, long min, long max) throws ProtocolException {
        Long number = integer(name, min, max);
        if (number == null) {
            throw invalid(name, "is missing");
        }
        return number;
    }

    /** True or false, or null when the field is absent. */
    @Nullable
    Boolean flag(String name) throws ProtocolException {
        Object value = values.get(name);
        if (value == null || value == Other.NULL) {
            return null;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw invalid(name, "must be true or false");
    }

    /** The request's number for an error to repeat, if there is a proper one. */
    @Nullable
    Long idIfReadable() {
        boolean readable = values.get("id") instanceof Long number && Math.abs(number) <= INTEGER_MAX;
        return readable ? (Long) values.get("id") : null;
    }

    /** The request's {@code cid} for an error to repeat, if there is a proper one. */
    @Nullable
    Cid cidIfReadable() {
        return values.get("cid") instanceof String text && Cid.isValid(text) ? new Cid(text) : null;
    }

    static ProtocolException invalid(String field, String rule) {
        return new ProtocolException(ErrorCode.INVALID_FIELD, field, field + ": " + rule);
    }

    private static ProtocolException bad(String rule) {
        return new ProtocolException(ErrorCode.BAD_MESSAGE, null, rule);
    }
}
