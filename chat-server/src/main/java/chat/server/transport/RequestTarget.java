package chat.server.transport;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a request is for.
 *
 * @param path as it was sent, still encoded; begins with a slash, or is {@code *}
 * @param query as it was sent, still encoded, without the question mark; empty when there is none
 */
record RequestTarget(String path, String query) {
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?#]*");

    /** Splits a request target in origin form, absolute form or {@code *}. */
    static RequestTarget parse(String uri) throws Refusal {
        if (!uri.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Refusal.closing(HttpResponseStatus.BAD_REQUEST, "Malformed request target.");
        }
        String origin = uri.startsWith("/") ? uri : ABSOLUTE.matcher(uri).replaceFirst("");
        if (!uri.startsWith("/") && (origin.isEmpty() || origin.startsWith("?"))) {
            origin = "/" + origin;
        }
        if (!origin.startsWith("/") && !origin.equals("*")) {
            throw Refusal.closing(HttpResponseStatus.BAD_REQUEST, "Malformed request target.");
        }
        int question = origin.indexOf('?');
        return question < 0
                ? new RequestTarget(origin, "")
                : new RequestTarget(origin.substring(0, question), origin.substring(question + 1));
    }

    /** The query's parameters, decoded; a name that comes twice is refused, because readers differ on which one counts. */
    Map<String, String> parameters() throws Refusal {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            boolean repeated = parameters.put(decode(name.replace('+', ' ')), decode(value.replace('+', ' '))) != null;
            if (repeated && !pair.isEmpty()) {
                throw Refusal.of(HttpResponseStatus.BAD_REQUEST, "query: each name at most once.");
            }
        }
        return parameters;
    }

    /** Undoes percent-encoding; anything but whole, valid UTF-8 is refused. */
    static String decode(String encoded) throws Refusal {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.put((byte) (hexDigit(encoded, i + 1) << 4 | hexDigit(encoded, i + 2)));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static int hexDigit(String text, int index) throws Refusal {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw malformed();
        }
        return digit;
    }

    private static Refusal malformed() {
        return Refusal.of(HttpResponseStatus.BAD_REQUEST, "Malformed percent-encoding in the address.");
    }
}
