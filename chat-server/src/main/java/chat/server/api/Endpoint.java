package chat.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One thing that can be asked for.
 *
 * @param path with {@code {…}} for what differs
 * @param does what answers it
 */
record Endpoint(String method, String path, Handler does) {
    /** Answers a call; may throw or fail with {@link chat.server.auth.Denied}. */
    interface Handler {
        CompletionStage<ApiResponse> answer(Call call);
    }

    /** What stands for each {@code {…}}; nothing: this is another path. */
    Optional<List<String>> match(String asked) {
        String[] own = path.split("/", -1);
        String[] segments = asked.split("/", -1);
        if (own.length != segments.length) {
            return Optional.empty();
        }
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            if (own[i].startsWith("{")) {
                parameters.add(segments[i]);
            } else if (!own[i].equals(segments[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Whether a body is needed: one that says it is JSON, which no form of another site can. */
    boolean takesBody() {
        return method.equals("POST") || method.equals("PUT");
    }
}
