package chat.protocol;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes fields one after the other; those that are null are left out. */
final class JsonWriter {
    private final JsonGenerator json;

    JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    JsonWriter text(String name, @Nullable String value) {
        if (value != null) {
            json.writeName(name);
            json.writeString(value);
        }
        return this;
    }

    JsonWriter number(String name, long value) {
        json.writeName(name);
        json.writeNumber(value);
        return this;
    }

    JsonWriter number(String name, @Nullable Long value) {
        return value == null ? this : number(name, value.longValue());
    }

    JsonWriter number(String name, @Nullable Integer value) {
        return value == null ? this : number(name, value.longValue());
    }

    JsonWriter flag(String name, boolean value) {
        json.writeName(name);
        json.writeBoolean(value);
        return this;
    }

    JsonWriter flag(String name, @Nullable Boolean value) {
        return value == null ? this : flag(name, value.booleanValue());
    }

    JsonWriter object(String name, Runnable fields) {
        json.writeName(name);
        object(fields);
        return this;
    }

    /** An object without a name: a whole message, or an entry of a list. */
    void object(Runnable fields) {
        json.writeStartObject();
        fields.run();
        json.writeEndObject();
    }

    <T> JsonWriter list(String name, List<T> items, Consumer<T> writeItem) {
        json.writeName(name);
        json.writeStartArray();
        items.forEach(writeItem);
        json.writeEndArray();
        return this;
    }

    <T> JsonWriter strings(String name, List<T> items, Function<T, String> text) {
        json.writeName(name);
        json.writeStartArray();
        items.forEach(item -> json.writeString(text.apply(item)));
        json.writeEndArray();
        return this;
    }
}
