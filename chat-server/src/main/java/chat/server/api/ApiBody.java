package chat.server.api;

import chat.server.auth.Denied;
import chat.server.auth.Why;
import java.util.Map;
import java.util.Optional;

/** The fields of a request; those that nobody asks for are ignored. */
final class ApiBody {
    /** Of a request without a body. */
    static final ApiBody NONE = new ApiBody(Map.of());

    private final Map<String, Object> fields;

    /** @param fields texts, truth values and whole numbers */
    ApiBody(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** @throws Denied {@link Why#INVALID_FIELD}: it is missing, or no text */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name));
    }

    Optional<String> optionalText(String name) {
        return optional(name, String.class);
    }

    boolean flag(String name, boolean otherwise) {
        return optional(name, Boolean.class).orElse(otherwise);
    }

    /** @throws Denied {@link Why#INVALID_FIELD}: it is missing, or no truth value */
    boolean flag(String name) {
        return optional(name, Boolean.class).orElseThrow(() -> wrong(name));
    }

    int number(String name, int min, int max, int otherwise) {
        long number = optional(name, Long.class).orElse((long) otherwise);
        if (number < min || number > max) {
            throw wrong(name);
        }
        return (int) number;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw wrong(name);
        }
        return Optional.ofNullable(value).map(type::cast);
    }

    private static Denied wrong(String name) {
        return Denied.field(Why.INVALID_FIELD, name);
    }
}
