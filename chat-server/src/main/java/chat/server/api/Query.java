package chat.server.api;

import chat.server.auth.Denied;
import chat.server.auth.Why;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters behind the question mark. */
final class Query {
    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @throws Denied {@link Why#INVALID_FIELD}: a name twice, or half an escape */
    static Query parse(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = parts.length < 2 ? "" : decode(parts[1]);
            if (!pair.isEmpty() && parameters.put(decode(parts[0]), value) != null) {
                throw Denied.of(Why.INVALID_FIELD);
            }
        }
        return new Query(parameters);
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Denied.of(Why.INVALID_FIELD);
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A place in a list: a whole number from 0 on. */
    long position(String name, long otherwise) {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw Denied.field(Why.INVALID_FIELD, name);
        }
        return Long.parseLong(text);
    }

    /** A whole number from 1 on. */
    int number(String name, int max, int otherwise) {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
            throw Denied.field(Why.INVALID_FIELD, name);
        }
        return Integer.parseInt(text);
    }
}
