package chat.server.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Negotiates {@code permessage-deflate}, RFC 7692. We accept the first offer that we can keep: a window of 15 bits, and no
 * context carried from one message to the next on either side, so that no connection costs the memory of a window.
 */
final class PermessageDeflate {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";
    private static final Set<String> FLAGS = Set.of("server_no_context_takeover", "client_no_context_takeover");
    private static final Pattern BITS = Pattern.compile("[89]|1[0-5]");

    /** More offers than any client makes are not looked at. */
    private static final int OFFERS_MAX = 16;

    private PermessageDeflate() {}

    /**
     * The answer to the offers of a client; empty when none is acceptable.
     *
     * @param headers the values of all {@code Sec-WebSocket-Extensions} headers
     */
    static Optional<String> accept(List<String> headers) {
        String[] offers = String.join(",", headers).split(",", -1);
        for (int i = 0; i < Math.min(offers.length, OFFERS_MAX); i++) {
            Optional<String> answer = acceptOffer(offers[i]);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> acceptOffer(String offer) {
        String[] parts = offer.split(";", -1);
        if (!parts[0].strip().equals(NAME)) {
            return Optional.empty();
        }
        String answer = NAME + "; server_no_context_takeover; client_no_context_takeover";
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].strip().split("=", 2);
            String name = parameter[0].strip();
            Optional<String> value =
                    parameter.length == 1 ? Optional.empty() : Optional.of(unquoted(parameter[1].strip()));
            if (!seen.add(name) || !isAcceptable(name, value)) {
                return Optional.empty();
            }
            if (name.equals(SERVER_BITS)) {
                answer += "; " + SERVER_BITS + "=15";
            }
        }
        return Optional.of(answer);
    }

    private static boolean isAcceptable(String name, Optional<String> value) {
        return switch (name) {
            // The JDK's deflater always uses a window of 15 bits.
            case SERVER_BITS -> value.filter("15"::equals).isPresent();
            case CLIENT_BITS -> value.map(bits -> BITS.matcher(bits).matches()).orElse(true);
            default -> FLAGS.contains(name) && value.isEmpty();
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
